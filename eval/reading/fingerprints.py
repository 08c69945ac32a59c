"""Places in a document that hold whatever engine reads it, without a copy of its text.

A place is known by hashes of the letters, digits and characters around it, unified, so that a label
made on one reading of a file is found in another one.
"""

import hashlib
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from ingest.text.unify import unify

_BEFORE, LONGEST = 8, 24


# The fields of a place, in their order.
PLACE = ("before", "after", "size", "at")


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """Hashes of the 8 characters before a place and of the `size` after it, at most 24.

    `at` is its place in the document, from 0 to 1; it tells equal places apart.
    """

    before: str
    after: str
    size: int
    at: float


class Stream:
    """The letters, digits and characters of a text in order, with where each stands in it."""

    def __init__(self, text: str) -> None:
        """Read `text`."""
        unified = unify(text)
        kept = [i for i, c in enumerate(unified.text) if c.isalnum()]
        self.text = "".join(unified.text[i] for i in kept).lower()
        self.offsets = [unified.offsets[i] for i in kept]
        self._places: dict[int, Mapping[str, list[int]]] = {}

    def position(self, offset: int) -> int:
        """Return the first position whose offset in the text is at least `offset`."""
        return bisect_left(self.offsets, offset)

    def fingerprint(self, position: int, size: int) -> Fingerprint:
        """Return the fingerprint of the place before the character at `position`.

        Args:
            position: The place.
            size: How many characters after it are sure to follow in any reading.
        """
        size = min(size, LONGEST)
        return Fingerprint(
            _digest(self.text[max(0, position - _BEFORE) : position]),
            _digest(self.text[position : position + size]),
            size,
            round(position / max(1, len(self.text)), 4),
        )

    def find(self, place: Fingerprint) -> int | None:
        """Return the position that `place` stands for, None where there is none."""
        found = self._index(place.size).get(place.after, [])
        before = [p for p in found if self.fingerprint(p, 0).before == place.before]
        expected = place.at * len(self.text)
        return min(before or found, key=lambda p: abs(p - expected), default=None)

    def _index(self, size: int) -> Mapping[str, list[int]]:
        if size not in self._places:
            places: dict[str, list[int]] = defaultdict(list)
            for position in range(len(self.text)):
                places[_digest(self.text[position : position + size])].append(position)
            self._places[size] = places
        return self._places[size]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:10]
