"""Dates in every form that official documents print them in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ingest.text.numerals import SAME_WIDTH, ZEROS, read_number

_CN_DIGIT = f"[{ZEROS}0０一二三四五六七八九]"
_YEAR = rf"(?P<year>[12]\d{{3}}|{_CN_DIGIT}{{4}}|{_CN_DIGIT}(?:\s{_CN_DIGIT}){{3}})"
_ROC_YEAR = r"(?P<roc>\d{1,3}|[零〇○一二三四五六七八九十百]{1,5})"
_MONTH = rf"(?P<month>0?\d|1[0-2]|[元正]|一?十[一二]?|[{ZEROS}]?[一二三四五六七八九])"
_DAY = (
    rf"(?P<day>[0-3]?\d|[一二三]?十[一二三四五六七八九]?|[廿卅][一二三四五六七八九]?"
    rf"|[{ZEROS}]?[一二三四五六七八九])"
)
_MONTH_AND_DAY = rf"\s*{_MONTH}\s*月(?:\s*份|\s*{_DAY}\s*[日号號])?"
_REPUBLIC = r"(?:中华|中華)?(?:民国|民國)\s*"
_MARK = r"[./．／—–·-]"
_PATTERNS = (
    rf"{_REPUBLIC}{_ROC_YEAR}\s*年(?:{_MONTH_AND_DAY})?",
    # A year of three digits before a month is one of the Republic.
    rf"(?<!\d)(?P<roc>1\d\d)\s*年{_MONTH_AND_DAY}",
    rf"(?<!\d){_YEAR}\s*年{_MONTH_AND_DAY}",
    rf"(?<!\d)(?<!{_MARK})(?P<year>(?:19|20)\d\d)\s*(?P<mark>{_MARK})\s*(?P<month>0?\d|1[0-2])"
    rf"\s*(?P=mark)\s*(?P<day>[0-3]?\d)(?!\d|{_MARK}\d)",
    rf"(?<![年\d])\s*{_MONTH}\s*月\s*{_DAY}\s*[日号號]",
)
_DATES = tuple(re.compile(pattern) for pattern in _PATTERNS)
# 112.5.3 may be the number of a section, so it is a date only by itself.
_ROC_ALONE = re.compile(
    rf"(?:{_REPUBLIC})?(?P<roc>\d{{2,3}})(?P<mark>[-./])(?P<month>\d{{1,2}})(?P=mark)(?P<day>\d{{1,2}})"
)
_FIRST_ROC_YEAR = 1911
_YEARS = (1800, 2199)
# Two-digit years before these are more likely numbers of sections.
_LEAST_ROC = 38


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date that stands at `text[start:end]`.

    `iso` is `YYYY-MM-DD`, as far as it is printed: `YYYY-MM`, `YYYY` or, without a year, `MM-DD`.
    """

    iso: str
    start: int
    end: int


def find_dates(text: str) -> list[FoundDate]:
    """Return the dates in `text`, in its order; days that no month has are no dates."""
    plain = text.translate(SAME_WIDTH)
    found: list[FoundDate] = []
    covered: set[int] = set()
    for pattern in _DATES:
        for match in pattern.finditer(plain):
            iso = _iso(match)
            if iso and covered.isdisjoint(range(*match.span())):
                covered.update(range(*match.span()))
                start = match.start() + len(match.group()) - len(match.group().lstrip())
                found.append(FoundDate(iso, start, match.end()))
    return sorted(found, key=lambda found_date: found_date.start)


def to_iso(printed: str) -> str:
    """Return the first date in `printed` as in `FoundDate.iso`; empty when it holds none."""
    alone = _ROC_ALONE.fullmatch(printed.translate(SAME_WIDTH).strip("（）() "))
    if alone and int(alone["roc"]) >= _LEAST_ROC:
        return _iso(alone)
    return next((found.iso for found in find_dates(printed)), "")


def is_date(line: str) -> bool:
    """Say whether `line` is a date with a year and nothing else, brackets aside."""
    inner = line.strip("（）() \t\u3000")
    found = find_dates(inner)
    if len(found) == 1 and (found[0].start, found[0].end) == (0, len(inner)):
        return len(found[0].iso) >= len("2023-12")
    return not found and to_iso(inner) != ""


def read_day(iso: str) -> date | None:
    """Return the day of a whole ISO date, None where day or year is missing."""
    return date.fromisoformat(iso) if re.fullmatch(r"\d{4}-\d\d-\d\d", iso) else None


def _iso(match: re.Match[str]) -> str:
    parts = dict(_parts(match))
    year, month, day = (parts.get(name) for name in ("year", "month", "day"))
    if year is not None and not _YEARS[0] <= year <= _YEARS[1]:
        return ""
    # A leap year stands for one that is not printed.
    if not _is_day(year or 2000, 1 if month is None else month, 1 if day is None else day):
        return ""
    written = [f"{year:04d}"] if year is not None else []
    written += [f"{part:02d}" for part in (month, day) if part is not None]
    return "-".join(written)


def _parts(match: re.Match[str]) -> Iterator[tuple[str, int]]:
    for name, printed in match.groupdict().items():
        if not printed or name == "mark":
            continue
        if name == "roc":
            yield "year", _FIRST_ROC_YEAR + int(read_number(printed))
        elif printed in ("元", "正"):
            yield name, 1
        else:
            yield name, int(read_number("".join(printed.split())))


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
