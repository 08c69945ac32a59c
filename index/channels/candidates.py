"""What a search asks of the places where candidates are found: in memory, or in Milvus."""

from collections.abc import Mapping, Sequence
from typing import Protocol

import numpy as np

from index.channels.found import Floats, Found


class PassageFinder(Protocol):
    """Finds passages near a vector."""

    def nearest(self, query: np.ndarray, count: int) -> Found:
        """Return the `count` passages nearest to `query` (dim,), fewer where there are fewer."""

    def scores_of(self, query: np.ndarray, passages: Sequence[int]) -> Floats:
        """Return the cosine of each of `passages` to `query` (dim,), float32."""


class ClauseFinder(Protocol):
    """Finds clauses by their words, and knows what words are worth."""

    def best(self, weights: Mapping[str, float], count: int) -> Found:
        """Return the `count` best clauses for terms of these weights, fewer where fewer fit."""

    def scores_of(self, weights: Mapping[str, float], texts: Sequence[int]) -> Floats:
        """Return the scores of clauses for terms of these weights, float32."""

    def worth(self, query: str) -> float:
        """Return what the query's terms are worth together."""

    def coverage(self, query: str) -> float:
        """Return the share of the query's terms that occur in the clauses, 0 to 1."""

    def counts(self) -> Mapping[str, int]:
        """Return for each term the number of clauses that hold it."""
