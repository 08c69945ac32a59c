"""Reading order of a page: where two columns of text stand beside each other."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ingest.formats.pdf.lines import Run

Row = list[Run]

_FEWEST_ROWS = 5
# How many places across the middle of the page are tried.
_PLACES = 150
# Ems: how wide a column's lines are at least, and how ragged its edges may be.
_NARROWEST, _RAGGED = 8.0, 3.0


@dataclass(frozen=True, slots=True)
class _Sides:
    """For each row and place, whether the row has runs left of it, right of it, and over it."""

    left: NDArray[np.bool_]
    right: NDArray[np.bool_]
    over: NDArray[np.bool_]

    @property
    def both(self) -> NDArray[np.bool_]:
        return self.left & self.right & ~self.over


def find_gutter(rows: list[Row]) -> float | None:
    """Return the x between two columns of running text, None where there is one column.

    Labels beside a text, and the columns of a table without rules, are no columns of text: those
    are read row by row.
    """
    if len(rows) < _FEWEST_ROWS:
        return None
    low = min(run.left for row in rows for run in row)
    high = max(run.right for row in rows for run in row)
    if sum(len(row) > 1 for row in rows) < _FEWEST_ROWS:
        return None
    places = np.linspace(low + 0.25 * (high - low), low + 0.75 * (high - low), _PLACES)
    counts = _sides(rows, places).both.sum(axis=0)
    if counts.max() < _FEWEST_ROWS:
        return None
    best = np.nonzero(counts >= counts.max() - 1)[0]
    plateau = max(np.split(best, np.nonzero(np.diff(best) > 1)[0] + 1), key=len)
    gutter = float(places[plateau].mean())
    return gutter if _bands(rows, gutter, _FEWEST_ROWS) else None


def split_flows(rows: list[Row], gutter: float | None, *, fewest: int = 1) -> list[list[Row]]:
    """Return the rows in reading order, as flows that each have margins of their own.

    Args:
        rows: All rows of the page, top first.
        gutter: Where two columns meet, as `find_gutter` gives it, perhaps for another page.
        fewest: How many rows need text on both sides for a band of columns.
    """
    if gutter is None:
        return [rows] if rows else []
    flows, done = list[list[Row]](), 0
    for start, end in _bands(rows, gutter, fewest):
        flows.append(rows[done:start])
        sides = [([r for r in row if _middle(r) < gutter], row) for row in rows[start:end]]
        flows.append([left for left, _ in sides if left])
        rights = [[r for r in row if _middle(r) >= gutter] for _, row in sides]
        flows.append([right for right in rights if right])
        done = end
    flows.append(rows[done:])
    return [flow for flow in flows if flow]


def _middle(run: Run) -> float:
    return (run.left + run.right) / 2


def _sides(rows: list[Row], places: NDArray[np.float64]) -> _Sides:
    """Return arrays of (rows, places)."""
    left = np.array([run.left for row in rows for run in row])[:, None]
    right = np.array([run.right for row in rows for run in row])[:, None]
    starts = np.cumsum([0, *(len(row) for row in rows[:-1])])
    return _Sides(
        np.logical_or.reduceat(right <= places, starts),
        np.logical_or.reduceat(left >= places, starts),
        np.logical_or.reduceat((left < places) & (places < right), starts),
    )


def _bands(rows: list[Row], gutter: float, fewest: int) -> list[tuple[int, int]]:
    """Return the stretches of rows that two columns make at `gutter`."""
    sides = _sides(rows, np.array([gutter]))
    bands, start = list[tuple[int, int]](), 0
    for end in [*np.nonzero(sides.over[:, 0])[0], len(rows)]:
        first = _after_full_width(rows, sides, start) if start else start
        if _are_columns(rows[first:end], sides.both[first:end, 0], gutter, fewest):
            bands.append((first, int(end)))
        start = int(end) + 1
    return bands


def _after_full_width(rows: list[Row], sides: _Sides, start: int) -> int:
    """Skip short last lines of the text over the whole width that ends above row `start`."""
    while 2 <= start < len(rows) and not sides.right[start, 0]:
        step = rows[start][0].base - rows[start - 1][0].base
        before = rows[start - 1][0].base - rows[start - 2][0].base
        if step > 1.2 * before:
            break
        start += 1
    return start


def _are_columns(rows: list[Row], both: NDArray[np.bool_], gutter: float, fewest: int) -> bool:
    if both.sum() < fewest or both.mean() < 0.2:
        return False
    ends, starts, widths = list[float](), list[float](), list[float]()
    for row in (row for row, has_both in zip(rows, both, strict=True) if has_both):
        left = [run for run in row if _middle(run) < gutter]
        right = [run for run in row if _middle(run) >= gutter]
        em = max(row[0].size, 1.0)
        ends.append(max(run.right for run in left) / em)
        starts.append(min(run.left for run in right) / em)
        wide_left = ends[-1] - min(run.left for run in left) / em
        widths.append(min(wide_left, max(run.right for run in right) / em - starts[-1]))
    is_full = np.mean(np.array(ends) >= max(ends) - _RAGGED) >= 0.5
    is_even = np.mean(np.array(starts) <= min(starts) + _RAGGED) >= 0.7
    return bool(is_full and is_even and np.median(widths) >= _NARROWEST)
