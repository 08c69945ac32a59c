"""Tables in plain text: rows of cells parted by tabs, by upright bars, or set in columns."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from unicodedata import east_asian_width

from ingest.formats.model import Cell, Table

_BARS = "|│┃｜"
_FRAME = re.compile(r"[\s|│┃｜:+=\-_─-╿]+")
_RULE = re.compile(r"[+=\-_─-╿]")
_GAP = re.compile(r" {2,}|[ \u3000]*\u3000[ \u3000]*")
# A number with its mark and a tab is how word processors save an automatically numbered list.
_NUMBER = re.compile(r"[(（]?[\w.]{1,6}[)）.、．:：]?|第\w{1,6}[章节節条條款项項编編]|[·●◆■○□•*-]")
_MARK = re.compile(r"[(（]?[\d一二三四五六七八九十百]+[)）.、．]|第\w{1,6}[编編章节節条條]|[附前]")
_LEADER = re.compile(r"[.．…·‥]{2}$")
_LEAST_ROWS = 3
# Rows are short; what is longer is a paragraph with spaces in it.
_LONGEST_ROW = 1000

_Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str


def find_tables(text: str) -> tuple[Table, ...]:
    """Return the tables of `text`, in order: at least three rows in consecutive lines."""
    lines = _split(text)
    tables: list[Table] = []
    # Up to which line rows of a kind were read and found to be no table.
    refused = dict.fromkeys(range(len(_KINDS)), 0)
    at = 0
    while at < len(lines):
        begun = at
        for number, (cells_of, is_table) in enumerate(_KINDS):
            if at < refused[number]:
                continue
            table, end = _read_run(lines, at, cells_of, is_table)
            if table:
                tables.append(table)
                at = end
                break
            refused[number] = end
        if at == begun:
            at += 1
    return tuple(tables)


def _split(text: str) -> list[_Line]:
    lines: list[_Line] = []
    start = 0
    for physical in text.splitlines(keepends=True):
        line = physical.rstrip("\r\n\f\v")
        lines.append(_Line(start, start + len(line), line))
        start += len(physical)
    return lines


def _read_run(
    lines: list[_Line],
    first: int,
    cells_of: Callable[[_Line], _Row],
    is_table: Callable[[list[_Line], list[_Row]], bool],
) -> tuple[Table | None, int]:
    """Return the table that begins at line `first`, if any, and the line after its rows."""
    # A rule is no row. Many of them, read on from each, would take the square of their number.
    if cells_of is _bar_cells and _is_rule(lines[first].text):
        return None, first
    rows: list[_Row] = []
    members: list[_Line] = []
    header_rows = 0
    at = first
    while at < len(lines) and len(lines[at].text) <= _LONGEST_ROW:
        line = lines[at]
        if cells_of is _bar_cells and rows and _is_rule(line.text):
            # Markdown and framed tables rule a line under the names of the columns.
            header_rows = 1 if len(rows) == 1 else header_rows
        elif cells := cells_of(line):
            if not is_table([*members[-1:], line], [*rows[-1:], cells]):
                break
            rows.append(cells)
            members.append(line)
        else:
            break
        at += 1
    if len(rows) < _LEAST_ROWS:
        return None, first
    if not is_table(members, rows) or _is_contents(members, rows):
        return None, at
    # A rule above or below belongs to the table's frame, not to its rows.
    return Table(members[0].start, members[-1].end, tuple(rows), header_rows), at


def _is_rule(text: str) -> bool:
    return _FRAME.fullmatch(text) is not None and _RULE.search(text) is not None


def _cells(line: _Line, bounds: list[tuple[int, int]]) -> _Row:
    cells: list[Cell] = []
    for column, (start, end) in enumerate(bounds):
        inner = line.text[start:end]
        left = start + len(inner) - len(inner.lstrip())
        right = max(left, start + len(inner.rstrip()))
        cells.append(Cell(line.start + left, line.start + right, column))
    return tuple(cells) if len(cells) > 1 else ()


def _bounds(text: str, cuts: list[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    starts = [start, *(cut_end for _, cut_end in cuts)]
    ends = [*(cut_start for cut_start, _ in cuts), end]
    return list(zip(starts, ends, strict=True))


def _tab_cells(line: _Line) -> _Row:
    first = len(line.text) - len(line.text.lstrip("\t "))
    cuts = [match.span() for match in re.finditer("\t", line.text) if match.start() >= first]
    return _cells(line, _bounds(line.text, cuts, first, len(line.text)))


def _bar_cells(line: _Line) -> _Row:
    text = line.text.strip()
    start = line.text.index(text) if text else 0
    end = start + len(text)
    if text[:1] and text[0] in _BARS:
        start += 1
    if text[1:] and text[-1] in _BARS:
        end -= 1
    cuts = [(at, at + 1) for at in range(start, end) if line.text[at] in _BARS]
    return _cells(line, _bounds(line.text, cuts, start, end))


def _gap_cells(line: _Line) -> _Row:
    inner = line.text.strip()
    start = line.text.index(inner) if inner else 0
    cuts = [match.span() for match in _GAP.finditer(line.text, start, start + len(inner))]
    return _cells(line, _bounds(line.text, cuts, start, start + len(inner)))


def _is_tab_table(lines: list[_Line], rows: list[_Row]) -> bool:
    filled = [[c for c in row if c.start < c.end] for row in rows]
    if len(rows) < _LEAST_ROWS:
        return any(filled)
    numbered = sum(
        len(row) == 2 and _NUMBER.fullmatch(_text(line, row[0])) is not None
        for line, row in zip(lines, rows, strict=True)
    )
    return 2 * sum(len(row) > 1 for row in filled) >= len(rows) and 2 * numbered < len(rows)


def _is_bar_table(_lines: list[_Line], rows: list[_Row]) -> bool:
    return len({len(row) for row in rows}) == 1


def _is_aligned_table(lines: list[_Line], rows: list[_Row]) -> bool:
    if len({len(row) for row in rows}) > 1:
        return False
    places = [
        [(_width(line, cell.start), _width(line, cell.end)) for cell in row]
        for line, row in zip(lines, rows, strict=True)
    ]
    return all(
        max(lefts) - min(lefts) <= 1 or max(rights) - min(rights) <= 1
        for column in zip(*places, strict=True)
        for lefts, rights in [tuple(zip(*column, strict=True))]
    )


def _is_contents(lines: list[_Line], rows: list[_Row]) -> bool:
    """Say whether the rows are headings, each with the number of its page."""
    firsts = [_text(line, row[0]) for line, row in zip(lines, rows, strict=True)]
    pages = [_text(line, row[-1]) for line, row in zip(lines, rows, strict=True)]
    if {len(row) for row in rows} != {2} or not all(re.fullmatch(r"\d{1,4}", p) for p in pages):
        return False
    headings = sum(bool(_MARK.match(cell) or _LEADER.search(cell)) for cell in firsts)
    numbers = [int(page) for page in pages]
    return 2 * headings >= len(rows) and numbers == sorted(numbers)


def _text(line: _Line, cell: Cell) -> str:
    return line.text[cell.start - line.start : cell.end - line.start]


def _width(line: _Line, offset: int) -> int:
    """Return how many half-width places the line takes up to `offset`."""
    before = line.text[: offset - line.start]
    return sum(2 if east_asian_width(character) in "WFA" else 1 for character in before)


_KINDS: tuple[tuple[Callable[[_Line], _Row], Callable[[list[_Line], list[_Row]], bool]], ...] = (
    (_tab_cells, _is_tab_table),
    (_bar_cells, _is_bar_table),
    (_gap_cells, _is_aligned_table),
)
