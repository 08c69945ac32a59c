"""The text layer of a page: which characters are seen, and where they stand."""

import ctypes
import math
from dataclasses import dataclass, field

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as raw
from numpy.typing import NDArray

from ingest.formats.pdf.ink import Ink

REPLACEMENT = 0xFFFD
_SPACES = frozenset([0x20, 0xA0, 0x3000, 0x09, 0x0A, 0x0D, 0xFEFF, 0x200B, *range(0x2000, 0x200B)])
# PDFium gives a hyphen that it takes for a word cut by the line end as one of these.
_CUT_HYPHENS = frozenset([0x02, 0xAD, 0xFFFE])
_TINY = 1.5
_WHITE = 250
_HUGE = 1e5


@dataclass(frozen=True, slots=True)
class Layer:
    """Seen characters of a page without its spaces, in the file's order; y grows downwards.

    Arrays have one entry a character: `codes` (code point), `left`, `right`, `base` (y of the
    baseline), `size` (height of an em), `spaced` (a space stands before it in the file) and
    `aslant` (it does not run with the page's lines: a watermark, or a note in the margin).
    `hidden` counts characters that no reader of the page sees, `doubled` those printed twice.
    """

    codes: NDArray[np.uint32]
    left: NDArray[np.float64]
    right: NDArray[np.float64]
    base: NDArray[np.float64]
    size: NDArray[np.float64]
    spaced: NDArray[np.bool_]
    aslant: NDArray[np.bool_]
    hidden: int = 0
    doubled: int = 0
    is_recognised: bool = False

    def take(self, chosen: NDArray[np.bool_]) -> "Layer":
        """Return the characters that `chosen` is true for."""
        return Layer(
            self.codes[chosen],
            self.left[chosen],
            self.right[chosen],
            self.base[chosen],
            self.size[chosen],
            self.spaced[chosen],
            self.aslant[chosen],
        )


@dataclass(slots=True)
class _Style:
    """What all characters of a text object share."""

    size: float
    turn: float
    is_invisible: bool
    is_white: bool


@dataclass(slots=True)
class _Columns:
    """The characters as PDFium tells of them, before any is left out."""

    codes: list[int] = field(default_factory=list)
    boxes: list[tuple[float, ...]] = field(default_factory=list)
    origins: list[tuple[float, ...]] = field(default_factory=list)
    owners: list[int] = field(default_factory=list)
    spaced: list[bool] = field(default_factory=list)


def read_layer(textpage: pdfium.PdfTextPage, ink: Ink) -> tuple[Layer, float]:
    """Return the page's characters, upright, and the turn in radians that made them so.

    `ink` is the page's in PDF's own coordinates. Text that is invisible is left out, but for a
    page that is one picture with an invisible text over it, which is how scanners add text.
    """
    columns, styles = _read_columns(textpage)
    if not columns.codes:
        return empty_layer(), 0.0
    owners = np.array(columns.owners)
    at = {owner: number for number, owner in enumerate(styles)}
    row = np.array([at[owner] for owner in columns.owners])
    table = list(styles.values())
    size = np.clip(np.nan_to_num([style.size for style in table]), 0, _HUGE)[row]
    turns = np.array([style.turn for style in table])[row]
    invisible = np.array([style.is_invisible for style in table])[row]
    white = np.array([style.is_white for style in table])[row]
    boxes, origins = _bounded(columns.boxes), _bounded(columns.origins)
    turn = _main_turn(turns)
    is_recognised = bool(invisible.mean() > 0.5) and ink.picture_share > 0.5
    hidden = (size < _TINY) | ink.is_outside(origins)
    if white.any():
        hidden |= white & ~ink.is_on_colour(boxes)
    if not is_recognised:
        hidden |= invisible
    codes = np.array(columns.codes, dtype=np.uint32)
    doubled = _find_doubled(codes, origins, size, owners) & ~hidden
    left, right, base = ink.turned(boxes, origins, turn)
    layer = Layer(
        codes,
        left,
        np.maximum(right, left + 0.01),
        base,
        size,
        np.array(columns.spaced),
        np.abs(np.angle(np.exp(1j * (turns - turn)))) > 0.2,
    ).take(~(hidden | doubled))
    return Layer(
        layer.codes,
        layer.left,
        layer.right,
        layer.base,
        layer.size,
        layer.spaced,
        layer.aslant,
        int(hidden.sum()),
        int(doubled.sum()),
        is_recognised,
    ), turn


def empty_layer() -> Layer:
    """Return a layer without characters."""
    none = np.zeros(0)
    flags = np.zeros(0, dtype=bool)
    return Layer(np.zeros(0, dtype=np.uint32), none, none, none, none, flags, flags)


def _read_columns(textpage: pdfium.PdfTextPage) -> tuple[_Columns, dict[int, _Style]]:
    columns, styles = _Columns(), dict[int, _Style]()
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    is_spaced = False
    for index in range(raw.FPDFText_CountChars(textpage)):
        if raw.FPDFText_IsGenerated(textpage, index) == 1:
            continue
        code = raw.FPDFText_GetUnicode(textpage, index)
        if code in _SPACES:
            is_spaced = True
            continue
        text_object = raw.FPDFText_GetTextObject(textpage, index)
        owner = ctypes.addressof(text_object.contents) if text_object else 0
        if owner not in styles:
            styles[owner] = _read_style(textpage, index, text_object)
        raw.FPDFText_GetLooseCharBox(textpage, index, box)
        raw.FPDFText_GetCharOrigin(textpage, index, x, y)
        columns.codes.append(_sound(code))
        columns.boxes.append((box.left, box.bottom, box.right, box.top))
        columns.origins.append((x.value, y.value))
        columns.owners.append(owner)
        columns.spaced.append(is_spaced)
        is_spaced = False
    return columns, styles


def _bounded(places: list[tuple[float, ...]]) -> NDArray[np.float64]:
    """Return places that can be reckoned with; a broken file may say any number."""
    return np.clip(np.nan_to_num(np.array(places, dtype=np.float64)), -_HUGE, _HUGE)


def _sound(code: int) -> int:
    if code in _CUT_HYPHENS:
        return 0x2D
    is_broken = code < 0x20 or 0xD800 <= code <= 0xDFFF or code in (0xFFFF, 0x7F)
    return REPLACEMENT if is_broken or code > 0x10FFFF else int(code)


def _read_style(textpage: pdfium.PdfTextPage, index: int, text_object: object) -> _Style:
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(textpage, index, matrix)
    size = abs(raw.FPDFText_GetFontSize(textpage, index)) * math.hypot(matrix.c, matrix.d)
    turn = math.atan2(matrix.b, matrix.a)
    if not text_object:
        return _Style(size, turn, False, False)
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    is_known = raw.FPDFPageObj_GetFillColor(text_object, red, green, blue, alpha)
    mode = raw.FPDFTextObj_GetTextRenderMode(text_object)
    is_white = min(red.value, green.value, blue.value) >= _WHITE
    return _Style(
        size,
        turn,
        mode in (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP)
        or bool(is_known and alpha.value < 10),
        bool(is_known and is_white and mode == raw.FPDF_TEXTRENDERMODE_FILL),
    )


def _main_turn(turns: NDArray[np.float64]) -> float:
    quarters = np.round(turns / (math.pi / 2)).astype(int) % 4
    return float(np.bincount(quarters, minlength=4).argmax()) * math.pi / 2


def _find_doubled(
    codes: NDArray[np.uint32],
    origins: NDArray[np.float64],
    size: NDArray[np.float64],
    owners: NDArray[np.int64],
) -> NDArray[np.bool_]:
    """Return which characters were printed before at the same place, as bold type is faked.

    A ligature gives several characters of one place as well, but of one text object.
    """
    doubled = np.zeros(len(codes), dtype=bool)
    x, y = origins[:, 0], origins[:, 1]
    for shift in (0.0, 0.5):
        row = np.floor(y / np.maximum(size, 1) * 2 + shift).astype(int)
        order = np.lexsort((x, row, codes))
        one, two = order[:-1], order[1:]
        near = (codes[one] == codes[two]) & (row[one] == row[two]) & (owners[one] != owners[two])
        near &= (np.abs(x[one] - x[two]) < 0.15 * size[one]) & (
            np.abs(y[one] - y[two]) < 0.15 * size[one]
        )
        near &= np.abs(size[one] - size[two]) < 0.1 * size[one]
        doubled[np.maximum(one, two)[near]] = True
    return doubled
