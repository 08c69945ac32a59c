"""The page 责任分工: who is responsible for what, by department, by task, and at a glance."""
