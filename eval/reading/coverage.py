"""How the clauses of a document hold its text: nothing lost, nothing twice, nothing too long."""

from collections.abc import Sequence
from dataclasses import dataclass

from ingest import Clause

# Longer than this a clause is no place that a reader finds at a glance.
LONGEST = 900
# What stands around the clauses may be long; a table of contents is one node by nature.
_AROUND = frozenset({"front", "back", "toc", "furniture"})


@dataclass(frozen=True, slots=True)
class Coverage:
    """Characters of a text that are not white space, and of its clauses.

    Attributes:
        characters: Of the text.
        lost: In no clause.
        overlaps: In more than one.
        text: In the text of all clauses, white space too.
        long: Of those, in clauses of more than `LONGEST`; front, back, contents and furniture
            aside.
        clauses: How many there are.
    """

    characters: int = 0
    lost: int = 0
    overlaps: int = 0
    text: int = 0
    long: int = 0
    clauses: int = 0

    def __add__(self, other: "Coverage") -> "Coverage":
        """Return both documents' characters together."""
        return Coverage(
            self.characters + other.characters,
            self.lost + other.lost,
            self.overlaps + other.overlaps,
            self.text + other.text,
            self.long + other.long,
            self.clauses + other.clauses,
        )

    @property
    def long_share(self) -> float:
        """Share of the clauses' text that stands in long ones."""
        return self.long / self.text if self.text else 0.0


def measure_coverage(text: str, clauses: Sequence[Clause]) -> Coverage:
    """Return how `clauses` hold `text`, the one that their offsets point into."""
    held = bytearray(len(text))
    for clause in clauses:
        for i in range(clause.start, clause.end):
            held[i] = min(held[i] + 1, 2)
    seen = [held[i] for i, character in enumerate(text) if not character.isspace()]
    return Coverage(
        characters=len(seen),
        lost=seen.count(0),
        overlaps=seen.count(2),
        text=sum(len(clause.text) for clause in clauses),
        long=sum(len(c.text) for c in clauses if len(c.text) > LONGEST and c.kind not in _AROUND),
        clauses=len(clauses),
    )
