"""Whether a statement holds: each of its facts stands in the clauses that it cites."""
