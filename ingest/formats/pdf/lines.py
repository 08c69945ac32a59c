"""Characters to lines: what stands on one baseline, in order, with the spaces that are seen."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from ingest.formats.pdf.layer import Layer

_Index = NDArray[np.int64]
# A list's mark, after which its further lines may begin.
_MARK = re.compile(
    r"(?:附件[：:]?|注[：:])?(?:[0-9０-９]{1,2}[.．、]|[（(][0-9一二三四五六七八九十]{1,3}[)）]"
    r"|[一二三四五六七八九十]{1,3}、|[①-⑳•·●○■◆※\-—–])|附件[：:]|注[：:]"
)
_CLOSING = frozenset("，。、；：！？）》〉」』】〕”’…,.;:!?)]}%％")
_OPENING = frozenset("（《〈「『【〔“‘")
_NO_GAP_BEFORE = frozenset("年月日时分")
# Gaps in ems: between Latin words, between characters, beside Latin (which typesetting sets a
# little apart), where a space was typed, and between pieces of a line.
_WORD, _GAP, _MIXED_GAP, _TYPED_GAP, _BRACKET_GAP, _PIECE = 0.25, 0.4, 0.6, 0.2, 0.8, 2.5


@dataclass(frozen=True, slots=True)
class Line:
    """Characters of one baseline: `text` with single spaces where a gap is seen.

    `hangs` are the places where a list's text begins after its mark, under which its further lines
    may stand. `lead` is the width of what may not be parted at the line's start. `pieces` are the
    parts that wide gaps make of it.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    hangs: tuple[float, ...] = ()
    lead: float = 0.0
    pieces: tuple[str, ...] = ()
    is_aside: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """Characters (`members`, of the layer) that follow each other closely on one baseline.

    `block` is the number of a table that stands in the run's place, -1 for text.
    """

    members: _Index
    left: float
    right: float
    base: float
    size: float
    block: int = -1


def find_runs(layer: Layer, chosen: _Index) -> list[Run]:
    """Part the characters `chosen` into runs, in the file's order."""
    if not len(chosen):
        return []
    left, right = layer.left[chosen], layer.right[chosen]
    base, size = layer.base[chosen], layer.size[chosen]
    step = left[1:] - right[:-1]
    em = np.maximum(np.minimum(size[1:], size[:-1]), 1.0)
    is_cut = (np.abs(base[1:] - base[:-1]) > 0.2 * em) | (step > em) | (step < -0.7 * em)
    is_cut |= np.abs(size[1:] - size[:-1]) > 0.15 * em
    starts = np.concatenate(([0], np.nonzero(is_cut)[0] + 1, [len(chosen)]))
    return [
        Run(
            chosen[a:b],
            float(left[a:b].min()),
            float(right[a:b].max()),
            float(base[a]),
            float(size[a]),
        )
        for a, b in pairwise(starts)
    ]


def group_rows(runs: Iterable[Run]) -> list[list[Run]]:
    """Group runs of one baseline, top first; indices and exponents go with the line they touch."""
    rows: list[list[Run]] = []
    bands: list[tuple[float, float, float]] = []  # baseline, size, and lowest point of each row
    small: list[Run] = []
    ordered = sorted(runs, key=lambda run: run.base)
    usual = _usual_size(ordered)
    for run in ordered:
        if run.size < 0.75 * usual and len(run.members) <= 12:
            small.append(run)
            continue
        if rows and abs(run.base - bands[-1][0]) <= 0.35 * max(run.size, bands[-1][1]):
            rows[-1].append(run)
        else:
            rows.append([run])
            bands.append((run.base, run.size, run.base))
    left_over = [run for run in small if not _attach(run, rows)]
    for run in left_over:
        host = next((row for row in rows if abs(row[0].base - run.base) <= 0.35 * run.size), None)
        if host is None:
            rows.append([run])
        else:
            host.append(run)
    rows.sort(key=lambda row: row[0].base)
    return [sorted(row, key=lambda run: run.left) for row in rows]


def _usual_size(runs: list[Run]) -> float:
    sizes = np.repeat([run.size for run in runs], [len(run.members) for run in runs])
    return float(np.median(sizes)) if len(sizes) else 0.0


def _attach(run: Run, rows: list[list[Run]]) -> bool:
    """Put a small run beside the larger one that it touches, if there is one."""
    for row in rows:
        host = row[0]
        is_level = host.base - 0.95 * host.size <= run.base <= host.base + 0.45 * host.size
        if not is_level or run.size >= host.size:
            continue
        if any(
            abs(run.left - other.right) < 0.6 * host.size
            or abs(other.left - run.right) < 0.6 * host.size
            for other in row
            if other.size > run.size
        ):
            row.append(run)
            return True
    return False


def make_line(layer: Layer, row: list[Run], *, is_aside: bool = False) -> Line:
    """Return the line that the runs of `row`, left to right, make."""
    members = np.concatenate([run.members for run in row])
    members = members[np.argsort(layer.left[members], kind="stable")] if len(row) > 1 else members
    left, right = layer.left[members], layer.right[members]
    size = float(np.sort(layer.size[members])[len(members) // 2])
    text = layer.codes[members].astype("<u4").tobytes().decode("utf-32-le")
    gaps = (left[1:] - right[:-1]) / max(size, 0.1)
    spaces = _find_spaces(text, gaps, layer.spaced[members][1:])
    wide = np.nonzero(gaps > _PIECE)[0] + 1
    return Line(
        _with_spaces(text, spaces),
        float(left.min()),
        float(right.max()),
        float(np.sort(layer.base[members])[len(members) // 2]),
        size,
        _find_hangs(text, left, gaps),
        _lead(text, left, right, spaces),
        tuple(_with_spaces(text, spaces, a, b) for a, b in _parts(wide, len(text))),
        is_aside,
    )


def _parts(cuts: _Index, length: int) -> list[tuple[int, int]]:
    edges = [0, *(int(cut) for cut in cuts), length]
    return list(pairwise(edges))


def _is_narrow(char: str) -> bool:
    return char < "\u2000" and not char.isspace()


def _find_spaces(text: str, gaps: NDArray[np.float64], spaced: NDArray[np.bool_]) -> frozenset[int]:
    """Return the positions in `text` that a space stands before.

    Letters may be spaced out over the line, so that a gap counts by how far it exceeds the
    line's usual one.
    """
    if not len(gaps):
        return frozenset()
    usual = float(np.sort(gaps)[(len(gaps) - 1) // 4])
    if len(gaps) == 1 and gaps[0] > 4:
        usual = 0.0
    beyond = gaps - max(usual, 0.0)
    found = []
    for position in np.nonzero((beyond > _TYPED_GAP) | spaced)[0]:
        excess, is_typed = beyond[position], bool(spaced[position])
        before, after = text[position], text[position + 1]
        if _is_narrow(before) and _is_narrow(after):
            is_space = excess > _WORD or (is_typed and excess > 0.1)
        elif _is_narrow(before) or _is_narrow(after):
            is_space = excess > (_TYPED_GAP if is_typed else _MIXED_GAP)
        elif after in _OPENING or before in _CLOSING:
            # Typesetting takes the empty half of a bracket away, or leaves it.
            is_space = excess > _BRACKET_GAP
        else:
            is_space = excess > (_TYPED_GAP if is_typed else _GAP)
        if is_space:
            found.append(int(position) + 1)
    return frozenset(found) - _stretched(text, found, gaps)


def _stretched(text: str, spaces: list[int], gaps: NDArray[np.float64]) -> frozenset[int]:
    """Return the spaces that only stretch a word, as in 总　则: between single characters."""
    edges = [0, *spaces, len(text)]
    words = [text[a:b] for a, b in pairwise(edges)]
    drops = []
    for number, place in enumerate(spaces):
        before, after = words[number], words[number + 1]
        is_single = len(before) == 1 and (len(after) == 1 or after[1] in _CLOSING)
        is_chinese = before >= "\u2e80" and after >= "\u2e80"
        is_word = after[0] not in _NO_GAP_BEFORE and before not in _CLOSING
        if is_single and is_chinese and is_word and gaps[place - 1] <= 4:
            drops.append(place)
    return frozenset(drops)


def _with_spaces(text: str, spaces: frozenset[int], start: int = 0, end: int | None = None) -> str:
    end = len(text) if end is None else end
    cuts = [start, *sorted(place for place in spaces if start < place < end), end]
    return " ".join(text[a:b] for a, b in pairwise(cuts))


def _find_hangs(
    text: str, left: NDArray[np.float64], gaps: NDArray[np.float64]
) -> tuple[float, ...]:
    hangs = [float(left[place + 1]) for place in np.nonzero(gaps[:12] > 0.8)[0][:1]]
    position = 0
    for _ in range(2):
        mark = _MARK.match(text, position)
        if not mark or mark.end() >= len(text):
            break
        position = mark.end()
        hangs.append(float(left[position]))
    return tuple(hangs)


def _lead(
    text: str, left: NDArray[np.float64], right: NDArray[np.float64], spaces: frozenset[int]
) -> float:
    end = 1
    if _is_narrow(text[0]):
        while end < len(text) and _is_narrow(text[end]) and end not in spaces:
            end += 1
    elif text[0] in _OPENING:
        end = min(2, len(text))
    while end < len(text) and text[end] in _CLOSING:
        end += 1
    return float(right[end - 1] - left[0])
