"""Anchors in the text: one for every clause and for every hit of a search."""

from collections.abc import Iterable

from ingest import Clause

_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")


def clause_anchor(clause_id: str) -> str:
    """Return the anchor of a clause: small letters, digits and -; no two ids have the same."""
    return "c-" + "".join(c if c in _PLAIN else f"-{ord(c):x}-" for c in clause_id)


def hit_anchor(n: int) -> str:
    """Return the anchor of a hit."""
    return f"hit-{n}"


def find_clause(anchor: str, clauses: Iterable[Clause]) -> Clause | None:
    """Return the clause of `anchor`, which comes from the browser and may be anything."""
    return next((c for c in clauses if clause_anchor(c.clause_id) == anchor), None)
