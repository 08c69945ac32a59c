"""Postings of the lexical index, turned into a sparse vector for each text."""

from collections.abc import Mapping

import numpy as np

from index.channels.lexical_postings import Postings

Sparse = dict[int, float]


def document_vectors(postings: Postings, start: int, stop: int) -> list[Sparse]:
    """Return for each text from `start` up to `stop` its terms' numbers and their impacts."""
    rows, terms, impacts = postings.of_texts(start, stop)
    ends = np.cumsum(np.bincount(rows, minlength=stop - start))[:-1]
    vectors = [
        dict(zip(numbers.tolist(), found.tolist(), strict=True))
        for numbers, found in zip(np.split(terms, ends), np.split(impacts, ends), strict=True)
    ]
    # Milvus takes no empty vector: a text without terms has one that no question asks for.
    return [vector or {len(postings.terms): 1.0} for vector in vectors]


def query_vector(postings: Postings, weights: Mapping[str, float]) -> Sparse:
    """Return the weights of terms that some text holds, by the terms' numbers."""
    numbers = {term: postings.terms.get(term) for term in weights}
    return {n: weights[term] for term, n in numbers.items() if n is not None and weights[term]}
