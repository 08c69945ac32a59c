"""Tables over pages: the rows of a ruled table, put together where a page break cuts it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

import numpy as np

from ingest.formats.pdf.lines import Line
from ingest.formats.pdf.margins import Margins
from ingest.formats.pdf.page import Ruled
from ingest.formats.pdf.paragraphs import Habits, Placed, begins_paragraph

# Points: padding of a cell at most, and how far its columns may move from page to page.
_PADDING, _SHIFT = 10.0, 6.0
# Ems: a cell this narrow holds a label, whose lines are one.
_NARROW = 9.0
_MOST_HEADER_ROWS = 3
# Characters of a row's name, which stands whole in its cell.
_LONGEST_LABEL = 12
_STOPS = frozenset("。；;！？")


@dataclass(slots=True)
class CellDraft:
    """A cell and its lines, over all pages that it stands on.

    `has_width` says that it is known how far its lines may reach; else they are one paragraph.
    """

    column: int
    columns: int
    rows: int
    has_width: bool = True
    lines: list[Placed] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Return its characters without spaces, to compare it."""
        return "".join(placed.line.text for placed in self.lines).replace(" ", "")

    def begins(self, before: Sequence[Placed], line: Placed, habits: Habits) -> bool:
        """Return whether `line` begins a paragraph in the cell."""
        width = line.margins.right - line.margins.left
        if not self.has_width:
            return False
        if width < _NARROW * line.line.size and before[-1].line.text[-1] not in _STOPS:
            return False
        return begins_paragraph(before, line, habits)


@dataclass(slots=True)
class TableDraft:
    """A table under way; `repeats` are its header rows as later pages say them again."""

    xs: tuple[float, ...]
    rows: list[list[CellDraft]]
    is_closed: bool
    page: int
    header_rows: int = 0
    repeats: list[list[Placed]] = field(default_factory=list)

    def goes_on(self, table: Ruled, page: int) -> bool:
        """Return whether `table`, the first thing on `page`, has the columns of this one.

        Rows may part the width in more columns on one page than on the next.
        """
        xs = table.grid.xs
        if page != self.page + 1 or abs((xs[-1] - xs[0]) - (self.xs[-1] - self.xs[0])) > _SHIFT:
            return False
        return _find_columns(xs, self.xs) is not None or _find_columns(self.xs, xs) is not None

    def add(self, table: Ruled, page: int, habits: Habits) -> None:
        """Put the rows of `table` under those there are."""
        rows = self._share_columns(read_rows(table, page), table.grid.xs)
        repeated = self._count_repeated(rows)
        for row in rows[:repeated]:
            self.repeats += [[placed] for cell in row for placed in cell.lines]
        self.header_rows = max(self.header_rows, repeated)
        rows = rows[repeated:]
        if rows and self.rows and _is_cut(self.rows[-1], rows[0], self.is_closed, habits):
            _mend(self.rows[-1], rows[0])
            rows = rows[1:]
        self.rows += rows
        self.is_closed, self.page = table.grid.is_closed, page

    def _share_columns(
        self, rows: list[list[CellDraft]], xs: tuple[float, ...]
    ) -> list[list[CellDraft]]:
        """Count the columns of `rows`, and of the rows there are, on the finer of both grids."""
        places = _find_columns(xs, self.xs)
        if places is not None:
            _renumber(rows, places)
            return rows
        places = _find_columns(self.xs, xs)
        if places is not None:
            _renumber(self.rows, places)
            self.xs = xs
        return rows

    def _count_repeated(self, rows: list[list[CellDraft]]) -> int:
        most = min(_MOST_HEADER_ROWS, len(rows), len(self.rows) - 1)
        count = 0
        while count < most and _is_same_row(self.rows[count], rows[count]):
            count += 1
        return count


def _find_columns(coarse: tuple[float, ...], fine: tuple[float, ...]) -> list[int] | None:
    """Return which lines of `fine` those of `coarse` are, None where one has no counterpart."""
    shift = coarse[0] - fine[0]
    distances = np.abs(np.array(coarse)[:, None] - shift - np.array(fine)[None, :])
    if (distances.min(axis=1) > _SHIFT).any():
        return None
    return [int(place) for place in distances.argmin(axis=1)]


def _renumber(rows: list[list[CellDraft]], places: list[int]) -> None:
    for row in rows:
        for cell in row:
            end = places[cell.column + cell.columns]
            cell.column = places[cell.column]
            cell.columns = end - cell.column


def begin_table(table: Ruled, page: int) -> TableDraft:
    """Return a table that has the rows of `table`."""
    return TableDraft(table.grid.xs, read_rows(table, page), table.grid.is_closed, page)


def read_rows(table: Ruled, page: int) -> list[list[CellDraft]]:
    """Return the rows of `table` that hold text; a cell over several of them is in the first."""
    grid = table.grid
    padding = _find_padding(table)
    written = np.zeros(len(grid.ys) - 1, dtype=bool)
    for cell, lines in zip(grid.cells, table.cells, strict=True):
        written[cell.row] |= bool(lines)
    rows: list[list[CellDraft]] = [[] for _ in written]
    for number, (cell, lines) in enumerate(zip(grid.cells, table.cells, strict=True)):
        left = grid.xs[cell.column] + padding
        right = grid.xs[cell.column + cell.columns] - padding
        margins = _cell_margins(lines, left, right)
        covered = int(written[cell.row : cell.row + cell.rows].sum())
        draft = CellDraft(cell.column, cell.columns, max(covered, 1), grid.is_drawn)
        flow = -1 - number
        draft.lines = [Placed(line, margins, page, flow) for line in lines]
        rows[cell.row].append(draft)
    return [row for row, is_written in zip(rows, written, strict=True) if is_written]


def frame_lines(table: Ruled, page: int) -> list[Placed]:
    """Return the lines of a table that is only a box round them."""
    return [placed for row in read_rows(table, page) for cell in row for placed in cell.lines]


def _find_padding(table: Ruled) -> float:
    """Return how far text stays from the rules at its sides."""
    found = [
        min(line.left for line in lines) - table.grid.xs[cell.column]
        for cell, lines in zip(table.grid.cells, table.cells, strict=True)
        if lines
    ]
    return float(np.clip(min(found, default=0.0), 0.0, _PADDING))


def _cell_margins(lines: Sequence[Line], left: float, right: float) -> Margins:
    if not lines:
        return Margins(left, right, 0.0)
    steps = [after.base - before.base for before, after in pairwise(lines)]
    pitch = float(np.median(steps)) if steps else 2 * lines[0].size
    own_left = min(line.left for line in lines)
    is_long = len(lines) > 3
    own_right = max(line.right for line in lines)
    return Margins(
        own_left if is_long else min(own_left, left + lines[0].size),
        max(own_right, right - lines[0].size) if is_long else max(own_right, right),
        pitch,
    )


def _is_same_row(one: list[CellDraft], two: list[CellDraft]) -> bool:
    return (
        len(one) == len(two)
        and all(
            (a.column, a.columns, a.text) == (b.column, b.columns, b.text)
            for a, b in zip(one, two, strict=True)
        )
        and any(cell.text for cell in one)
    )


def _is_cut(
    upper: list[CellDraft], lower: list[CellDraft], is_closed: bool, habits: Habits
) -> bool:
    """Return whether a page break parts one row into `upper` and `lower`."""
    places = {(cell.column, cell.columns): cell for cell in upper}
    pairs = [(places.get((cell.column, cell.columns)), cell) for cell in lower]
    if any(above is None for above, _ in pairs):
        return False
    both = [(above, below) for above, below in pairs if above and above.lines and below.lines]
    if any(below.lines and not (above and above.lines) for above, below in pairs):
        return False
    first, below = pairs[0]
    if first and first.lines and below.lines and is_closed and len(first.text) <= _LONGEST_LABEL:
        return False
    # The longest text tells best whether it goes on: a short one may fill its cell by chance.
    longest = max(both, key=lambda pair: len(pair[0].text), default=None)
    if longest and not begins_paragraph(
        longest[0].lines, _follows(longest[1].lines[0], longest[0].lines[-1]), habits
    ):
        return True
    is_first_empty = not lower[0].lines
    return bool(both) and (not is_closed or (is_first_empty and len(both) < max(2, len(lower) - 1)))


def _follows(line: Placed, last: Placed) -> Placed:
    """Return `line` as one that stands right under `last`, on another page."""
    return replace(line, flow=last.flow - 1_000_000)


def _mend(upper: list[CellDraft], lower: list[CellDraft]) -> None:
    places = {cell.column: cell for cell in upper}
    for cell in lower:
        places[cell.column].lines += [
            replace(placed, flow=placed.flow - 1_000_000) for placed in cell.lines
        ]
