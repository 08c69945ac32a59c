"""Clauses to what they say: departments, figures, places, validity."""
