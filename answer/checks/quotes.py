"""Quotations in a statement against the clauses it cites."""

import re
from collections.abc import Iterator, Sequence

from answer.checks.text import Evidence, Span

_QUOTES = {"“": "”", "「": "」", "『": "』"}
_STRAIGHT = re.compile('"([^"]+)"')
_LEAST_QUOTE = 6
_AROUND_QUOTE = "、，。;:.!? "
_OMISSION = re.compile(r"\.{3,}|⋯+")


def find_wrong_quotes(statement: str, evidence: Sequence[Evidence]) -> list[Span]:
    """Return the quotations in a folded statement that stand in no clause, heading or title.

    A quotation may leave words out (…); each part of it must stand in the same clause.
    """
    texts = [text.replace(" ", "") for e in evidence for text in (e.text, e.headings, e.about)]
    wrong = []
    for start, end in _quotations(statement):
        parts = [
            part.strip(_AROUND_QUOTE).replace(" ", "")
            for part in _OMISSION.split(statement[start:end])
        ]
        is_long = sum(map(len, parts)) >= _LEAST_QUOTE
        if is_long and not any(all(part in text for part in parts) for text in texts):
            wrong.append((start, end))
    return wrong


def _quotations(text: str) -> Iterator[Span]:
    """Yield what stands in quotation marks, the outermost; one left open goes on to the end."""
    yield from (match.span(1) for match in _STRAIGHT.finditer(text))
    opened: list[tuple[str, int]] = []
    for position, character in enumerate(text):
        if character in _QUOTES:
            opened.append((_QUOTES[character], position + 1))
        elif opened and character == opened[-1][0]:
            start = opened.pop()[1]
            if not opened:
                yield start, position
    if opened:
        yield opened[0][1], len(text)
