"""Fusion: one score from three channels and what the question asks for."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of the signals; each channel is scaled to 0–1 over the candidates first.

    Chosen on the development questions alone: python -m eval run --split dev.

    BM25 counts in full for a question of at least `full_length` terms, of which the clauses know
    the share `full_coverage`: of a short question it sees little, of one in another language it has
    nothing true to say. `expansion` is the weight of the thesaurus's terms beside the question's
    own. `token_contrast` is the exponent, `reference_token` the factor of the weights of query
    tokens in late interaction, `depth` the passages that dense and lexical search each hand to it.
    What examples say for a clause counts beyond `least_example`: a far likeness tells nothing.
    """

    dense: float = 0.1
    late: float = 0.65
    lexical: float = 0.5
    expansion: float = 0.3
    full_coverage: float = 0.25
    full_length: float = 30
    names: float = 0.15
    fact: float = 0.4
    other_document: float = 0.25
    unasked_front: float = 0.15
    examples: float = 1.0
    least_example: float = 0.15
    token_contrast: float = 0.7
    reference_token: float = 0.1
    depth: int = 150


_NOTHING = Weights(
    dense=0,
    late=0,
    lexical=0,
    full_coverage=1e-6,
    full_length=1e-6,
    names=0,
    fact=0,
    other_document=0,
    unasked_front=0,
    examples=0,
)
# Named retrievers to compare: the hybrid, the same without examples, each of its channels by
# itself, and a fixed mixture of the three that reads nothing into the question.
RETRIEVERS = {
    "hybrid": Weights(),
    "untaught": replace(Weights(), examples=0),
    "dense": replace(_NOTHING, dense=1),
    "late": replace(_NOTHING, late=1),
    "lexical": replace(_NOTHING, lexical=1),
    "plain": replace(
        _NOTHING,
        dense=0.2,
        late=0.5,
        lexical=0.3,
        expansion=0,
        token_contrast=0,
        reference_token=1,
    ),
}


@dataclass(frozen=True, slots=True)
class Signals:
    """What speaks for each candidate clause; every array is float32 (n_candidates,).

    `dense`, `late`, `lexical` are raw scores; `names`, the share of the question's names in the
    clause, and `fact`, `other_document`, `front` are 0 to 1, and so, about, is `examples`, how much
    those speak for it. `length` is the number of the
    question's terms, `coverage` the share of them and of the thesaurus's that the index knows.
    """

    dense: Floats
    late: Floats
    lexical: Floats
    names: Floats
    fact: Floats
    other_document: Floats
    front: Floats
    examples: Floats
    coverage: float
    length: int


def contributions(signals: Signals, weights: Weights) -> dict[str, Floats]:
    """Return what each signal adds to each candidate's score; the score is their sum."""
    trust = min(1.0, signals.coverage / weights.full_coverage)
    trust *= min(1.0, signals.length / weights.full_length)
    return {
        "dense": weights.dense * scale(signals.dense),
        "late": weights.late * scale(signals.late),
        "lexical": weights.lexical * trust * scale(signals.lexical),
        "names": weights.names * signals.names,
        "fact": weights.fact * signals.fact,
        "other_document": -weights.other_document * signals.other_document,
        "unasked_front": -weights.unasked_front * signals.front,
        "examples": weights.examples * np.maximum(0, signals.examples - weights.least_example),
    }


def scale(scores: Floats) -> Floats:
    """Return `scores` scaled to 0–1; zeros where all are alike."""
    lowest, highest = scores.min(), scores.max()
    if highest == lowest:
        return np.zeros_like(scores)
    return np.asarray((scores - lowest) / (highest - lowest), dtype=np.float32)


def token_weights(best: Floats, mask: Floats, *, contrast: float) -> Floats:
    """Return the weight of each query token in late interaction, summing to 1.

    A token that fits a few clauses far better than the rest says more than one, such as 的 or 吗,
    that fits all alike.

    Args:
        best: (n_candidates, n_tokens), each token's best cosine in each candidate.
        mask: (n_tokens,), a factor for each token.
        contrast: Exponent; 0 weighs all alike.
    """
    top = np.sort(best, axis=0)[-3:].mean(axis=0)
    gap = np.maximum(top - best.mean(axis=0), 1e-6)
    weights = gap**contrast * mask
    return np.asarray(weights / weights.sum(), dtype=np.float32)
