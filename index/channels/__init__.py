"""What scores clauses for a question: dense, lexical and late search, fused and explained."""
