"""The segmenter's dictionary as a trie: its 500,000 entries as a dict take half a second to load.

It is made of jieba's own dictionary where no file of the cache holds it, and gives the same.
"""

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Self, TypeVar
from zipfile import BadZipFile

import jieba
import marisa_trie
import numpy as np

T = TypeVar("T")

_FILE = f"segmenter-1-{jieba.__version__}.npz"


class WordCounts(Mapping[str, int]):
    """Words with their number in general text, and 0 for what only begins one.

    The segmenter adds words of its own. `total` is what jieba counts the dictionary to.
    """

    def __init__(self, trie: "marisa_trie.Trie", counts: np.ndarray, total: int) -> None:
        """Take the words and the number of each, uint32 (n_words,), by its place in the trie."""
        self.total = total
        self._trie = trie
        self._counts = counts
        # To look up a number in an array takes longer than to find its word.
        self._count_at = memoryview(counts.data)
        self._added: dict[str, int] = {}

    @classmethod
    def of(cls, words: Mapping[str, int], total: int) -> Self:
        """Return the counts of `words`."""
        trie = marisa_trie.Trie(words)
        counts = np.empty(len(words), np.uint32)
        for word, count in words.items():
            counts[trie[word]] = count
        return cls(trie, counts, total)

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read what `save` wrote.

        Raises:
            OSError, ValueError, KeyError, BadZipFile: there is none, or it is damaged.
        """
        with path.open("rb") as file, np.load(file, allow_pickle=False) as held:
            # What was read has the checksum that was written with it: a trie of other bytes may
            # end the process.
            trie = marisa_trie.Trie().frombytes(held["trie"].tobytes())
            return cls(trie, held["counts"], int(held["total"]))

    def save(self, path: Path) -> None:
        """Write the words that were not added; readers see the whole file or none."""
        handle, fresh = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            trie = np.frombuffer(self._trie.tobytes(), np.uint8)
            np.savez(file, trie=trie, counts=self._counts, total=self.total)
        Path(fresh).replace(path)

    def get(self, word: str, default: T = None) -> int | T:  # type: ignore[assignment]
        """Return the number of `word`."""
        count = self._added.get(word)
        if count is not None:
            return count
        place = self._trie.get(word)
        return default if place is None else self._count_at[place]

    def __getitem__(self, word: str) -> int:
        """Return the number of a word that is held."""
        count = self.get(word)
        if count is None:
            raise KeyError(word)
        return count

    def __setitem__(self, word: str, count: int) -> None:
        """Add a word, or give it another number."""
        self._added[word] = count

    def __contains__(self, word: object) -> bool:
        """Say whether a word is held."""
        return word in self._added or word in self._trie

    def __iter__(self) -> Iterator[str]:
        """Yield each word once."""
        yield from self._added
        yield from (word for word in self._trie if word not in self._added)

    def __len__(self) -> int:
        """Return how many there are."""
        return sum(1 for _ in self)


def open_counts(folder: Path) -> WordCounts:
    """Return the words of jieba's dictionary, from a file of `folder`, which is written once.

    Where nothing can be written they are made anew each time.
    """
    path = folder / _FILE
    with suppress(OSError, ValueError, KeyError, BadZipFile):
        return WordCounts.load(path)
    counts = WordCounts.of(*jieba.Tokenizer.gen_pfdict(jieba.get_dict_file()))
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        counts.save(path)
    return counts
