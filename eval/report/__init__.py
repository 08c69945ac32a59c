"""What people read: tables, charts and reports; what changed, and what was missed."""
