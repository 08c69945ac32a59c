"""Lexical index: BM25 over Chinese words and character bigrams, all in Simplified Chinese."""

import logging
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from math import log
from pathlib import Path
from types import MappingProxyType

import bm25s
import numpy as np

from index.channels.found import Floats, Found, Numbers, best_of
from question.words import tokenize

# Each index that is built would be announced on stderr.
logging.getLogger("bm25s").setLevel(logging.WARNING)


class LexicalIndex:
    """BM25 scores of clauses for a query."""

    def __init__(self, bm25: bm25s.BM25) -> None:
        """Wrap a built or loaded index."""
        self._bm25 = bm25

    @classmethod
    def build(cls, texts: Sequence[str]) -> "LexicalIndex":
        """Index `texts`, of which there is at least one."""
        bm25 = bm25s.BM25()
        # A text without terms gets one that no query has; an index without any cannot be made.
        bm25.index([tokenize(text) or [""] for text in texts], show_progress=False)
        return cls(bm25)

    @classmethod
    def load(cls, folder: Path) -> "LexicalIndex":
        """Load an index from the files that `save` wrote."""
        return cls(bm25s.BM25.load(folder, show_progress=False))

    def save(self, folder: Path) -> None:
        """Write the index to `folder`: arrays and JSON, no pickle."""
        self._bm25.save(folder, show_progress=False)

    def best(self, weights: Mapping[str, float], count: int) -> Found:
        """Return the `count` best texts for terms of these weights, fewer where fewer hold any."""
        scores = self._weighted(weights)
        held = np.flatnonzero(scores > 0)
        return best_of(held, scores[held], count)

    def scores_of(self, weights: Mapping[str, float], texts: Sequence[int]) -> Floats:
        """Return the scores of `texts` for terms of these weights, float32."""
        return self._weighted(weights)[np.asarray(texts, np.int64)]

    def scores(self, query: str) -> Floats:
        """Return the BM25 score of every text, float32 (n_texts,); 0 where no term fits."""
        return self._weighted(count_terms(query))

    def _weighted(self, weights: Mapping[str, float]) -> Floats:
        scores = np.zeros(self._bm25.scores["num_docs"], dtype=np.float32)
        data, indices, bounds = (self._bm25.scores[n] for n in ("data", "indices", "indptr"))
        for term, weight in weights.items():
            number = self._bm25.vocab_dict.get(term)
            # The vocabulary ends in a term for texts without any, which has no column.
            if number is not None and number < len(bounds) - 1:
                rows = slice(bounds[number], bounds[number + 1])
                scores[indices[rows]] += np.float32(weight) * data[rows]
        return scores

    def worth(self, query: str) -> float:
        """Return what the query's terms are worth together: a score divided by it is a share.

        It counts terms that no text holds, so that a few words found of many say little.
        """
        size = int(self._bm25.scores["num_docs"])
        terms = count_terms(query)
        return sum(
            count * log(1 + (size - n + 0.5) / (n + 0.5))
            for term, count in terms.items()
            for n in (self._counts.get(term, 0),)
        )

    def counts(self) -> dict[str, int]:
        """Return for each term the number of texts that hold it; not to be changed."""
        return self._counts

    @cached_property
    def _counts(self) -> dict[str, int]:
        counts = np.diff(self._bm25.scores["indptr"]).tolist()
        return {term: counts[i] for term, i in self._bm25.vocab_dict.items() if i < len(counts)}

    def term_number(self, term: str) -> int | None:
        """Return the number of a term, counted from 0, None where no text holds it."""
        number = self._bm25.vocab_dict.get(term)
        # The vocabulary ends in a term for texts without any, which has no column.
        return number if number is not None and number < self.postings()[2].size - 1 else None

    def postings(self) -> tuple[Floats, Numbers, Numbers]:
        """Return what each term adds to the score of each text that holds it.

        Impacts, float32 (n_postings,), their texts (n_postings,), and bounds (n_terms + 1,): those
        of term `i` lie from `bounds[i]` to `bounds[i + 1]`.
        """
        scores = self._bm25.scores
        return scores["data"], scores["indices"], scores["indptr"]

    def coverage(self, query: str) -> float:
        """Return the share of the query's terms that occur in the texts, 0 to 1."""
        terms = count_terms(query)
        if not terms:
            return 0.0
        return sum(term in self._bm25.vocab_dict for term in terms) / len(terms)


@lru_cache(maxsize=256)
def count_terms(query: str) -> Mapping[str, int]:
    """Return how often each term stands in a query: of each question several things are told."""
    return MappingProxyType(Counter(tokenize(query)))
