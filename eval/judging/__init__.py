"""How good: metrics, their intervals and sums, and differences between two systems."""
