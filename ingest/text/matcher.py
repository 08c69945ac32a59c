"""Find many words in a text at once."""

import re
from collections.abc import Iterable, Iterator

# Words are looked up by their first characters, of which Chinese has thousands of pairs.
_KEY = 2


class Matcher:
    """Finds the longest of its words at each place of a text; not to be changed, so shareable."""

    def __init__(self, words: Iterable[str]) -> None:
        """Take the words; empty ones are never found."""
        by_key: dict[str, list[str]] = {}
        for word in sorted({word for word in words if word}, key=lambda word: (-len(word), word)):
            by_key.setdefault(word[:_KEY], []).append(word)
        self._by_key = {key: tuple(words) for key, words in by_key.items()}
        self._short = {key: words for key, words in self._by_key.items() if len(key) < _KEY}

    def at(self, text: str, position: int) -> str:
        """Return the longest word that begins at `position`, "" for none."""
        for word in self._by_key.get(text[position : position + _KEY], ()):
            if text.startswith(word, position):
                return word
        return (
            text[position] if self._short and text[position : position + 1] in self._short else ""
        )

    def before(self, text: str, end: int, longest: int) -> Iterator[int]:
        """Yield where words begin that end at `end`, the longest first."""
        for start in range(max(0, end - longest), end):
            if text[start:end] in self._by_key.get(text[start : min(end, start + _KEY)], ()):
                yield start

    def find(self, text: str) -> Iterator[tuple[str, int]]:
        """Yield each word and where it begins; words may overlap."""
        for position in range(len(text)):
            word = self.at(text, position)
            if word:
                yield word, position


def any_of(words: Iterable[str]) -> str:
    """Return the pattern of any of `words`, longest first; of none, one that matches nothing.

    Words that begin alike share their beginning, so that thousands of them cost little.
    """
    return _branches(sorted(set(words))) or "(?!)"


def _branches(words: list[str]) -> str:
    tails: dict[str, list[str]] = {}
    for word in words:
        if word:
            tails.setdefault(word[0], []).append(word[1:])
    parts = [re.escape(first) + _branches(rest) for first, rest in tails.items()]
    if not parts:
        return ""
    joined = parts[0] if len(parts) == 1 and "" not in words else f"(?:{'|'.join(parts)})"
    return joined + "?" if "" in words else joined
