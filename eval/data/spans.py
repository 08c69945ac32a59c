"""Spans of the sources: what a hit covers of the gold, and how much else it holds."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest import Clause

# A hit covers a gold span when it holds at least this share of it, so that a cut inside the gold
# leaves at most one part that does.
LEAST_COVER = 0.5
_SPAN_ID = re.compile(r"(?P<doc_id>.+):(?P<start>[0-9]{1,12})-(?P<end>[0-9]{1,12})")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open offsets in code points into the source of a document."""

    doc_id: str
    start: int
    end: int

    @classmethod
    def of(cls, clause: Clause) -> "Span":
        """Return the span of a clause."""
        return cls(clause.doc_id, clause.start, clause.end)

    def __str__(self) -> str:
        """Return the span as runs name it, `DOCUMENT:START-END`."""
        return f"{self.doc_id}:{self.start}-{self.end}"

    def __len__(self) -> int:
        """Return the number of code points."""
        return max(0, self.end - self.start)

    def shared(self, other: "Span") -> int:
        """Return how many code points two spans have in common."""
        if self.doc_id != other.doc_id:
            return 0
        return max(0, min(self.end, other.end) - max(self.start, other.start))

    def covers(self, gold: "Span") -> bool:
        """Say whether this span holds enough of `gold`."""
        return self.shared(gold) >= max(1, LEAST_COVER * len(gold))


def read_span(name: str) -> Span | None:
    """Return the span that `name` spells, `DOCUMENT:START-END`; none where it spells none."""
    match = _SPAN_ID.fullmatch(name)
    return match and Span(match["doc_id"], int(match["start"]), int(match["end"]))


def merge(spans: Iterable[Span]) -> list[Span]:
    """Return the spans that the given ones make together, in order, none overlapping."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and merged[-1].doc_id == span.doc_id and span.start <= merged[-1].end:
            last = merged.pop()
            span = Span(span.doc_id, last.start, max(last.end, span.end))
        merged.append(span)
    return merged


def cover_together(spans: Iterable[Span], gold: Span) -> bool:
    """Say whether spans hold enough of `gold` between them: it may run over several clauses."""
    return sum(span.shared(gold) for span in merge(spans)) >= max(1, LEAST_COVER * len(gold))


def character_scores(found: Sequence[Span], gold: Sequence[Span]) -> tuple[float, float]:
    """Return the precision and the recall of `found` for `gold`, counted in code points.

    Source: the character-level measures of LegalBench-RAG, Pipitone and Alami 2024, section 4.
    """
    found, gold = merge(found), merge(gold)
    shared = sum(a.shared(b) for a in found for b in gold)
    retrieved, wanted = sum(map(len, found)), sum(map(len, gold))
    return (shared / retrieved if retrieved else 0.0, shared / wanted if wanted else 0.0)
