"""Rows of tables as units that can be cited: each cell with the name of its column."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.formats.model import Cell, Table

_LONGEST_NAME = 30
_LONGEST_KEY, _FEWEST_PAIRS, _KEY_AND_VALUE = 16, 3, 2
# Sentences and figures name no column.
_NO_NAME = re.compile(r"[。；！？\d]")


@dataclass(frozen=True, slots=True)
class NamedCell:
    """A cell, `text[start:end]` of the source, under the name of its column ("" for none)."""

    column: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its own span in the source, and all its cells, those merged from above included."""

    start: int
    end: int
    cells: tuple[NamedCell, ...]


def count_header_rows(text: str, table: Table) -> int:
    """Return how many of the first rows of `table` name its columns.

    What the format says counts. Else the first row names them if it is filled, short and without
    figures or sentences, while a row below is not so in the same columns.
    """
    if table.header_rows or len(table.rows) < 2:
        return min(table.header_rows, len(table.rows) - 1)
    first = [text[cell.start : cell.end].strip() for cell in table.rows[0]]
    width = max(cell.column + cell.columns for row in table.rows for cell in row)
    covered = sum(cell.columns for cell in table.rows[0])
    is_name = all(0 < len(name) <= _LONGEST_NAME and not _NO_NAME.search(name) for name in first)
    if not is_name or covered < width or len(first) < 2:
        return 0
    # A cell of the first row that covers two rows, or two columns, has names below it too.
    depth = max(cell.rows for cell in table.rows[0])
    return min(depth, len(table.rows) - 1)


def read_rows(text: str, table: Table) -> list[Row]:
    """Return the rows of `table` below its header, each with its cells under column names."""
    header = count_header_rows(text, table)
    names = _column_names(text, table.rows[:header])
    is_listing = header == 0 and _names_its_rows(text, table)
    above: dict[int, tuple[Cell, int]] = {}
    rows: list[Row] = []
    for index, row in enumerate(table.rows):
        cells = sorted(
            [*row, *(cell for cell, last in above.values() if index <= last)],
            key=lambda cell: cell.column,
        )
        above.update((c.column, (c, index + c.rows - 1)) for c in row if c.rows > 1)
        filled = [cell for cell in row if cell.start < cell.end]
        if index < header or not filled:
            continue
        if is_listing and len(filled) == _KEY_AND_VALUE:
            key = re.sub(r"\s+", "", text[filled[0].start : filled[0].end])
            named: tuple[NamedCell, ...] = (NamedCell(key, filled[1].start, filled[1].end),)
        else:
            named = tuple(
                NamedCell(_name(names, cell), cell.start, cell.end)
                for cell in cells
                if cell.start < cell.end
            )
        rows.append(Row(filled[0].start, filled[-1].end, named))
    return rows


def _names_its_rows(text: str, table: Table) -> bool:
    """Say whether `table` lists names and values: 依据文件 | …, 发文机构 | …."""
    pairs = [row for row in table.rows if len(row) == _KEY_AND_VALUE]
    names = [text[row[0].start : row[0].end].strip() for row in pairs]
    is_name = [0 < len(name) <= _LONGEST_KEY and not _NO_NAME.search(name) for name in names]
    return len(pairs) >= _FEWEST_PAIRS and len(set(names)) == len(names) and all(is_name)


def _column_names(text: str, header: Sequence[Sequence[Cell]]) -> dict[int, str]:
    """Return the name of each column; two rows of names are joined: 标准 · 最高."""
    names: dict[int, list[str]] = {}
    for row in header:
        for cell in row:
            name = re.sub(r"\s+", "", text[cell.start : cell.end])
            for column in range(cell.column, cell.column + cell.columns):
                if name and name not in names.setdefault(column, []):
                    names[column].append(name)
    return {column: "·".join(parts) for column, parts in names.items()}


def _name(names: dict[int, str], cell: Cell) -> str:
    covered = [names.get(c, "") for c in range(cell.column, cell.column + cell.columns)]
    return next((name for name in covered if name), "")
