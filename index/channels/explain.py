"""Why a clause matched: which of its words answered which words of the question."""

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Any

import numpy as np

from index.channels.late import TokenMatch
from index.channels.passages import Passage
from index.model.embedder import Encoded

# Cosines of unrelated tokens of this encoder lie around 0.8 of those of equal ones.
_LEAST_SCORE = 0.8
_MOST_WORDS = 8


class Why(Mapping[str, Any]):
    """What made a clause match; all but `channels` is worked out when it is first looked at."""

    def __init__(self, channels: dict[str, float], explain: Callable[[], dict[str, Any]]) -> None:
        """Take what each channel gave, and what works out the rest, which should hold little."""
        self._channels = channels
        self._explain = explain

    def __getitem__(self, key: str) -> Any:  # noqa: ANN401
        """Return a part: `channels`, `names`, `words` or `weakest_quarter`."""
        return self._channels if key == "channels" else self._rest[key]

    def __iter__(self) -> Iterator[str]:
        """Give the names of the parts."""
        return iter(("channels", *self._rest))

    def __len__(self) -> int:
        """Return the number of parts."""
        return 1 + len(self._rest)

    @cached_property
    def _rest(self) -> dict[str, Any]:
        return self._explain()


def explain_words(
    text: str,
    query: Encoded,
    weights: np.ndarray,
    match: TokenMatch,
    spans: np.ndarray,
    passage: Passage,
) -> list[dict[str, Any]]:
    """Return the pairs of words that carried late interaction, the heaviest first.

    Args:
        text: The query as encoded.
        query: Its token spans.
        weights: (n_query_tokens,), the weight of each query token.
        match: The best passage token of each query token.
        spans: (n_passage_tokens, 2), character spans of the passage's tokens.
        passage: The passage; words of its heading path have no place in the clause.

    Returns:
        `{"query", "clause", "score", "start", "end"}`: the words, their cosine, and where the
        second stands in the clause's text (both -1 in the heading path).
    """
    pairs = []
    for i in np.argsort(-weights * match.scores):
        if match.scores[i] < _LEAST_SCORE:
            continue
        start, end = (int(x) for x in spans[match.places[i]])
        word = passage.text[start:end]
        asked = text[query.spans[i][0] : query.spans[i][1]]
        if not any(c.isalnum() for c in word) or not any(c.isalnum() for c in asked):
            continue
        inside = start >= passage.path_end
        shift = passage.offset - passage.path_end
        pairs.append(
            {
                "query": asked,
                "clause": word,
                "score": round(float(match.scores[i]), 3),
                "start": start + shift if inside else -1,
                "end": end + shift if inside else -1,
            }
        )
    return pairs[:_MOST_WORDS]


def weakest_quarter(scores: np.ndarray) -> float:
    """Return the mean of the lowest quarter of the query tokens' best cosines in a clause.

    How well the question's worst-answered words are matched tells better than any score whether
    the clause answers it.
    """
    if not scores.size:
        return 0.0
    quarter = max(1, len(scores) // 4)
    return round(float(np.sort(scores)[:quarter].mean()), 4)
