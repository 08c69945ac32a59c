"""What is drawn on a page beside its text: rules, coloured areas, pictures."""

import ctypes
import math
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as raw
from numpy.typing import NDArray

_THIN = 3.0
# A page with more is a drawing, in which no table is looked for.
_MOST_SEGMENTS = 50_000
_MOST_NESTING = 4
_WHITE = 250

Box = tuple[float, float, float, float]
_Matrix = tuple[float, float, float, float, float, float]
_SAME: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line along x (`is_level`) or y: `place` is its other coordinate."""

    is_level: bool
    place: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Ink:
    """Rules, coloured areas and pictures of a page as left, bottom, right, top in its own space."""

    page: Box
    rules: tuple[Box, ...] = ()
    colours: tuple[Box, ...] = ()
    pictures: tuple[Box, ...] = ()

    @property
    def picture_share(self) -> float:
        """Return the share of the page that its largest picture covers, 0 to 1."""
        left, bottom, right, top = self.page
        area = max((right - left) * (top - bottom), 1.0)
        covered = [
            max(0.0, min(x1, right) - max(x0, left)) * max(0.0, min(y1, top) - max(y0, bottom))
            for x0, y0, x1, y1 in self.pictures
        ]
        return min(1.0, max(covered, default=0.0) / area)

    def is_outside(self, points: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Return which `points`, (n, 2), lie off the page."""
        left, bottom, right, top = self.page
        x, y = points[:, 0], points[:, 1]
        return (x < left - 2) | (x > right + 2) | (y < bottom - 2) | (y > top + 2)

    def is_on_colour(self, boxes: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Return which of `boxes`, (n, 4), have their centre on a coloured area or a picture."""
        x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
        found = np.zeros(len(boxes), dtype=bool)
        for x0, y0, x1, y1 in (*self.colours, *self.pictures):
            found |= (x >= x0) & (x <= x1) & (y >= y0) & (y <= y1)
        return found

    def turned(
        self, boxes: NDArray[np.float64], origins: NDArray[np.float64], turn: float
    ) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
        """Return left, right and baseline of characters on the page turned by `-turn`."""
        _, top = self._turned_corner(turn)
        left_edge = self._turned_corner(turn)[0]
        one = _turn(boxes[:, 0], boxes[:, 1], turn)[0] - left_edge
        two = _turn(boxes[:, 2], boxes[:, 3], turn)[0] - left_edge
        base = top - _turn(origins[:, 0], origins[:, 1], turn)[1]
        return np.minimum(one, two), np.maximum(one, two), base

    def turned_rules(self, turn: float) -> list[Rule]:
        """Return the rules of the page turned by `-turn`, y downwards from its top."""
        left, top = self._turned_corner(turn)
        rules = []
        for x0, y0, x1, y1 in self.rules:
            xs, ys = _turn(np.array([x0, x1]), np.array([y0, y1]), turn)
            low, high = sorted(float(x) - left for x in xs)
            above, below = sorted(top - float(y) for y in ys)
            if high - low >= below - above:
                rules.append(Rule(True, (above + below) / 2, low, high))
            else:
                rules.append(Rule(False, (low + high) / 2, above, below))
        return rules

    def turned_size(self, turn: float) -> tuple[float, float]:
        """Return width and height of the page turned by `-turn`."""
        width, height = self.page[2] - self.page[0], self.page[3] - self.page[1]
        return (height, width) if abs(math.sin(turn)) > 0.5 else (width, height)

    def _turned_corner(self, turn: float) -> tuple[float, float]:
        xs, ys = np.array([self.page[0], self.page[2]]), np.array([self.page[1], self.page[3]])
        turned_x, turned_y = _turn(xs, ys, turn)
        return float(turned_x.min()), float(turned_y.max())


def _turn(
    x: NDArray[np.float64], y: NDArray[np.float64], turn: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    cos, sin = round(math.cos(turn)), round(math.sin(turn))
    return x * cos + y * sin, y * cos - x * sin


def read_ink(page: pdfium.PdfPage) -> Ink:
    """Return what is drawn on `page`; drawings that are no rules, areas or pictures are none."""
    crop, media = page.get_cropbox(), page.get_mediabox()
    box = (
        max(crop[0], media[0]),
        max(crop[1], media[1]),
        min(crop[2], media[2]),
        min(crop[3], media[3]),
    )
    found = _Found([], [], [], _MOST_SEGMENTS)
    for index in range(raw.FPDFPage_CountObjects(page)):
        _read_object(raw.FPDFPage_GetObject(page, index), _SAME, found, 0)
    return Ink(box, tuple(found.rules), tuple(found.colours), tuple(found.pictures))


@dataclass(slots=True)
class _Found:
    rules: list[Box]
    colours: list[Box]
    pictures: list[Box]
    segments_left: int


def _read_object(drawn: object, outer: _Matrix, found: _Found, depth: int) -> None:
    kind = raw.FPDFPageObj_GetType(drawn)
    if kind == raw.FPDF_PAGEOBJ_PATH:
        _read_path(drawn, outer, found)
    elif kind == raw.FPDF_PAGEOBJ_IMAGE:
        sides = [ctypes.c_float() for _ in range(4)]
        if raw.FPDFPageObj_GetBounds(drawn, *sides):
            x0, y0, x1, y1 = (side.value for side in sides)
            corners = [_apply(outer, x, y) for x in (x0, x1) for y in (y0, y1)]
            found.pictures.append(_bounds(corners))
    elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _MOST_NESTING:
        inner = _chain(_matrix(drawn), outer)
        for index in range(raw.FPDFFormObj_CountObjects(drawn)):
            _read_object(raw.FPDFFormObj_GetObject(drawn, index), inner, found, depth + 1)


def _read_path(path: object, outer: _Matrix, found: _Found) -> None:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, fill, stroke)
    is_filled = fill.value != raw.FPDF_FILLMODE_NONE and _has_colour(
        raw.FPDFPageObj_GetFillColor, path
    )
    is_stroked = bool(stroke.value) and _has_colour(raw.FPDFPageObj_GetStrokeColor, path)
    if not is_filled and not is_stroked:
        return
    found.segments_left -= raw.FPDFPath_CountSegments(path)
    if found.segments_left < 0:
        found.rules.clear()
        return
    parts = _read_points(path, _chain(_matrix(path), outer))
    if not parts:
        return
    whole = _bounds([point for points in parts for point in points])
    if min(whole[2] - whole[0], whole[3] - whole[1]) <= _THIN:
        # One rule, or a dashed one that is drawn dash by dash.
        found.rules.append(whole)
        return
    for points in parts:
        _add_part(points, found, is_filled=is_filled, is_stroked=is_stroked)


def _add_part(
    points: list[tuple[float, float]], found: _Found, *, is_filled: bool, is_stroked: bool
) -> None:
    x0, y0, x1, y1 = _bounds(points)
    if min(x1 - x0, y1 - y0) <= _THIN:
        found.rules.append((x0, y0, x1, y1))
        return
    if is_filled:
        found.colours.append((x0, y0, x1, y1))
    if is_stroked:
        for (ax, ay), (bx, by) in pairwise(points):
            if min(abs(ax - bx), abs(ay - by)) <= 1.0:
                found.rules.append((min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)))


def _read_points(path: object, matrix: _Matrix) -> list[list[tuple[float, float]]]:
    """Return the corners of each part of `path`; a closed part ends where it began."""
    x, y = ctypes.c_float(), ctypes.c_float()
    parts: list[list[tuple[float, float]]] = []
    for index in range(raw.FPDFPath_CountSegments(path)):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO or not parts:
            parts.append([])
        parts[-1].append(_apply(matrix, x.value, y.value))
        if raw.FPDFPathSegment_GetClose(segment):
            parts[-1].append(parts[-1][0])
    return [part for part in parts if len(part) > 1]


def _has_colour(getter: object, drawn: object) -> bool:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not getter(drawn, red, green, blue, alpha):  # type: ignore[operator]
        return True
    return min(red.value, green.value, blue.value) < _WHITE and alpha.value > 0


def _matrix(drawn: object) -> _Matrix:
    matrix = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(drawn, matrix):
        return _SAME
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _chain(inner: _Matrix, outer: _Matrix) -> _Matrix:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )


def _apply(matrix: _Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _bounds(points: list[tuple[float, float]]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)
