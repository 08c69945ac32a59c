"""How probable a text is, cut into words: what tells a typing error from an unusual wording."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

LONGEST_WORD = 6
# Occurrences in general text that a clause with a word is worth.
_CLAUSE_WORTH = 200


@dataclass(frozen=True, slots=True)
class WordModel:
    """Words with their counts; immutable, so that it can be shared.

    Attributes:
        known: Words of the documents' field, each with the number of clauses that it is in.
        general: Words with their number in general text.
        total: Number of words of the general text.
    """

    known: Mapping[str, int]
    general: Mapping[str, int]
    total: int

    def expected(self, word: str) -> float:
        """Return the log probability that a question here has the known `word` in a place."""
        return math.log(_CLAUSE_WORTH * (1 + self.known[word]) / self.total)

    def around(self, text: str) -> tuple[list[float], list[float]]:
        """Return the log probability of `text` before and after each of its places.

        Each is that of the best way to cut it into words.
        """
        size = len(text)
        before, after = [0.0] + [-math.inf] * size, [-math.inf] * size + [0.0]
        words = [
            (start, end, self._log_probability(text[start:end]))
            for start in range(size)
            for end in range(start + 1, min(start + LONGEST_WORD, size) + 1)
        ]
        for start, end, weight in words:
            before[end] = max(before[end], before[start] + weight)
        for start, end, weight in reversed(words):
            after[start] = max(after[start], after[end] + weight)
        return before, after

    def _log_probability(self, word: str) -> float:
        count = self.general.get(word, 0)
        if word in self.known:
            count = max(count, _CLAUSE_WORTH)
        if not count and len(word) > 1:
            return -math.inf
        return math.log(max(count, 1) / self.total)
