"""Characters recognised in a picture, by RapidOCR where it is installed (requirements-ocr.txt)."""

import importlib
import importlib.util
import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]

# Below this, what is "recognised" is mostly a seal or paper that shines through.
_LOWEST_SCORE = 0.6
_NEEDED = ("rapidocr", "onnxruntime")


@dataclass(frozen=True, slots=True)
class RecognisedLine:
    """A line of text in a picture, in pixels from its upper left; `score` is 0 to 1."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    score: float


Recognise = Callable[[Image | bytes], list[RecognisedLine]]


def find_recogniser() -> Recognise | None:
    """Return what reads pictures, None where the extra is not installed."""
    if all(importlib.util.find_spec(module) for module in _NEEDED):
        return recognise_lines
    return None


def recognise(image: Image | bytes) -> tuple[list[str], float]:
    """Return the lines of text in `image`, top first, and the mean score of their characters.

    Args:
        image: A picture file's bytes, or an array of (height, width, 3).

    Returns:
        Lines, and a score from 0 to 1; no lines and 0 for a picture without text.

    Raises:
        ModuleNotFoundError: the extra is not installed; ask `find_recogniser` first.
    """
    found = recognise_lines(image)
    return [" ".join(line.text for line in row) for row in group_rows(found)], mean_score(found)


def recognise_lines(image: Image | bytes) -> list[RecognisedLine]:
    """Return the lines of text in `image` with their places, in no order.

    A picture file of an unknown kind, a drawing of Windows for one, has none.
    """
    engine = _engine()
    try:
        picture = engine.load_img(image)
    except _loading_errors():
        return []
    result = engine(picture)
    if result.txts is None:
        return []
    lines = []
    for box, text, score in zip(result.boxes, result.txts, result.scores, strict=True):
        if text.strip() and score >= _LOWEST_SCORE:
            # The height at either end: a line that leans has a taller box than its type.
            height = (abs(box[3][1] - box[0][1]) + abs(box[2][1] - box[1][1])) / 2
            bottom = float(max(box[2][1], box[3][1]))
            left, right = float(box[:, 0].min()), float(box[:, 0].max())
            top = bottom - float(height)
            lines.append(RecognisedLine(text.strip(), left, top, right, bottom, float(score)))
    return lines


def mean_score(lines: list[RecognisedLine]) -> float:
    """Return the mean score of the characters of `lines`, 0 for none."""
    total = sum(len(line.text) for line in lines)
    return sum(line.score * len(line.text) for line in lines) / total if total else 0.0


def group_rows(lines: list[RecognisedLine]) -> list[list[RecognisedLine]]:
    """Group lines that stand at one height, top first, from left to right."""
    rows: list[list[RecognisedLine]] = []
    for line in sorted(lines, key=lambda line: line.bottom):
        height = line.bottom - line.top
        if rows and line.bottom - rows[-1][0].bottom < 0.4 * height:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.left) for row in rows]


@cache
def _engine() -> Any:  # noqa: ANN401 - RapidOCR has no types where it is not installed
    threads = len(os.sched_getaffinity(0))
    settings = {
        "Global.log_level": "error",
        "EngineConfig.onnxruntime.intra_op_num_threads": threads,
    }
    return importlib.import_module("rapidocr").RapidOCR(params=settings)


@cache
def _loading_errors() -> tuple[type[Exception], ...]:
    loading = importlib.import_module("rapidocr.utils.load_image").LoadImageError
    return loading, importlib.import_module("PIL.Image").DecompressionBombError, OSError, ValueError
