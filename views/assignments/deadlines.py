"""By when a task is to be done, where its clause or the words that govern it say so."""

import re

from ingest import Document
from ingest.text.numerals import SAME_WIDTH
from views.assignments.tasks import Task

_YEAR = r"(?P<year>20\d\d)年"
_MONTH = "(?:1[0-2]|0?[1-9])月份?"
_DAY = r"(?:[0-3]?\d[日号]|[上中下]旬|[初中底末])"
_PART = rf"(?:第[一二三四1-4]季度|[上下]半年|{_MONTH}{_DAY}?|[初中底末])"
_BEFORE = "(?:之?前|以前|之内|以内|内)"
_GOES_ON = "(?![以至到来度，,—–~-]|\\d)"
# 2018年底前; 到2025年(，); 今年年底前, 每年3月底前; 6月底前.
_FORMS = (
    re.compile(rf"{_YEAR}{_PART}?{_BEFORE}"),
    re.compile(rf"(?<![年\d])[到至]{_YEAR}{_PART}?(?=[，,、])"),
    re.compile(
        rf"(?:今年|明年|当年|本年度?|每年)(?:年?底|[上下]半年|{_MONTH}(?:[0-3]?\d日|[底末])?)?(?:前|内)"
    ),
    re.compile(rf"(?<![年\d]){_MONTH}(?:[0-3]?\d日|[底末])(?:之?前|以前)"),
    # 2018年第三季度 at the beginning of a sentence.
    re.compile(rf"(?:^|(?<=[。！？；\n]))\s*{_YEAR}{_PART}?{_GOES_ON}"),
)
# A later year than the document's own cannot be over: …，2019年修订.
_LATER = re.compile(rf"(?<=[，；。、,;])\s*{_YEAR}{_PART}?{_GOES_ON}")
_COLUMN = re.compile("时限|期限|时间|进度")
# What was done by then is no task: 2018年底前已建成的.
_DONE = re.compile("[已曾]|[一-鿿]了")
_SEGMENT_ENDS = "，。；！？\n"


def find_deadlines(task: Task) -> tuple[str, ...]:
    """Return the times by which a task is to be done, as printed, each once.

    Only times of the calendar that stand in the clause, in the words that lead in its list or in
    a column of that name; none before the year of the document. Spans (五年内, 三十日内) are left
    out: from when they run, and whom they bind, is not in these words alone.
    """
    first = _first_year(task.document)
    found = [
        "".join(cell.text.split())
        for cell in task.clause.cells
        if is_deadline_column(cell.column) and re.search(r"\w", cell.text)
    ]
    for text in (task.clause.lead_in, _own_words(task)):
        found += _find(text.translate(SAME_WIDTH), first)
    return tuple(dict.fromkeys(found))


def is_deadline_column(name: str) -> bool:
    """Say whether a column of a table holds times: 完成时限, 时间进度."""
    return bool(_COLUMN.search(name))


def _own_words(task: Task) -> str:
    clause = task.clause
    return "" if clause.cells else clause.text.removeprefix(clause.number).lstrip()


def _find(text: str, first_year: int) -> list[str]:
    places: dict[int, tuple[int, str]] = {}
    for form in (*_FORMS, _LATER):
        for match in form.finditer(text):
            year = match.groupdict().get("year")
            least = first_year + (form is _LATER)
            if year and not (first_year and least <= int(year)):
                continue
            if not _DONE.search(_segment(text, match.end())):
                start = match.end() - len(match.group().lstrip())
                if not any(s <= start < e for s, (e, _) in places.items()):
                    places[start] = (match.end(), "".join(match.group().split()))
    return [printed for _, (_, printed) in sorted(places.items())]


def _segment(text: str, start: int) -> str:
    ends = [place for mark in _SEGMENT_ENDS if (place := text.find(mark, start)) >= 0]
    return text[start : min(ends, default=len(text))]


def _first_year(document: Document) -> int:
    """Return the year that a document is of, 0 where it says none."""
    dated = document.issued or document.effective
    if dated:
        return int(dated[:4])
    if document.period:
        return document.period[0]
    numbered = re.search(r"[〔\[（(](20\d\d)", document.number)
    return int(numbered[1]) if numbered else 0
