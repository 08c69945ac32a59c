"""The margins of a column of text, from where its lines begin and end."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from ingest.formats.pdf.lines import Line

# How many lines must begin or end at one place to make it a margin, as a share and at least.
_SHARE, _FEWEST = 0.08, 2
_MANY, _FULL = 8, 4
# Ems between first lines of paragraphs and the margin, at most, over all styles.
_DEEPEST = 6.0
# Share of the page between equal margins that some line fills.
_NARROW = 0.6


@dataclass(frozen=True, slots=True)
class Margins:
    """Left and right margin, and the distance from one line to the next."""

    left: float
    right: float
    pitch: float


def measure_flows(flows: Sequence[tuple[Sequence[Line], float]]) -> list[Margins]:
    """Return the margins of each flow: its lines, and the width of the page if it has it alone.

    A flow with few lines takes the margins of flows like it.
    """
    own = [_measure(lines, width) for lines, width in flows]
    sure = [
        margins
        for margins, (lines, _) in zip(own, flows, strict=True)
        if margins and _is_sure(margins, lines)
    ]
    pitch = float(np.median([margins.pitch for margins in sure])) if sure else 24.0
    return [
        _agree(margins, lines, sure, pitch) for margins, (lines, _) in zip(own, flows, strict=True)
    ]


def _measure(lines: Sequence[Line], width: float) -> Margins | None:
    if not lines:
        return None
    em = _usual([line.size for line in lines])
    steps = [
        after.base - before.base
        for before, after in pairwise(lines)
        if 0.8 * em < after.base - before.base < 4 * em
    ]
    left = _left_edge(np.array([line.left for line in lines]), em)
    right = _right_edge(np.array([line.right for line in lines]), em)
    mirrored = width - left
    if right - left < _NARROW * (mirrored - left):
        # No line comes near the margin that the left one lets expect.
        right = mirrored
    return Margins(left, right, _usual(steps) if steps else 0.0)


def _left_edge(places: NDArray[np.float64], em: float) -> float:
    """Return the leftmost place where enough lines begin."""
    order = np.sort(places)
    needed = max(_FEWEST, _SHARE * len(order)) if len(order) > 3 else 1
    counts = np.searchsorted(order, order + 0.3 * em, side="right") - np.arange(len(order))
    return float(order[np.argmax(counts >= needed)])


def _right_edge(places: NDArray[np.float64], em: float) -> float:
    """Return the place near the longest lines where most lines end.

    A line that ends with a full stop may reach beyond it, and where lines are not justified each
    ends a little before it.
    """
    order = np.sort(places)
    near = order[order >= order[max(0, len(order) - 3)] - 2.5 * em]
    counts = np.searchsorted(near, near + 0.25 * em, side="right") - np.arange(len(near))
    if counts.max() < 3:
        return float(near[-1])
    return float(near[counts >= counts.max()][-1] + 0.1 * em)


def _usual(values: Sequence[float]) -> float:
    return float(np.median(values))


def _is_sure(margins: Margins, lines: Sequence[Line]) -> bool:
    """Return whether enough lines end at the right margin to make it one."""
    em = _usual([line.size for line in lines])
    full = sum(abs(line.right - margins.right) < 0.6 * em for line in lines)
    return len(lines) >= _MANY and full >= _FULL


def _agree(
    own: Margins | None, lines: Sequence[Line], sure: Sequence[Margins], pitch: float
) -> Margins:
    if own is None:
        return Margins(0.0, 0.0, pitch)
    em = _usual([line.size for line in lines])
    widest = max(own.right, *(line.right for line in lines))
    is_sure = _is_sure(own, lines)
    step = own.pitch if is_sure and own.pitch else pitch
    fitting = [
        margins
        for margins in sure
        if own.left - margins.left >= -0.5 * em
        and (
            abs(margins.right - own.right) < 1.5 * em and own.left - margins.left <= _DEEPEST * em
            if is_sure
            else margins.right + 1.5 * em >= widest
        )
    ]
    if not fitting:
        return Margins(own.left, own.right if is_sure else widest, step)
    left = _usual([margins.left for margins in fitting])
    right = _usual([margins.right for margins in fitting])
    return Margins(min(left, own.left), own.right if is_sure else right, step)
