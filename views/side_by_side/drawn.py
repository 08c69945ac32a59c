"""The numbers and dates of a section, each at its place: targets, amounts, deadlines."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ingest import Clause
from ingest.annotations.figures import base_unit
from ingest.annotations.measures import is_money
from ingest.structure.clauses import locate_text
from ingest.text.dates import find_dates
from views.side_by_side.sections import Section

# In the order in which they are shown.
DRAWN_KINDS = ("amount", "figure", "date")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A number with its unit, or a date, as printed in `clause`.

    `kind` is one of `DRAWN_KINDS`, `what` the words of the text that it measures, "" if unclear;
    `start:end` is its span in the source.
    """

    kind: str
    what: str
    printed: str
    clause: Clause
    start: int
    end: int


def draw_out(section: Section, texts: Mapping[str, str]) -> tuple[Drawn, ...]:
    """Return the numbers and dates of a section in the order of its document.

    Args:
        section: Of a document.
        texts: The texts of the documents by doc_id.
    """
    found = [
        drawn for clause in section.clauses for drawn in _of_clause(clause, texts[clause.doc_id])
    ]
    return tuple(sorted(found, key=lambda drawn: (drawn.start, drawn.end)))


def _of_clause(clause: Clause, text: str) -> Iterator[Drawn]:
    for figure in clause.annotations.figures:
        kind = "amount" if is_money(base_unit(figure)) else "figure"
        yield Drawn(kind, figure.what, figure.printed, clause, figure.start, figure.end)
    if clause.kind == "heading":
        return
    joined = locate_text(clause, text)
    for date in find_dates(clause.text):
        start, end = joined.span(date.start, date.end)
        yield Drawn("date", "", clause.text[date.start : date.end], clause, start, end)
