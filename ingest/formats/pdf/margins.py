"""The margins of a column of text, from where its lines begin and end."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ingest.formats.pdf.lines import Line

# How many lines must begin or end at one place to make it a margin, as a share and at least.
_SHARE, _FEWEST = 0.08, 2
_MANY = 8
# Ems between first lines of paragraphs and the margin, at most, over all styles.
_DEEPEST = 6.0


@dataclass(frozen=True, slots=True)
class Margins:
    """Left and right margin, and the distance from one line to the next."""

    left: float
    right: float
    pitch: float


def measure_flows(flows: Sequence[Sequence[Line]]) -> list[Margins]:
    """Return the margins of each flow; one with few lines takes those of flows like it."""
    own = [_measure(flow) for flow in flows]
    sure = [
        margins for margins, flow in zip(own, flows, strict=True) if len(flow) >= _MANY and margins
    ]
    pitch = float(np.median([margins.pitch for margins in sure])) if sure else 24.0
    return [
        _agree(margins, flow, sure, pitch) for margins, flow in zip(own, flows, strict=True)
    ]


def _measure(lines: Sequence[Line]) -> Margins | None:
    if not lines:
        return None
    em = _usual([line.size for line in lines])
    left = _edge(np.array([line.left for line in lines]), 0.3 * em)
    right = -_edge(np.array([-line.right for line in lines]), 0.5 * em)
    steps = [
        after.base - before.base
        for before, after in zip(lines, lines[1:], strict=False)
        if 0.8 * em < after.base - before.base < 4 * em
    ]
    return Margins(left, right, _usual(steps) if steps else 0.0)


def _edge(places: NDArray[np.float64], width: float) -> float:
    """Return the lowest place that enough lines share, within `width`."""
    order = np.sort(places)
    needed = max(_FEWEST, _SHARE * len(order)) if len(order) > 3 else 1
    for start, place in enumerate(order):
        count = int(np.searchsorted(order, place + width, side="right")) - start
        if count >= needed:
            return float(place)
    return float(order[0])


def _usual(values: Sequence[float]) -> float:
    return float(np.median(values))


def _agree(
    own: Margins | None, lines: Sequence[Line], sure: Sequence[Margins], pitch: float
) -> Margins:
    if own is None:
        return Margins(0.0, 0.0, pitch)
    em = _usual([line.size for line in lines])
    widest = max(line.right for line in lines)
    is_sure = len(lines) >= _MANY
    fitting = [
        margins
        for margins in sure
        if -0.5 * em <= own.left - margins.left <= _DEEPEST * em
        and (
            abs(margins.right - own.right) < 1.5 * em
            if is_sure
            else margins.right + 1.5 * em >= widest
        )
    ]
    if not fitting:
        return Margins(own.left, own.right if is_sure else widest, own.pitch or pitch)
    left = _usual([margins.left for margins in fitting])
    right = _usual([margins.right for margins in fitting])
    return Margins(min(left, own.left), max(right, own.right), own.pitch or pitch)
