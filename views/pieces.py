"""The text of a clause, cut where spans of its source begin and end."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest import Clause
from ingest.structure.clauses import locate_text

Span = tuple[int, int]
_WITH_TITLE = frozenset({"clause", "paragraph", "bullet", "box_item", "annex"})


@dataclass(frozen=True, slots=True)
class Cut:
    """A run of a clause's text.

    `inside` are the places, in the list of spans, of those that hold it, the widest first;
    `begins` of those that begin with it.
    """

    text: str
    inside: tuple[int, ...] = ()
    begins: tuple[int, ...] = ()


def cut_text(clause: Clause, source_text: str, spans: Sequence[Span]) -> list[Cut]:
    """Return the clause's text, page breaks joined, cut where `spans` begin and end.

    Args:
        clause: A clause of the document.
        source_text: The whole text of its source.
        spans: Half-open, in code points of that text; they may overlap, and go beyond the clause.
    """
    if not spans:
        return [Cut(clause.text)]
    joined = locate_text(clause, source_text)
    places = [(joined.position(start), joined.position(end)) for start, end in spans]
    held = sorted((i for i, (a, b) in enumerate(places) if a < b), key=lambda i: _width(places[i]))
    cuts = sorted({0, len(joined.text), *(cut for i in held for cut in places[i])})
    return [
        Cut(
            joined.text[start:end],
            inside=tuple(i for i in held if places[i][0] <= start and end <= places[i][1]),
            begins=tuple(sorted(i for i in held if places[i][0] == start)),
        )
        for start, end in pairwise(cuts)
    ]


def heading_span(clause: Clause, source_text: str) -> Span | None:
    """Return the span of number and title at the beginning of a clause that has more text."""
    if not clause.title or clause.kind not in _WITH_TITLE:
        return None
    at = clause.text.find(clause.title)
    if not 0 <= at <= len(clause.number) + 1:
        return None
    return locate_text(clause, source_text).span(0, at + len(clause.title))


def contents_lines(clause: Clause, source_text: str) -> str:
    """Return a table of contents line by line, which joining would run together."""
    lines = source_text[clause.start : clause.end].splitlines()
    return "\n".join(line.strip() for line in lines if line.strip())


def _width(place: Span) -> tuple[int, int]:
    start, end = place
    return start - end, start
