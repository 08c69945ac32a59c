"""Rules to grids: which cells the lines drawn on a page enclose."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from ingest.formats.pdf.ink import Rule

# Points: how near rules count as meeting, as one rule drawn twice, and as one dashed rule.
_MEET, _SAME, _DASH = 3.0, 4.0, 4.0
_SHORTEST = 8.0
# Rules of neighbouring cells meet within this, and a rule along y this near parts the columns.
_JOINT, _NEIGHBOUR = 1.5, 60.0
_MOST_JOINTS = 40
_COVERED = 0.6
_MOST_RULES = 1500


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of a grid: its first row and column, and how many of each it covers."""

    row: int
    column: int
    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class Grid:
    """A table on a page: its lines along x and y, and its cells in reading order.

    `is_closed` says whether a rule is drawn under the last row, `is_drawn` whether there are rules
    at all, or gaps between columns only.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[GridCell, ...]
    is_closed: bool
    is_drawn: bool = True

    def find_cells(self, x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.int64]:
        """Return for each point the number of the cell that holds it, -1 for none."""
        column = np.searchsorted(self.xs, x, side="right") - 1
        row = np.searchsorted(self.ys, y, side="right") - 1
        numbers = np.full((len(self.ys) - 1, len(self.xs) - 1), -1)
        for number, cell in enumerate(self.cells):
            numbers[cell.row : cell.row + cell.rows, cell.column : cell.column + cell.columns] = (
                number
            )
        inside = (column >= 0) & (column < len(self.xs) - 1)
        inside &= (row >= 0) & (row < len(self.ys) - 1)
        found = np.full(len(x), -1)
        found[inside] = numbers[row[inside], column[inside]]
        return found


def find_grids(rules: Iterable[Rule]) -> list[Grid]:
    """Return the grids that `rules` draw, largest first; a single frame is no grid.

    A grid inside a cell of another is not told apart: its text belongs to that cell.
    """
    rules = list(rules)
    levels, uprights = _merge(rules, is_level=True), _merge(rules, is_level=False)
    uprights = sorted([*uprights, *_missing_uprights(rules, levels, uprights)], key=_by_place)
    if not 2 <= len(levels) + len(uprights) <= _MOST_RULES or not uprights or not levels:
        return []
    grids: list[Grid] = []
    for h, v in _components(levels, uprights):
        grid = _make_grid(h, v)
        if grid and not any(_holds(other, grid) for other in grids):
            grids.append(grid)
    return grids


def _merge(rules: Iterable[Rule], *, is_level: bool) -> list[Rule]:
    """Join rules of one line that touch, and drop what is too short to bound a cell."""
    chosen = sorted(
        (rule for rule in rules if rule.is_level == is_level),
        key=lambda rule: (rule.place, rule.start),
    )
    lines: list[list[Rule]] = []
    for rule in chosen:
        if lines and rule.place - lines[-1][0].place <= _SAME / 2:
            lines[-1].append(rule)
        else:
            lines.append([rule])
    merged: list[Rule] = []
    for line in lines:
        line.sort(key=lambda rule: rule.start)
        place = float(np.median([rule.place for rule in line]))
        start, end = line[0].start, line[0].end
        for rule in line[1:]:
            if rule.start - end <= _DASH:
                end = max(end, rule.end)
            else:
                merged.append(Rule(is_level, place, start, end))
                start, end = rule.start, rule.end
        merged.append(Rule(is_level, place, start, end))
    return [rule for rule in merged if rule.end - rule.start >= _SHORTEST]


def _by_place(rule: Rule) -> float:
    return rule.place


def _missing_uprights(rules: list[Rule], levels: list[Rule], uprights: list[Rule]) -> list[Rule]:
    """Return what parts the columns of a table that has only rules along x.

    Such rules are drawn cell by cell: where two of them meet, at the same x on several levels,
    columns meet. Where there are rules along y as well, those are enough.
    """
    drawn = sorted(
        (rule for rule in rules if rule.is_level and rule.end - rule.start >= _SHORTEST),
        key=lambda rule: (round(rule.place), rule.start),
    )
    joints: list[tuple[float, float]] = [
        (two.start, two.place)
        for one, two in pairwise(drawn)
        if abs(one.place - two.place) <= 1 and abs(two.start - one.end) <= _JOINT
    ]
    found = []
    for x in sorted({round(x) for x, _ in joints}):
        ys = [y for at, y in joints if abs(at - x) <= _JOINT]
        if len({round(y) for y in ys}) < 2 or any(_crosses(rule, x, ys) for rule in uprights):
            continue
        over = [rule.place for rule in levels if rule.start + _MEET < x < rule.end - _MEET]
        above = [place for place in over if place < min(ys) - _SAME]
        below = [place for place in over if place > max(ys) + _SAME]
        found.append(Rule(False, x, max([*above, -1.0]), min([*below, 1e6])))
        if not above or not below:
            found[-1] = Rule(False, x, min(ys), max(ys))
    return found if len(found) < _MOST_JOINTS else []


def _crosses(upright: Rule, x: float, ys: list[float]) -> bool:
    """Return whether `upright` parts a row between the lowest and highest of `ys`, near `x`."""
    is_beside = abs(upright.place - x) < _NEIGHBOUR
    return is_beside and upright.start < max(ys) - _SAME and upright.end > min(ys) + _SAME


def _components(levels: list[Rule], uprights: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Group rules that meet, the group with the largest area first."""
    h = np.array([(rule.place, rule.start, rule.end) for rule in levels])
    v = np.array([(rule.place, rule.start, rule.end) for rule in uprights])
    meets = (v[None, :, 0] >= h[:, None, 1] - _MEET) & (v[None, :, 0] <= h[:, None, 2] + _MEET)
    meets &= (h[:, None, 0] >= v[None, :, 1] - _MEET) & (h[:, None, 0] <= v[None, :, 2] + _MEET)
    group = np.arange(len(levels))
    owner = np.full(len(uprights), -1)
    for column in range(len(uprights)):
        touched = np.nonzero(meets[:, column])[0]
        if len(touched):
            joined = np.isin(group, group[touched])
            owner[column] = group[joined] = group[touched].min()
    owner = np.array([group[meets[:, c]].min() if meets[:, c].any() else -1 for c in range(len(v))])
    parts = []
    for name in np.unique(owner[owner >= 0]):
        own_levels = [rule for rule, g in zip(levels, group, strict=True) if g == name]
        own_uprights = [rule for rule, g in zip(uprights, owner, strict=True) if g == name]
        parts.append((own_levels, own_uprights))
    return sorted(parts, key=lambda part: -_area(*part))


def _area(levels: list[Rule], uprights: list[Rule]) -> float:
    width = max(rule.end for rule in levels) - min(rule.start for rule in levels)
    height = max(rule.end for rule in uprights) - min(rule.start for rule in uprights)
    return width * height


def _make_grid(levels: list[Rule], uprights: list[Rule]) -> Grid | None:
    xs = _places(uprights, [rule.start for rule in levels], [rule.end for rule in levels])
    drawn = sorted({rule.place for rule in levels})
    ys = _places(levels, [rule.start for rule in uprights], [rule.end for rule in uprights])
    if len(xs) < 3 or len(drawn) < 2:
        return None
    walls = _walls(xs, ys, uprights)
    floors = _walls(ys, xs, levels).T
    cells = _find_cells(walls, floors)
    is_closed = abs(max(drawn) - ys[-1]) <= _SAME
    return Grid(tuple(xs), tuple(ys), tuple(cells), is_closed) if len(cells) > 1 else None


def _places(rules: list[Rule], starts: list[float], ends: list[float]) -> list[float]:
    """Return where rules lie, and the edges of a grid that is open at its sides."""
    places: list[float] = []
    for place in sorted(rule.place for rule in rules):
        if not places or place - places[-1] > _SAME:
            places.append(place)
    if min(starts) < places[0] - 2 * _SAME:
        places.insert(0, min(starts))
    if max(ends) > places[-1] + 2 * _SAME:
        places.append(max(ends))
    return places


def _walls(places: list[float], stops: list[float], rules: list[Rule]) -> NDArray[np.bool_]:
    """Return (len(stops) - 1, len(places)): whether a rule at the place spans the stretch."""
    found = np.zeros((len(stops) - 1, len(places)), dtype=bool)
    low, high = np.array(stops[:-1]), np.array(stops[1:])
    covered = np.zeros(found.shape)
    for rule in rules:
        column = int(np.argmin(np.abs(np.array(places) - rule.place)))
        overlap = np.minimum(high, rule.end) - np.maximum(low, rule.start)
        covered[:, column] += np.maximum(overlap, 0.0)
    found |= covered >= _COVERED * (high - low)[:, None]
    found[:, [0, -1]] = True
    return found


def _find_cells(walls: NDArray[np.bool_], floors: NDArray[np.bool_]) -> list[GridCell]:
    """Return the cells in reading order: each is a rectangle, and each square is in one.

    `walls` is (rows, columns + 1), `floors` (rows + 1, columns). A cell grows to the right, then
    down as long as the row below is as open; an area of another shape becomes several cells.
    """
    rows, columns = walls.shape[0], floors.shape[1]
    taken = np.zeros((rows, columns), dtype=bool)
    cells = []
    for row in range(rows):
        for column in range(columns):
            if taken[row, column]:
                continue
            right = column + 1
            while right < columns and not walls[row, right] and not taken[row, right]:
                right += 1
            below = row + 1
            while below < rows and _is_open(walls, floors, below, column, right):
                below += 1
            taken[row:below, column:right] = True
            cells.append(GridCell(row, column, below - row, right - column))
    return cells


def _is_open(
    walls: NDArray[np.bool_], floors: NDArray[np.bool_], row: int, column: int, right: int
) -> bool:
    """Return whether row `row` goes on with the cell above it, columns `column` to `right`."""
    if floors[row, column:right].any() or walls[row, column + 1 : right].any():
        return False
    return bool(walls[row, column] and walls[row, right])


def _holds(outer: Grid, inner: Grid) -> bool:
    return (
        outer.xs[0] - _MEET <= inner.xs[0]
        and inner.xs[-1] <= outer.xs[-1] + _MEET
        and outer.ys[0] - _MEET <= inner.ys[0]
        and inner.ys[-1] <= outer.ys[-1] + _MEET
    )
