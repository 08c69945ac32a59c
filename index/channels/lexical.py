"""Lexical index: BM25 over Chinese words and character bigrams, all in Simplified Chinese."""

import logging
from collections import Counter
from collections.abc import Sequence
from functools import cached_property, lru_cache
from math import log
from pathlib import Path

import bm25s
import numpy as np

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

    def scores(self, query: str) -> np.ndarray:
        """Return the BM25 score of every text, float32 (n_texts,); 0 where no term fits."""
        terms = _terms(query)
        if not any(term in self._bm25.vocab_dict for term in terms):
            return np.zeros(self._bm25.scores["num_docs"], dtype=np.float32)
        return np.asarray(self._bm25.get_scores(list(terms)), dtype=np.float32)

    def worth(self, query: str) -> float:
        """Return what the query's terms are worth together: a score divided by it is a share.

        It counts terms that no text holds, so that a few words found of many say little.
        """
        size = int(self._bm25.scores["num_docs"])
        terms = Counter(_terms(query))
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

    def coverage(self, query: str) -> float:
        """Return the share of the query's terms that occur in the texts, 0 to 1."""
        terms = set(_terms(query))
        if not terms:
            return 0.0
        return sum(term in self._bm25.vocab_dict for term in terms) / len(terms)


@lru_cache(maxsize=256)
def _terms(query: str) -> tuple[str, ...]:
    """Return the terms of a query: of each question several things are told by them."""
    return tuple(tokenize(query))
