"""The annotations of a clause as one list, in the order of its text."""

from dataclasses import dataclass

from ingest import Clause

# In the order in which they are explained and listed.
NOTE_KINDS = ("lead", "partner", "industry", "city", "figure", "support")
_ROLES = {"lead": "lead", "support": "partner"}


@dataclass(frozen=True, slots=True)
class Note:
    """An annotation: `kind` is one of `NOTE_KINDS`, `start:end` its span in the source.

    `printed` are the words that stand there, `name` is what they mean: the full name of a
    department, the canonical name of a term, what a figure measures.
    """

    kind: str
    name: str
    printed: str
    start: int
    end: int


def list_notes(clause: Clause) -> tuple[Note, ...]:
    """Return the annotations of `clause` in the order of the source."""
    found = clause.annotations
    notes = [
        Note(_ROLES[r.role], r.department, r.printed, r.start, r.end)
        for r in found.responsibilities
    ]
    for kind, mentions in (
        ("industry", found.industries),
        ("city", found.cities),
        ("support", found.supports),
    ):
        notes += [Note(kind, m.name, m.printed, m.start, m.end) for m in mentions]
    notes += [Note("figure", f.what, f.printed, f.start, f.end) for f in found.figures]
    return tuple(sorted(notes, key=lambda n: (n.start, n.end, NOTE_KINDS.index(n.kind))))
