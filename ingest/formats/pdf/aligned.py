"""Lines that stand in columns without rules: stretches of rows with clear gaps at the same x."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from ingest.formats.pdf.grid import Grid, GridCell
from ingest.formats.pdf.lines import Run

# Ems: the least gap between two columns, and how far cells of one column may begin apart.
_GAP, _ALIGNED = 1.5, 0.6
# Ems from one row of a table to the next, at most.
_STEP = 4.0
# How much farther rows stand apart than the lines within a row, where cells have several lines.
_LEAD = 1.2
# Share of a column's cells that begin, end or are centred at one x: to look like one, to be one.
_LIKELY, _SURE = 0.6, 0.8

Row = list[Run]


@dataclass(frozen=True, slots=True)
class Span:
    """Runs of one line with less than a column's gap between them, from `left` to `right`."""

    left: float
    right: float
    runs: Row


@dataclass(frozen=True, slots=True)
class Stretch:
    """Rows `start` to `end` (half-open) of a page, each as spans, over the same columns.

    `columns` are the left and right edges of what stands in each of them.
    """

    start: int
    end: int
    rows: tuple[tuple[Span, ...], ...]
    columns: tuple[tuple[float, float], ...]

    def column_of(self, span: Span) -> int:
        """Return which column `span` stands in."""
        return next(i for i, (_, right) in enumerate(self.columns) if span.left <= right)


@dataclass(frozen=True, slots=True)
class Aligned:
    """A table without rules: rows `start` to `end` of its page, its grid, and lines by cell."""

    start: int
    end: int
    grid: Grid
    cells: tuple[tuple[Row, ...], ...]


def find_stretches(rows: Sequence[Row]) -> list[Stretch]:
    """Return the stretches of at least three rows, top first, that gaps part into columns.

    A row of one span begins no stretch, and ends none unless it goes on with a cell.
    """
    spans = [_spans(row) for row in rows]
    found = []
    at = 0
    while at < len(rows):
        stretch = _grow(rows, spans, at)
        if stretch and _alignment(stretch) >= _LIKELY:
            found.append(stretch)
            at = stretch.end
        else:
            at += 1
    return found


def _spans(row: Row) -> tuple[Span, ...]:
    spans: list[Span] = []
    for run in row:
        if spans and run.left - spans[-1].right < _GAP * max(run.size, 1.0):
            last = spans.pop()
            run_right = max(last.right, run.right)
            spans.append(Span(last.left, run_right, [*last.runs, run]))
        else:
            spans.append(Span(run.left, run.right, [run]))
    return tuple(spans)


def _grow(rows: Sequence[Row], spans: Sequence[tuple[Span, ...]], start: int) -> Stretch | None:
    if len(spans[start]) < 2:
        return None
    columns = [(span.left, span.right) for span in spans[start]]
    end = start + 1
    while end < len(rows):
        step = rows[end][0].base - rows[end - 1][0].base
        widened = _widen(columns, spans[end], _GAP * max(rows[end][0].size, 1.0) / 2)
        if widened is None or step > _STEP * max(rows[end][0].size, 1.0):
            break
        columns = widened
        end += 1
    while end - start > 1 and len(spans[end - 1]) == 1 and spans[end - 1][0].left <= columns[0][1]:
        # A line alone in the first column is text below the table.
        end -= 1
    if end - start < 3:
        return None
    return Stretch(start, end, tuple(spans[start:end]), tuple(columns))


def _widen(
    columns: list[tuple[float, float]], spans: tuple[Span, ...], gap: float
) -> list[tuple[float, float]] | None:
    """Return `columns` with room for `spans`, None where those close a gap between two."""
    edges = sorted([*columns, *((span.left, span.right) for span in spans)])
    merged: list[tuple[float, float]] = []
    for left, right in edges:
        if merged and left < merged[-1][1] + gap:
            merged[-1] = (merged[-1][0], max(merged[-1][1], right))
        else:
            merged.append((left, right))
    inside = [sum(a <= left <= b for left, _ in columns) for a, b in merged]
    own = [sum(a <= span.left <= b for span in spans) for a, b in merged]
    return merged if max(inside) <= 1 and max(own) <= 1 else None


def _alignment(stretch: Stretch) -> float:
    """Return the share of cells that begin, end or are centred at one x, in the worst column."""
    em = float(np.median([row[0].runs[0].size for row in stretch.rows]))
    shares = []
    for column in range(len(stretch.columns)):
        places = np.array(
            [
                (span.left, span.right, (span.left + span.right) / 2)
                for row in stretch.rows
                for span in row
                if stretch.column_of(span) == column
            ]
        )
        is_near = np.abs(places - np.median(places, axis=0)) <= _ALIGNED * em
        shares.append(float(is_near.mean(axis=0).max()))
    return min(shares)


def group_lines(stretch: Stretch) -> list[list[int]] | None:
    """Return which rows of `stretch` are the lines of one row of a table, None if that is unclear.

    Where a cell has several lines, its row begins where the lines stand farther apart.
    """
    if _alignment(stretch) < _SURE:
        return None
    steps = [two[0].runs[0].base - one[0].runs[0].base for one, two in pairwise(stretch.rows)]
    width = len(stretch.columns)
    groups = [[number] for number in range(len(stretch.rows))]
    if any(len(row) < width for row in stretch.rows) and max(steps) > _LEAD * min(steps):
        groups = [[0]]
        for number, step in enumerate(steps, start=1):
            if step > _LEAD * min(steps):
                groups.append([number])
            else:
                groups[-1].append(number)
    filled = [
        {stretch.column_of(span) for number in group for span in stretch.rows[number]}
        for group in groups
    ]
    full = sum(len(columns) == width for columns in filled)
    is_clear = all(0 in columns and len(columns) > 1 for columns in filled)
    return groups if is_clear and len(groups) > 2 and full >= 0.6 * len(groups) else None


def make_aligned(stretch: Stretch, groups: Sequence[Sequence[int]]) -> Aligned:
    """Return the table that `groups` of the rows of `stretch` make."""
    size = max(run.size for row in stretch.rows for span in row for run in span.runs)
    xs = [stretch.columns[0][0]]
    xs += [(one[1] + two[0]) / 2 for one, two in pairwise(stretch.columns)]
    xs.append(stretch.columns[-1][1])
    tops = [stretch.rows[group[0]][0].runs[0].base - size for group in groups]
    bottom = stretch.rows[-1][0].runs[0].base + 0.3 * size
    width = len(stretch.columns)
    cells: list[list[Row]] = [[] for _ in range(width * len(groups))]
    for at, group in enumerate(groups):
        for number in group:
            for span in stretch.rows[number]:
                cells[at * width + stretch.column_of(span)].append(span.runs)
    places = tuple(GridCell(at // width, at % width, 1, 1) for at in range(len(cells)))
    grid = Grid(tuple(xs), (*tops, bottom), places, is_closed=True, is_drawn=False)
    return Aligned(stretch.start, stretch.end, grid, tuple(tuple(cell) for cell in cells))
