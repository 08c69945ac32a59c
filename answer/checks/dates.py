"""Dates and years of a statement against those of its clauses and their documents."""

import re
from collections.abc import Sequence
from functools import lru_cache

from answer.checks.numerals import write_digits
from answer.checks.text import Evidence, Span

# A year by itself is followed by a mark or a word that joins it to another one: 2023-2025, 2019至.
_DATE = re.compile(
    r"(?<![\d.])(?:(?P<year>(?:19|20)\d\d)"
    r"(?:年(?:(?P<month1>\d{1,2})月(?:份|(?P<day1>\d{1,2})日)?)?"
    r"|(?P<mark>[-/.])(?P<month2>\d{1,2})(?P=mark)(?P<day2>\d{1,2})(?!\d)"
    r"|-(?P<month3>\d\d)(?![\d-])"
    r"|(?![\d.]*\d|[A-Za-z%])(?=[至到和与]|\W|$))"
    r"|(?P<month4>\d{1,2})月(?:份|(?P<day4>\d{1,2})日)?)"
)

# Year, month and day, None where not said.
Day = tuple[int | None, int | None, int | None]


def find_wrong_dates(statement: str, evidence: Sequence[Evidence]) -> list[Span]:
    """Return the dates of a folded statement that no clause and no document of one holds.

    A date is held by a fuller one: 2023年 and 12月29日 by 2023年12月29日.
    """
    held = [day for e in evidence for _, day in read_dates(e.everything)]
    return [
        span
        for span, day in read_dates(statement)
        if not any(all(a in (None, b) for a, b in zip(day, other, strict=True)) for other in held)
    ]


@lru_cache(maxsize=4096)
def read_dates(text: str) -> tuple[tuple[Span, Day], ...]:
    """Return the dates in folded `text` with their spans."""
    digits = write_digits(text)
    return tuple((digits.span(*match.span()), _day(match)) for match in _DATE.finditer(digits.text))


def _day(match: re.Match[str]) -> Day:
    parts = {name.rstrip("1234"): int(value) for name, value in _numbers(match)}
    return parts.get("year"), parts.get("month"), parts.get("day")


def _numbers(match: re.Match[str]) -> list[tuple[str, str]]:
    return [(name, v) for name, v in match.groupdict().items() if v and name != "mark"]
