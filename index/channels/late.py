"""Late interaction: each token of a query against its best token of a passage.

Source: the MaxSim operator of ColBERT, Khattab and Zaharia 2020, section 3.2, here on the last
hidden states of the sentence encoder, without training, and averaged over the query's tokens.
"""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import DTypeLike

from index.channels.found import Floats
from index.channels.token_codes import TokenCodes, decode_tokens, multiply_codes
from index.disk.growing import GrowingArray, fetch_rows, map_array

_FILES = {
    "codes": "token_codes.npy",
    "scales": "token_scales.npy",
    "centres": "token_centres.npy",
    "spans": "token_spans.npy",
    "bounds": "token_bounds.npy",
}


@dataclass(frozen=True, slots=True)
class TokenMatch:
    """The best passage token of each query token.

    `scores`: float32 (n_query_tokens,), cosines; `places`: int (n_query_tokens,), the token's
    place in its passage, -1 where it has none.
    """

    scores: np.ndarray
    places: np.ndarray


@dataclass(frozen=True, slots=True)
class LateIndex:
    """Token vectors of all passages, compressed.

    `codes`, `scales` and `spans` have a row for each token: uint8 (n_tokens, ceil(dim / 2)),
    float16 (n_tokens,), and int32 (n_tokens, 2), half-open character spans in the passage. Passage
    `i` has the rows `bounds[i]:bounds[i + 1]`, maybe none, and `centres[i]`, float16 (dim,).
    """

    codes: np.ndarray
    scales: np.ndarray
    centres: np.ndarray
    spans: np.ndarray
    bounds: np.ndarray

    @classmethod
    def load(cls, folder: Path) -> "LateIndex":
        """Map the files that a `LateWriter` wrote; they are read where a passage is scored."""
        return cls(**{name: map_array(folder / file) for name, file in _FILES.items()})

    def products(self, query: Floats, passage: int) -> Floats:
        """Return the cosines of each row of `query` to each token of `passage`.

        Args:
            query: float32 (n_query_tokens, dim), unit rows.
            passage: Its number.

        Returns:
            float32 (n_tokens, n_query_tokens).
        """
        kept = self.kept(passage)
        return multiply_codes(kept.codes, kept.scales, query) + query @ kept.centre.astype(
            np.float32
        )

    def match(self, query: Floats, passage: int) -> TokenMatch:
        """Return the best token of `passage` for each row of `query` (n_query_tokens, dim)."""
        similarities = self.products(query, passage)
        if not len(similarities):
            return TokenMatch(np.zeros(len(query), np.float32), np.full(len(query), -1))
        places = similarities.argmax(axis=0)
        return TokenMatch(similarities[places, np.arange(len(query))], places)

    def best(self, query: Floats, passages: Sequence[int]) -> Floats:
        """Return the best cosine of each query token in each passage, 0 where that has no token.

        Args:
            query: float32 (n_query_tokens, dim), unit rows.
            passages: Numbers of passages, at least one.

        Returns:
            float32 (len(passages), n_query_tokens).
        """
        bounds = [slice(*self.bounds[passage : passage + 2]) for passage in passages]
        for rows in bounds:
            fetch_rows(self.codes, rows.start, rows.stop)
        codes = np.concatenate([self.codes[rows] for rows in bounds])
        scales = np.concatenate([self.scales[rows] for rows in bounds])
        sizes = np.array([rows.stop - rows.start for rows in bounds])
        best = np.zeros((len(bounds), len(query)), np.float32)
        filled = sizes > 0
        if filled.any():
            starts = (np.cumsum(sizes) - sizes)[filled]
            best[filled] = np.maximum.reduceat(multiply_codes(codes, scales, query), starts, axis=0)
            best[filled] += self.centres[np.array(passages)[filled]].astype(np.float32) @ query.T
        return best

    def kept(self, passage: int) -> TokenCodes:
        """Return the token vectors of `passage` as they are kept."""
        rows = slice(*self.bounds[passage : passage + 2])
        return TokenCodes(self.codes[rows], self.scales[rows], self.centres[passage])

    def rows(self, passage: int) -> Floats:
        """Return the token vectors of `passage`, float32 (n_tokens, dim), of unit length."""
        return decode_tokens(self.kept(passage))

    def spans_of(self, passage: int) -> np.ndarray:
        """Return the character spans of the tokens of `passage`, int32 (n_tokens, 2)."""
        return np.asarray(self.spans[slice(*self.bounds[passage : passage + 2])])


class LateWriter:
    """Writes the token vectors of passages, one passage after the other."""

    def __init__(self, folder: Path, dim: int, closing: ExitStack) -> None:
        """Begin the files in a folder, for vectors of `dim` numbers; `closing` closes them.

        Raises:
            OSError: they cannot be written.
        """
        self._arrays: dict[str, GrowingArray] = {}
        shapes: dict[str, tuple[DTypeLike, tuple[int, ...]]] = {
            "codes": (np.uint8, ((dim + 1) // 2,)),
            "scales": (np.float16, ()),
            "centres": (np.float16, (dim,)),
            "spans": (np.int32, (2,)),
            "bounds": (np.int64, ()),
        }
        for name, shape in shapes.items():
            self._arrays[name] = GrowingArray(folder / _FILES[name], *shape)
            closing.callback(self._arrays[name].close)
        self._arrays["bounds"].append(np.zeros(1))

    def add(self, tokens: TokenCodes, spans: np.ndarray) -> None:
        """Add a passage's token vectors, and their character spans in it."""
        arrays = self._arrays
        arrays["codes"].append(tokens.codes)
        arrays["scales"].append(tokens.scales)
        arrays["centres"].append(tokens.centre[None])
        arrays["spans"].append(spans.reshape(-1, 2))
        arrays["bounds"].append(np.array([arrays["scales"].rows]))

    def flush(self) -> None:
        """Make what was added durable; the files hold it then."""
        for array in self._arrays.values():
            array.flush()
