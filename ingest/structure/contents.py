"""Tables of contents: lines with leaders or page numbers, or that stand again further down."""

import re
from collections.abc import Sequence

from ingest.structure.lines import Line
from ingest.structure.numbering import read_mark

_LEADERS = ".．…·‥"
_CONTENTS = re.compile(r"目\s*[录錄次]|Contents", re.IGNORECASE)
_LONGEST_ENTRY = 60
# With its leader.
_LONGEST_LINE = 160
# An entry may go on for some lines before its leader.
_LONGEST_ENTRY_LINES = 3
# Fewer headings in a row that stand again further down may be chance.
_FEWEST_REPEATED = 3


def find_contents(text: str, lines: Sequence[Line]) -> tuple[int, int] | None:
    """Return the half-open range of `lines` that are the table of contents, or None.

    It begins at 目录, at the first of three lines with dot leaders, or at the first of three
    numbered headings that all stand again; it goes on while lines end in a leader or page number or
    stand again, word for word, further down.
    """
    keys = [_key(text[line.start : line.end]) for line in lines]
    last_of_key = {key: i for i, key in enumerate(keys)}
    first = _first_line(text, lines, keys, last_of_key)
    if first is None:
        return None
    last = _before_body(text, lines, keys, first)
    for i in range(last + 1, len(lines)):
        again = bool(keys[i]) and last_of_key[keys[i]] > i
        if lines[i].is_furniture or _is_entry(text[_span(lines[i])], again=again):
            last = i
        elif i - last > _LONGEST_ENTRY_LINES:
            break
    if last == first:
        return None
    has_title = first >= 0 and _CONTENTS.fullmatch(text[_span(lines[first])]) is not None
    return (first if has_title else first + 1), last + 1


def _before_body(text: str, lines: Sequence[Line], keys: list[str], first: int) -> int:
    """Return the last line before the first entry stands again, if only short lines come before.

    Entries may differ from the headings that they name; the first one tells where the body begins.
    """
    entry = first + 1
    if first < 0 or entry >= len(lines) or not keys[entry]:
        return first
    for i in range(entry + 1, len(lines)):
        printed = text[_span(lines[i])]
        if keys[i] == keys[entry]:
            return i - 1 if i - entry >= _FEWEST_REPEATED else first
        if len(printed) > _LONGEST_LINE or printed[-1] in "。；;":
            return first
    return first


def _first_line(
    text: str, lines: Sequence[Line], keys: list[str], last_of_key: dict[str, int]
) -> int | None:
    """Return the line 目录, or the line before the first entry of contents without a title."""
    for i, line in enumerate(lines):
        if _CONTENTS.fullmatch(text[_span(line)]):
            return i
    leaders = [i for i, line in enumerate(lines) if _has_leader(text[_span(line)])]
    if len(leaders) >= _FEWEST_REPEATED and leaders[2] - leaders[0] <= _FEWEST_REPEATED - 1:
        return leaders[0] - 1
    run = 0
    for i, line in enumerate(lines):
        is_heading = line.end - line.start <= _LONGEST_ENTRY and text[line.end - 1] not in "。；;"
        is_again = is_heading and last_of_key[keys[i]] > i
        run = run + 1 if is_again and read_mark(text, line.start, line.end) else 0
        if run == _FEWEST_REPEATED:
            return i - run
    return None


def _span(line: Line) -> slice:
    return slice(line.start, line.end)


def _is_entry(line: str, *, again: bool) -> bool:
    return _has_leader(line) or _has_page(line) or (again and len(line) <= _LONGEST_ENTRY)


def _has_page(line: str) -> bool:
    """Say whether a line ends in a page number that a tab or wide gap parts from its title."""
    head, page = _split_page(line)
    return bool(page) and bool(head) and line[len(head) :][:1] == "\t"


# No regular expressions here: a search for the end of a long run of dots takes quadratic time.
def _has_leader(line: str) -> bool:
    head, page = _split_page(line)
    leader = head[len(head.rstrip(_LEADERS + " ")) :]
    return len(leader.replace(" ", "")) >= (2 if page else 3)


def _split_page(line: str) -> tuple[str, str]:
    """Return a line without the page number at its end, and that number."""
    head = line.rstrip("0123456789")
    if len(line) - len(head) > 4:
        return line, ""
    return head.rstrip(), line[len(head) :]


def _key(line: str) -> str:
    title = _split_page(line)[0].rstrip(_LEADERS + " \t\u3000")
    return re.sub(r"[\s（）()]", "", title)
