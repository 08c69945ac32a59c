"""Postings: for each term the texts that hold it, and what it adds to the score of each."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import marisa_trie
import numpy as np
from numpy.typing import NDArray

from index.channels.found import Floats
from index.disk.growing import map_array

TEXTS, IMPACTS = "texts.npy", "impacts.npy"
_TERMS, _BOUNDS, _SIZE = "terms.marisa", "bounds.npy", "size.json"
TextNumbers = NDArray[np.int32]


class Column(NamedTuple):
    """The postings of one term: `texts`, int32 (n,), in order; `impacts`, float32 (n,)."""

    texts: TextNumbers
    impacts: Floats


@dataclass(frozen=True, slots=True)
class Postings:
    """The postings of a collection, never changed.

    Attributes:
        terms: A trie that numbers the terms.
        bounds: int64 (n_terms, 2), where the postings of each term begin and end.
        texts: int32 (n_postings,), numbers of texts, in order within each term.
        impacts: float32 (n_postings,), what the term adds to the score of the text.
        size: Number of texts, those without terms too.
    """

    terms: marisa_trie.Trie
    bounds: NDArray[np.int64]
    texts: TextNumbers
    impacts: Floats
    size: int

    @classmethod
    def load(cls, folder: Path) -> "Postings":
        """Map the files of `folder`; nothing of them is read yet.

        Raises:
            OSError, RuntimeError, ValueError: a file is missing or of another form.
        """
        return cls(
            terms=marisa_trie.Trie().mmap(str(folder / _TERMS)),
            bounds=map_array(folder / _BOUNDS),
            texts=map_array(folder / TEXTS),
            impacts=map_array(folder / IMPACTS),
            size=int(json.loads((folder / _SIZE).read_text("utf-8"))),
        )

    def save(self, folder: Path) -> None:
        """Write the files that `load` maps to `folder`.

        Raises:
            OSError: something cannot be written.
        """
        folder.mkdir(parents=True, exist_ok=True)
        np.save(folder / TEXTS, self.texts)
        np.save(folder / IMPACTS, self.impacts)
        write_terms(folder, self.terms, self.bounds, self.size)

    def column(self, term: str) -> Column | None:
        """Return the postings of `term`; None where no text holds it."""
        number = self.terms.get(term)
        if number is None:
            return None
        start, end = self.bounds[number].tolist()
        return Column(self.texts[start:end], self.impacts[start:end])

    def of_texts(self, start: int, stop: int) -> tuple[TextNumbers, NDArray[np.int64], Floats]:
        """Return the postings of some texts, for what keeps them by text.

        All postings are read through; memory grows with the texts alone.

        Returns:
            For each posting the text less `start`, rising, the number of its term, and its impact.
        """
        places = np.flatnonzero((self.texts >= start) & (self.texts < stop))
        by_place = np.argsort(self.bounds[:, 0])
        begins = self.bounds[by_place, 0]
        terms = by_place[np.searchsorted(begins, places, side="right") - 1]
        rows = self.texts[places] - start
        # Stable: within a text terms stay in order.
        order = np.argsort(rows, kind="stable")
        return rows[order], terms[order], self.impacts[places][order]


class TermCounts(Mapping[str, int]):
    """For each term the number of texts that hold it, read when it is asked for."""

    def __init__(self, postings: Postings) -> None:
        """Take the postings to count."""
        self._terms, self._bounds = postings.terms, postings.bounds

    def __getitem__(self, term: str) -> int:
        """Return the number of texts with `term`."""
        start, end = self._bounds[self._terms[term]].tolist()
        return int(end - start)

    def __iter__(self) -> Iterator[str]:
        """Give all terms, those that begin alike together."""
        return iter(self._terms)

    def __len__(self) -> int:
        """Return the number of terms."""
        return len(self._terms)


def write_terms(
    folder: Path, terms: marisa_trie.Trie, bounds: NDArray[np.int64], size: int
) -> None:
    """Write all but the postings themselves to `folder`; see `Postings`."""
    # The trie's own writing fails without an OSError where the disk is full.
    (folder / _TERMS).write_bytes(terms.tobytes())
    np.save(folder / _BOUNDS, bounds)
    (folder / _SIZE).write_text(json.dumps(size), encoding="utf-8")
