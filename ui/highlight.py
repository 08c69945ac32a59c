"""Where quotes stand in the text of a clause."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest import Clause
from ingest.clauses import locate_text


@dataclass(frozen=True, slots=True)
class Quote:
    """A quoted span of the source: `start:end` in code points, `n` the number it is cited by."""

    n: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a clause's text, quoted or not; `begins` are the quotes that start with it."""

    text: str
    is_quoted: bool
    begins: tuple[int, ...] = ()


def split_pieces(clause: Clause, source_text: str, quotes: Sequence[Quote]) -> list[Piece]:
    """Return the clause's text, page breaks joined, cut where quotes begin and end.

    Args:
        clause: A clause of the document.
        source_text: The whole text of its source.
        quotes: Spans of that text; they may overlap, and go beyond the clause.
    """
    if not quotes:
        return [Piece(clause.text, is_quoted=False)]
    joined = locate_text(clause, source_text)
    length = len(joined.text)
    places = {q.n: (joined.position(q.start), joined.position(q.end)) for q in quotes}
    inside = {n: (a, b) for n, (a, b) in places.items() if a < b}
    cuts = sorted({0, length, *(cut for span in inside.values() for cut in span)})
    return [
        Piece(
            joined.text[start:end],
            is_quoted=any(a <= start and end <= b for a, b in inside.values()),
            begins=tuple(sorted(n for n, (a, _) in inside.items() if a == start)),
        )
        for start, end in pairwise(cuts)
    ]
