"""Token vectors in four bits a number: 194 bytes a token of 384 numbers, against 1,536.

The tokens of a passage are much alike: each is told from their mean, and put on one of 16 steps,
which a scale of its own stretches. Nothing is fitted to a collection, so a passage is kept in the
same way wherever it stands. Cosines move by .003 (standard deviation); with the mean of all
passages in place of each one's own by .0035, with a random rotation beside that by .003.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.channels.found import Floats

# Steps reach so many standard deviations of a vector to both sides: of 2.2, 2.6, 3, 3.4 and its
# largest number this moves the cosines least.
_REACH = 3.2
_LAST = 15
# A block of steps stays in the processor's cache.
_BLOCK = 256


@dataclass(frozen=True, slots=True)
class TokenCodes:
    """The token vectors of a passage as they are kept.

    `codes`: uint8 (n, ceil(dim / 2)); `scales`: float16 (n,); `centre`: float16 (dim,).
    """

    codes: NDArray[np.uint8]
    scales: NDArray[np.float16]
    centre: NDArray[np.float16]


def encode_tokens(rows: Floats) -> TokenCodes:
    """Return token vectors of one passage, float32 (n, dim), as they are kept."""
    mean = rows.mean(axis=0, dtype=np.float64) if len(rows) else np.zeros(rows.shape[1])
    centre = np.asarray(mean, np.float16)
    told = rows - centre.astype(np.float32)
    if told.shape[1] % 2:
        told = np.pad(told, ((0, 0), (0, 1)))
    scales = (_REACH * told.std(axis=1)).astype(np.float16)
    stretched = told / np.maximum(scales.astype(np.float32), 1e-6)[:, None]
    steps = np.rint((stretched + 1) * (_LAST / 2)).clip(0, _LAST).astype(np.uint8)
    width = steps.shape[1] // 2
    return TokenCodes(steps[:, :width] | steps[:, width:] << 4, scales, centre)


def decode_tokens(kept: TokenCodes) -> Floats:
    """Return the token vectors, float32 (n, dim), of unit length."""
    rows = _steps(kept.codes)[:, : len(kept.centre)]
    rows *= 2 / _LAST
    rows -= 1
    rows *= kept.scales.astype(np.float32)[:, None]
    rows += kept.centre.astype(np.float32)
    rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6)
    return rows


def multiply_codes(
    codes: NDArray[np.uint8], scales: NDArray[np.float16], queries: Floats
) -> Floats:
    """Return the inner products with `queries` of what tokens have beyond their passage's centre.

    Args:
        codes: uint8 (n, ceil(dim / 2)), of any number of passages,
        scales: and float16 (n,).
        queries: float32 (m, dim).

    Returns:
        float32 (n, m); the centre's product is to be added. A token with it is within some .005 of
        unit length.
    """
    padded = np.zeros((2 * codes.shape[1], len(queries)), np.float32)
    padded[: queries.shape[1]] = queries.T
    found = np.empty((len(codes), len(queries)), np.float32)
    for start in range(0, len(codes), _BLOCK):
        rows = slice(start, start + _BLOCK)
        np.matmul(_steps(codes[rows]), padded, out=found[rows])
    found *= 2 / _LAST
    found -= padded.sum(axis=0)
    found *= scales.astype(np.float32)[:, None]
    return found


def _steps(codes: NDArray[np.uint8]) -> Floats:
    """Return the steps that stand in `codes`, 0 to 15, float32 (n, 2 * width)."""
    width = codes.shape[1]
    steps = np.empty((len(codes), 2 * width), np.float32)
    steps[:, :width] = codes & _LAST
    steps[:, width:] = codes >> 4
    return steps
