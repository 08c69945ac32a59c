"""Where quotes stand in the text of a clause."""

from collections.abc import Sequence
from dataclasses import dataclass

from ingest import Clause
from views.pieces import cut_text


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
    return [
        Piece(cut.text, bool(cut.inside), tuple(sorted(quotes[i].n for i in cut.begins)))
        for cut in cut_text(clause, source_text, [(q.start, q.end) for q in quotes])
    ]
