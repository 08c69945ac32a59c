"""Late interaction: each token of a query against its best token of a passage.

Source: the MaxSim operator of ColBERT, Khattab and Zaharia 2020, section 3.2, here on the last
hidden states of the sentence encoder, without training, and averaged over the query's tokens.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class TokenMatch:
    """The best passage token of each query token.

    `scores`: float32 (n_query_tokens,), cosines; `places`: int (n_query_tokens,), the token's
    place in its passage.
    """

    scores: np.ndarray
    places: np.ndarray


class LateIndex:
    """Token vectors of all passages in one array.

    `tokens`: float16 (n_tokens, dim), unit rows; `spans`: int32 (n_tokens, 2), half-open character
    spans in the passage; passage `i` has the rows `bounds[i]:bounds[i + 1]`.
    """

    def __init__(self, tokens: np.ndarray, spans: np.ndarray, bounds: np.ndarray) -> None:
        """Take the arrays as described for the class."""
        self.tokens = tokens
        # Turning half floats into floats takes longer than the products of a search.
        self._floats = tokens.astype(np.float32)
        self.spans = spans
        self.bounds = bounds

    @classmethod
    def build(cls, tokens: Sequence[np.ndarray], spans: Sequence[np.ndarray]) -> "LateIndex":
        """Index the token vectors and character spans of each passage."""
        # Each passage has a row, if only one that is like nothing.
        blank = np.zeros((1, tokens[0].shape[1])), np.zeros((1, 2))
        pairs = [
            (rows, places) if len(rows) else blank
            for rows, places in zip(tokens, spans, strict=True)
        ]
        bounds = np.cumsum([0, *(len(rows) for rows, _ in pairs)]).astype(np.int64)
        stacked = np.concatenate([rows for rows, _ in pairs]).astype(np.float16)
        places = np.concatenate([places for _, places in pairs]).astype(np.int32)
        return cls(stacked, places, bounds)

    def match(self, query: np.ndarray, passage: int) -> TokenMatch:
        """Return the best token of `passage` for each row of `query` (n_query_tokens, dim)."""
        similarities = query @ self.rows(passage).T
        places = similarities.argmax(axis=1)
        return TokenMatch(similarities[np.arange(len(query)), places], places)

    def best(self, query: np.ndarray, passages: Sequence[int]) -> np.ndarray:
        """Return the best cosine of each query token in each passage.

        Args:
            query: float32 (n_query_tokens, dim), unit rows.
            passages: Numbers of passages, at least one.

        Returns:
            float32 (len(passages), n_query_tokens).
        """
        rows = np.concatenate([np.arange(*self.bounds[p : p + 2]) for p in passages])
        sizes = [self.bounds[p + 1] - self.bounds[p] for p in passages]
        starts = np.cumsum([0, *sizes[:-1]])
        similarities = self._floats[rows] @ query.T
        return np.asarray(np.maximum.reduceat(similarities, starts, axis=0))

    def rows(self, passage: int) -> np.ndarray:
        """Return the token vectors of `passage`, float32 (n_tokens, dim)."""
        return self._floats[self.bounds[passage] : self.bounds[passage + 1]]
