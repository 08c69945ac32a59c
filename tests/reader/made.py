"""Readers with random weights, and passages made in code."""

import numpy as np

from reader.calibration import Calibration
from reader.forward import Floats
from reader.model import Passage, Reader
from reader.shape import Shape
from reader.weights import Trained

SMALL = Shape(dim=32, width=16, match=8, blocks=2, words=8)


def make_rows(count: int, seed: int, dim: int = SMALL.dim) -> Floats:
    """Return unit rows that lie as close together as those of the real encoder."""
    rows = np.random.default_rng(seed).normal(size=(count, dim)) + 2
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)


def make_passage(count: int, seed: int, *, own_from: int = 0) -> Passage:
    """Return a passage whose token `i` is the characters `2 * i` and `2 * i + 1`."""
    places = np.arange(count, dtype=np.int32)
    return Passage(make_rows(count, seed), np.stack([2 * places, 2 * places + 2], axis=1), own_from)


def make_trained(seed: int = 0, shape: Shape = SMALL, fingerprint: str = "made") -> Trained:
    """Return random weights."""
    rng = np.random.default_rng(seed)
    weights = {
        name: np.asarray(rng.normal(size=sizes) / max(sizes[0], 4) ** 0.5, dtype=np.float32)
        for name, sizes in shape.weights().items()
    }
    return Trained(shape, weights, Calibration(2.0, -1.0), Calibration(), fingerprint)


def make_reader(seed: int = 0) -> Reader:
    """Return a reader that has learned nothing."""
    return Reader(make_trained(seed))
