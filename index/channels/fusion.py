"""Fusion: one score from three channels and what the question asks for."""

from dataclasses import dataclass, replace

import numpy as np

from index.channels.found import Floats


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of the signals, which are taken as they are: scores of two questions compare.

    Chosen on the development questions of the own and the official benchmark, and on public sets.

    `expansion` is the weight of the thesaurus's terms beside the question's own; `foreign` is added
    to it as far as the clauses do not know those.
    `token_contrast` is the exponent, `reference_token` the factor of the weights of query
    tokens in late interaction, `depth` the passages that dense and lexical search each hand to it.
    What examples say for a clause counts beyond `least_example`: a far likeness tells nothing.
    """

    dense: float = 0.4
    late: float = 4.0
    lexical: float = 0.5
    expansion: float = 0.25
    foreign: float = 0.75
    place: float = 0.3
    kind: float = 0.08
    superseded: float = 0.08
    fact: float = 0.1
    other_document: float = 0.1
    examples: float = 1.0
    least_example: float = 0.15
    token_contrast: float = 0.4
    reference_token: float = 0.1
    depth: int = 40


_NOTHING = Weights(
    dense=0,
    late=0,
    lexical=0,
    place=0,
    kind=0,
    superseded=0,
    fact=0,
    other_document=0,
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
        dense=Weights().dense,
        late=Weights().late,
        lexical=Weights().lexical,
        expansion=0,
        token_contrast=0,
        reference_token=1,
    ),
}
# Cosines of texts that have nothing to do with each other lie around this one.
_UNRELATED = 0.8


@dataclass(frozen=True, slots=True)
class Signals:
    """What speaks for each candidate clause; every array is float32 (n_candidates,).

    `dense` and `late` are cosines, `lexical` is the share of what the question's words are worth.
    `place` says how surely the question names the clause by its number, `kind` how many kinds of
    words that it asks for the clause holds, `examples` how much those speak for it, about 0 to 1;
    the others are 0 or 1, `other_document` more where the
    question states the number or the whole title of another.
    """

    dense: Floats
    late: Floats
    lexical: Floats
    place: Floats
    kind: Floats
    superseded: Floats
    fact: Floats
    other_document: Floats
    examples: Floats


def contributions(signals: Signals, weights: Weights) -> dict[str, Floats]:
    """Return what each signal adds to each candidate's score; the score is their sum."""
    return {
        "dense": weights.dense * (signals.dense - _UNRELATED),
        "late": weights.late * (signals.late - _UNRELATED),
        "lexical": weights.lexical * signals.lexical,
        "place": weights.place * signals.place,
        "kind": weights.kind * signals.kind,
        "superseded": -weights.superseded * signals.superseded,
        "fact": weights.fact * signals.fact,
        "other_document": -weights.other_document * signals.other_document,
        "examples": weights.examples * np.maximum(0, signals.examples - weights.least_example),
    }


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
