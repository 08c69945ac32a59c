"""Which industries are meant by a name that no list holds: by likeness of meaning."""

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from ingest.annotations.vocabulary import default_vocabulary
from views.support.profile import OTHER_INDUSTRY, Choices

if TYPE_CHECKING:
    from index.model.embedder import Embedder, Floats

Called = tuple[tuple[str, str], ...]


def rank_by_meaning(typed: str, choices: Choices, embedder: "Embedder") -> list[str]:
    """Return the industries of `choices`, the likest first.

    An industry is as like as the likest of the words that it is called by.
    """
    called = _list_words(choices)
    vector = embedder.encode_passages([typed])[0].vector
    best: dict[str, float] = {}
    scores = _encode(_Encoder(embedder, embedder.fingerprint), called) @ vector
    for (industry, _), score in zip(called, scores, strict=True):
        best[industry] = max(best.get(industry, -1.0), float(score))
    return sorted(best, key=lambda industry: -best[industry])


def _list_words(choices: Choices) -> Called:
    terms = default_vocabulary().terms["industries"]
    return tuple(
        (industry, word)
        for industry in choices.industries
        if industry != OTHER_INDUSTRY
        for word in (industry, *(terms[industry].aliases if industry in terms else ()))
    )


@dataclass(frozen=True, slots=True)
class _Encoder:
    """An embedder as a key: the same one where its fingerprint is the same."""

    embedder: "Embedder" = field(compare=False)
    fingerprint: str


# Seconds, the first time.
@lru_cache(maxsize=2)
def _encode(encoder: _Encoder, called: Called) -> "Floats":
    words = [word for _, word in called]
    return np.array([encoded.vector for encoded in encoder.embedder.encode_passages(words)])
