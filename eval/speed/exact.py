"""Candidates by comparing everything, to see what a quicker search leaves out."""

from collections.abc import Mapping, Sequence

import numpy as np

from index.channels.candidates import Allowed, Finders
from index.channels.found import Floats, Found, best_of
from index.disk.snapshot import Snapshot


def exact_finders(snapshot: Snapshot) -> Finders:
    """Return what finds the very best candidates of a snapshot, slowly."""
    return Finders(_ExactDense(snapshot), _ExactLexical(snapshot))


class _ExactDense:
    def __init__(self, snapshot: Snapshot) -> None:
        self._dense = snapshot.dense

    def nearest(self, query: Floats, count: int, allowed: Allowed | None = None) -> Found:
        """Return the passages nearest to `query`; all are searched."""
        scores = self._dense.scores(query)
        return best_of(np.arange(len(scores)), scores, count)

    def scores_of(self, query: Floats, passages: Sequence[int]) -> Floats:
        """Return the cosine of each of `passages` to `query`."""
        return self._dense.scores_of(query, passages)


class _ExactLexical:
    def __init__(self, snapshot: Snapshot) -> None:
        self._lexical = snapshot.lexical

    def best(
        self, weights: Mapping[str, float], count: int, allowed: Allowed | None = None
    ) -> Found:
        """Return the best clauses for terms of these weights; all are searched."""
        scores = self._lexical.scores_of_all(weights)
        held = np.flatnonzero(scores > 0)
        return best_of(held, scores[held], count)

    def scores_of(self, weights: Mapping[str, float], texts: Sequence[int]) -> Floats:
        """Return the scores of clauses for terms of these weights."""
        return self._lexical.scores_of(weights, texts)
