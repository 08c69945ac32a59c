"""Whom to ask: the departments responsible for the clauses that fit, counted."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ingest import Clause


@dataclass(frozen=True, slots=True)
class Department:
    """In how many of the clauses a department leads, and in how many it takes part."""

    name: str
    leads: int
    supports: int


def count_departments(clauses: Sequence[Clause]) -> tuple[Department, ...]:
    """Return the departments of `clauses`, those that lead in most first."""
    leads: Counter[str] = Counter()
    supports: Counter[str] = Counter()
    for clause in clauses:
        leading, others = split_roles(clause)
        leads.update(leading)
        supports.update(others)
    counted = [Department(name, leads[name], supports[name]) for name in {*leads, *supports}]
    return tuple(sorted(counted, key=lambda d: (-d.leads, -d.supports, d.name)))


def split_roles(clause: Clause) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the departments that lead in `clause`, and the others it makes responsible."""
    roles = clause.annotations.responsibilities
    leading = tuple(dict.fromkeys(r.department for r in roles if r.role == "lead"))
    others = dict.fromkeys(r.department for r in roles if r.department not in leading)
    return leading, tuple(others)
