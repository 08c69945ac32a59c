"""Candidates from Milvus, in place of the channels in memory: the same numbers and scores."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from index.channels.candidates import Allowed
from index.channels.found import Floats, Found, Numbers, best_of
from index.channels.lexical import LexicalIndex
from index.milvus.address import MilvusError
from index.milvus.collections import NUMBER, VECTOR, load
from index.milvus.connection import ANSWER_S, Connection, NotLoadedError
from index.milvus.sparse import Sparse, query_vector

# A server gives no more hits for one question.
_MOST_HITS = 16_384
# Vectors of this many passages are some megabytes.
_MOST_VECTORS = 2_048


class MilvusDense:
    """Passages near a vector; shared by all threads."""

    def __init__(self, connection: Connection, name: str) -> None:
        """Note the collection of passages."""
        self._collection = _Collection(connection, name)

    def nearest(self, query: Floats, count: int, allowed: Allowed | None = None) -> Found:
        """Return the passages nearest to `query` (dim,), `count` or 16,384 at most.

        In a collection so large that it has a graph, some of the nearest may be missed.

        Raises:
            MilvusError: the server cannot be reached.
        """
        # As far as the graph is searched; other indexes know nothing of it.
        params = {"ef": max(64, 2 * min(count, _MOST_HITS))}
        return self._collection.search(query, count, _expression(allowed), params)

    def scores_of(self, query: np.ndarray, passages: Sequence[int]) -> Floats:
        """Return the cosine of each of `passages` to `query` (dim,), float32.

        Raises:
            MilvusError: the server cannot be reached, or lacks one of them.
        """
        numbers = np.asarray(passages, np.int64)
        scores: dict[int, float] = {}
        for start in range(0, len(numbers), _MOST_VECTORS):
            rows = self._collection.rows(numbers[start : start + _MOST_VECTORS].tolist())
            vectors = np.array([row[VECTOR] for row in rows], dtype=np.float32)
            products = vectors.reshape(len(rows), -1) @ query if rows else []
            scores |= {int(row[NUMBER]): float(s) for row, s in zip(rows, products, strict=True)}
        missing = set(numbers.tolist()) - scores.keys()
        if missing:
            raise self._collection.lacks(min(missing))
        return np.array([scores[number] for number in numbers.tolist()], dtype=np.float32)


class MilvusLexical:
    """Clauses by their words; shared by all threads."""

    def __init__(self, connection: Connection, name: str, local: LexicalIndex) -> None:
        """Note the collection of clauses, and the index that numbers its terms."""
        self._collection = _Collection(connection, name)
        self._postings = local.postings

    def best(
        self, weights: Mapping[str, float], count: int, allowed: Allowed | None = None
    ) -> Found:
        """Return the best clauses for terms of these weights, `count` or 16,384 at most.

        Raises:
            MilvusError: the server cannot be reached.
        """
        return self._search(weights, count, _expression(allowed))

    def scores_of(self, weights: Mapping[str, float], texts: Sequence[int]) -> Floats:
        """Return the scores of clauses for terms of these weights, float32.

        Raises:
            MilvusError: the server cannot be reached.
        """
        numbers = np.asarray(texts, np.int64)
        scores: dict[int, float] = {}
        for start in range(0, len(numbers), _MOST_HITS):
            asked = sorted(set(numbers[start : start + _MOST_HITS].tolist()))
            found = self._search(weights, len(asked), f"{NUMBER} in {asked}")
            scores |= dict(zip(found.numbers.tolist(), found.scores.tolist(), strict=True))
        return np.array([scores.get(n, 0.0) for n in numbers.tolist()], dtype=np.float32)

    def _search(self, weights: Mapping[str, float], count: int, held_to: str) -> Found:
        vector = query_vector(self._postings, weights)
        if not vector:
            return _sorted([], [], 0)
        found = self._collection.search(vector, count, held_to, {"drop_ratio_search": 0.0})
        held = found.scores > 0
        return Found(found.numbers[held], found.scores[held])


def _expression(allowed: Allowed | None) -> str:
    return allowed.expression if allowed else ""


class _Collection:
    """One collection, asked by all threads."""

    def __init__(self, connection: Connection, name: str) -> None:
        self._connection = connection
        self._name = name

    def search(
        self, vector: np.ndarray | Sparse, count: int, held_to: str, params: Mapping[str, float]
    ) -> Found:
        if count < 1:
            return _sorted([], [], 0)
        hits = self._ask(
            self._connection.client.search,
            data=[vector],
            anns_field=VECTOR,
            limit=min(count, _MOST_HITS),
            filter=held_to,
            output_fields=[NUMBER],
            search_params={"metric_type": "IP", "params": dict(params)},
        )[0]
        return _sorted([hit[NUMBER] for hit in hits], [hit["distance"] for hit in hits], count)

    def rows(self, numbers: list[int]) -> Sequence[Mapping[str, Any]]:
        return self._ask(
            self._connection.client.get,
            ids=sorted(set(numbers)),
            output_fields=[NUMBER, VECTOR],
        )

    def lacks(self, number: int) -> MilvusError:
        return MilvusError(
            f"{self._connection.shown}: {self._name} lacks row {number}; run: python -m index build"
        )

    def _ask(self, function: Callable[..., Sequence[Any]], **asked: object) -> Sequence[Any]:
        try:
            with self._connection.asked(f"searching {self._name}"):
                return function(self._name, timeout=ANSWER_S, **asked)
        except NotLoadedError:
            # A server that was started again may hold it on disk alone.
            load(self._connection, self._name)
        with self._connection.asked(f"searching {self._name}"):
            return function(self._name, timeout=ANSWER_S, **asked)


def _sorted(numbers: Sequence[int], scores: Sequence[float], count: int) -> Found:
    """Return what was found, ties by number: a server orders them as it likes."""
    given: Numbers = np.array(numbers, dtype=np.int64)
    order = np.argsort(given)
    return best_of(given[order], np.array(scores, dtype=np.float32)[order], count)
