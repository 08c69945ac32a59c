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


def find_contents(text: str, lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Return the half-open ranges of `lines` that are tables of contents, in order.

    One begins at 目录, at the first of three lines with dot leaders, or at the first of three
    numbered headings that all stand again. It goes on while lines end in a leader or page number
    or stand again, word for word, further down, and ends where its first entry stands again.
    """
    keys = [_key(text[_span(line)]) for line in lines]
    last_of_key = {key: i for i, key in enumerate(keys)}
    ranges: list[tuple[int, int]] = []
    position = 0
    while position < len(lines):
        title, entry = _next_entry(text, lines, keys, last_of_key, position)
        if entry >= len(lines):
            break
        end = _end_of(text, lines, keys, last_of_key, entry)
        if end > entry:
            ranges.append((title, end))
        position = max(end, entry + 1)
    return ranges


def _next_entry(
    text: str, lines: Sequence[Line], keys: list[str], last_of_key: dict[str, int], position: int
) -> tuple[int, int]:
    """Return where the next contents begin, and their first entry; past the end for none."""
    leaders = repeated = 0
    for i in range(position, len(lines)):
        if _CONTENTS.fullmatch(text[_span(lines[i])]):
            return i, i + 1
        leaders = leaders + 1 if _has_leader(text[_span(lines[i])]) else 0
        if leaders == _FEWEST_REPEATED:
            return i - leaders + 1, i - leaders + 1
        repeated = repeated + 1 if _stands_again(text, lines[i], last_of_key[keys[i]] > i) else 0
        if repeated == _FEWEST_REPEATED:
            return i - repeated + 1, i - repeated + 1
    return len(lines), len(lines)


def _stands_again(text: str, line: Line, again: bool) -> bool:
    is_heading = line.end - line.start <= _LONGEST_ENTRY and text[line.end - 1] not in "。；;"
    return again and is_heading and read_mark(text, line.start, line.end) is not None


def _end_of(
    text: str, lines: Sequence[Line], keys: list[str], last_of_key: dict[str, int], entry: int
) -> int:
    """Return the line after the last entry; `entry` itself where there is none."""
    last = _before_body(text, lines, keys, entry)
    for i in range(last + 1, len(lines)):
        if i > entry and keys[i] == keys[entry] and keys[i]:
            break
        again = bool(keys[i]) and last_of_key[keys[i]] > i
        if lines[i].is_furniture or _is_entry(text[_span(lines[i])], again=again):
            last = i
        elif i - last > _LONGEST_ENTRY_LINES:
            break
    return last + 1


def _before_body(text: str, lines: Sequence[Line], keys: list[str], entry: int) -> int:
    """Return the last line before the first entry stands again, if only short lines come before.

    Entries may differ from the headings that they name; the first one tells where the body begins.
    """
    for i in range(entry + 1, len(lines)):
        printed = text[_span(lines[i])]
        if keys[i] and keys[i] == keys[entry]:
            return i - 1 if i - entry >= _FEWEST_REPEATED else entry - 1
        if len(printed) > _LONGEST_LINE or printed[-1] in "。；;":
            break
    return entry - 1


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
