"""What a channel finds: numbers of passages or clauses, best first, with their scores."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Numbers = NDArray[np.int64]


class Found(NamedTuple):
    """`numbers`: int64 (n,); `scores`: float32 (n,), falling; ties by number."""

    numbers: Numbers
    scores: Floats


def best_of(numbers: Numbers, scores: Floats, count: int) -> Found:
    """Return the `count` best of `numbers`, which are in order, by their `scores`."""
    if count < len(scores):
        # All that tie with the last one are kept, so that the lowest numbers among them win.
        least = np.partition(scores, len(scores) - count)[len(scores) - count]
        kept = np.flatnonzero(scores >= least)
        numbers, scores = numbers[kept], scores[kept]
    order = np.argsort(-scores, kind="stable")[:count]
    return Found(numbers[order], scores[order])
