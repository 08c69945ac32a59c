"""What a search asks of the places where candidates are found: mapped files, or Milvus."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.channels.found import Floats, Found

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Allowed:
    """What a search may find: bool (n_clauses,) and (n_passages,), and the same for Milvus."""

    clauses: Mask
    passages: Mask
    expression: str = ""


class PassageFinder(Protocol):
    """Finds passages near a vector."""

    def nearest(self, query: Floats, count: int, allowed: Allowed | None = None) -> Found:
        """Return the `count` passages nearest to `query` (dim,), fewer where there are fewer."""

    def scores_of(self, query: Floats, passages: Sequence[int]) -> Floats:
        """Return the cosine of each of `passages` to `query` (dim,), float32."""


class ClauseFinder(Protocol):
    """Finds clauses by their words."""

    def best(
        self, weights: Mapping[str, float], count: int, allowed: Allowed | None = None
    ) -> Found:
        """Return the `count` best clauses for terms of these weights, fewer where fewer fit."""

    def scores_of(self, weights: Mapping[str, float], texts: Sequence[int]) -> Floats:
        """Return the scores of clauses for terms of these weights, float32."""


@dataclass(frozen=True, slots=True)
class Finders:
    """Where candidates are found."""

    dense: PassageFinder
    lexical: ClauseFinder
