"""Lexical index: BM25 over Chinese words and character bigrams, all in Simplified Chinese.

A search reads the postings of the terms that tell most, up to a budget. In those of all other terms
only the best texts found by then are looked up. Source: "continue" of Moffat and Zobel 1996,
"Self-indexing inverted files for fast text retrieval".
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from math import log
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import numpy as np

from index.channels.candidates import Allowed
from index.channels.found import Floats, Found, best_of
from index.channels.lexical_build import make_postings
from index.channels.lexical_postings import Column, Postings, TermCounts, TextNumbers
from question.words import tokenize

# Postings that a search reads of all its terms together, and texts that it looks up in the others.
_BUDGET = 400_000
_CANDIDATES = 4_000


class _Part(NamedTuple):
    """A term of a query: its postings, what they are multiplied by, and the most it can add."""

    column: Column
    weight: np.float32
    most: float


class LexicalIndex:
    """BM25 scores of texts for a query; shared by all who search it."""

    def __init__(self, postings: Postings) -> None:
        """Wrap built or mapped postings."""
        self._postings = postings
        self._counts = TermCounts(postings)
        # Sums that are all 0 again: to make new ones for each search takes longer than to add.
        self._spare: list[Floats] = []

    @property
    def postings(self) -> Postings:
        """Return the terms with the texts that hold them."""
        return self._postings

    @classmethod
    def build(cls, texts: Iterable[str]) -> "LexicalIndex":
        """Index `texts` in memory; `write_lexical` takes more than fit there."""
        return cls(make_postings(texts))

    @classmethod
    def load(cls, folder: Path) -> "LexicalIndex":
        """Map an index from the files that `save` or `write_lexical` wrote.

        Raises:
            OSError, RuntimeError, ValueError: a file is missing or of another form.
        """
        return cls(Postings.load(folder))

    def save(self, folder: Path) -> None:
        """Write the index to `folder`: arrays, a trie and JSON, no pickle."""
        self._postings.save(folder)

    def best(
        self, weights: Mapping[str, float], count: int, allowed: Allowed | None = None
    ) -> Found:
        """Return the `count` best texts for terms of these weights, fewer where fewer hold any.

        Exact where all their postings together are within the budget, or few texts are allowed;
        else a text may be missed that holds only terms of many texts.

        Args:
            weights: Terms, each with a weight above 0.
            count: Texts wanted.
            allowed: What may be found; by default all.
        """
        parts, most = self._parts(weights), max(count, _CANDIDATES)
        mask = None if allowed is None else allowed.clauses
        if mask is not None and np.count_nonzero(mask) <= most:
            texts = np.flatnonzero(mask).astype(np.int32)
            return _best(texts, _look_up(parts, texts), count)
        added, rest = _within_budget(parts)
        texts, sums = self._add(added)
        if mask is not None:
            kept = mask[texts]
            texts, sums = texts[kept], sums[kept]
        texts, sums = _strongest(texts, sums, most if rest else count)
        left = sum(part.most for part in rest)
        for part in rest:
            if count < len(sums):
                # The rest cannot make up for what these lack.
                kept = sums + np.float32(left) >= np.partition(sums, -count)[-count]
                texts, sums = texts[kept], sums[kept]
            sums += _look_up([part], texts)
            left -= part.most
        return _best(texts, sums, count)

    def scores_of(self, weights: Mapping[str, float], texts: Sequence[int]) -> Floats:
        """Return the scores of `texts` for terms of these weights, float32."""
        return _look_up(self._parts(weights), np.asarray(texts, np.int32))

    def scores(self, query: str) -> Floats:
        """Return the BM25 score of every text, float32 (n_texts,); 0 where no term fits."""
        return self.scores_of_all(count_terms(query))

    def scores_of_all(self, weights: Mapping[str, float]) -> Floats:
        """Return the score of every text for terms of these weights, float32 (n_texts,)."""
        sums = np.zeros(self._postings.size, np.float32)
        for (texts, impacts), weight, _ in self._parts(weights):
            sums[texts] += weight * impacts
        return sums

    def worth(self, query: str) -> float:
        """Return what the query's terms are worth together: a score divided by it is a share.

        It counts terms that no text holds, so that a few words found of many say little.
        """
        terms = count_terms(query)
        return sum(count * self._idf(self._counts.get(term, 0)) for term, count in terms.items())

    def counts(self) -> Mapping[str, int]:
        """Return for each term the number of texts that hold it; it is read when asked for."""
        return self._counts

    def coverage(self, query: str) -> float:
        """Return the share of the query's terms that occur in the texts, 0 to 1."""
        terms = count_terms(query)
        if not terms:
            return 0.0
        return sum(term in self._counts for term in terms) / len(terms)

    def _idf(self, holding: int) -> float:
        return log(1 + (self._postings.size - holding + 0.5) / (holding + 0.5))

    def _parts(self, weights: Mapping[str, float]) -> list[_Part]:
        """Return the terms that texts hold, those first that can add most."""
        parts = []
        for term, weight in weights.items():
            column = self._postings.column(term)
            if column is not None:
                most = weight * self._idf(len(column.texts))
                parts.append(_Part(column, np.float32(weight), most))
        return sorted(parts, key=lambda part: -part.most)

    def _add(self, parts: Iterable[_Part]) -> tuple[TextNumbers, Floats]:
        """Return the texts that hold any of the terms, in no order, and their scores for them."""
        try:
            sums = self._spare.pop()
        except IndexError:
            sums = np.zeros(self._postings.size, np.float32)
        found = [np.zeros(0, np.int32)]
        for (texts, impacts), weight, _ in parts:
            before = sums[texts]
            found.append(texts[before == 0])
            sums[texts] = before + weight * impacts
        texts = np.concatenate(found)
        scores = sums[texts]
        sums[texts] = 0
        self._spare.append(sums)
        return texts, scores


def _within_budget(parts: Sequence[_Part]) -> tuple[list[_Part], list[_Part]]:
    """Return the terms whose postings are read whole, one at least, and all others."""
    added: list[_Part] = []
    rest: list[_Part] = []
    left = _BUDGET
    for part in parts:
        size = len(part.column.texts)
        if size <= left:
            added.append(part)
            left -= size
        else:
            rest.append(part)
    if rest and not added:
        shortest = min(range(len(rest)), key=lambda i: len(rest[i].column.texts))
        added.append(rest.pop(shortest))
    return added, rest


def _look_up(parts: Iterable[_Part], texts: TextNumbers) -> Floats:
    """Return the scores of `texts` for some terms, by binary search."""
    sums = np.zeros(len(texts), np.float32)
    for column, weight, _ in parts:
        # Numbers of another type than the postings' would make NumPy copy all of those.
        places = np.searchsorted(column.texts, texts)
        places[places == len(column.texts)] = 0
        sums += np.where(column.texts[places] == texts, weight * column.impacts[places], 0)
    return sums


def _strongest(texts: TextNumbers, sums: Floats, count: int) -> tuple[TextNumbers, Floats]:
    """Return the best `count` texts and those that tie with the last one, in order."""
    if count < len(sums):
        kept = sums >= np.partition(sums, -count)[-count]
        texts, sums = texts[kept], sums[kept]
    order = np.argsort(texts)
    return texts[order], sums[order]


def _best(texts: TextNumbers, sums: Floats, count: int) -> Found:
    held = sums > 0
    return best_of(texts[held].astype(np.int64), sums[held], count)


@lru_cache(maxsize=256)
def count_terms(query: str) -> Mapping[str, int]:
    """Return how often each term stands in a query: of each question several things are told."""
    return MappingProxyType(Counter(tokenize(query)))
