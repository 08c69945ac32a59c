"""Postings of the lexical index, turned into a sparse vector for each text."""

from collections.abc import Mapping

import numpy as np

from index.channels.lexical import LexicalIndex

Sparse = dict[int, float]


def document_vectors(lexical: LexicalIndex, start: int, stop: int) -> list[Sparse]:
    """Return for each text from `start` up to `stop` its terms' numbers and their impacts.

    Postings are read through once: memory grows with the block, not with the index.
    """
    impacts, texts, bounds = lexical.postings()
    places = np.flatnonzero((texts >= start) & (texts < stop))
    terms = np.searchsorted(bounds, places, side="right") - 1
    rows = np.asarray(texts[places], np.int64) - start
    # Stable: within a text terms stay in order.
    order = np.argsort(rows, kind="stable")
    ends = np.cumsum(np.bincount(rows, minlength=stop - start))[:-1]
    terms, values = terms[order], np.asarray(impacts[places])[order]
    vectors = [
        dict(zip(numbers.tolist(), found.tolist(), strict=True))
        for numbers, found in zip(np.split(terms, ends), np.split(values, ends), strict=True)
    ]
    # Milvus takes no empty vector: a text without terms has one that no question asks for.
    return [vector or {len(bounds) - 1: 1.0} for vector in vectors]


def query_vector(lexical: LexicalIndex, weights: Mapping[str, float]) -> Sparse:
    """Return the weights of terms that some text holds, by the terms' numbers."""
    numbers = {term: lexical.term_number(term) for term in weights}
    return {n: weights[term] for term, n in numbers.items() if n is not None and weights[term]}
