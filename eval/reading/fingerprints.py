"""Places in a document that hold whatever engine reads it, without a copy of its text.

A place is known by hashes of the letters, digits and characters around it, unified, so that a label
made on one reading of a file is found in another one.
"""

import hashlib
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from ingest.structure.unify import unify

_BEFORE, _AFTER, _LONG = 8, 12, 24


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """Hashes of the 8 characters before a place, the 12 and the 24 after it."""

    before: str
    after: str
    long: str


class Stream:
    """The letters, digits and characters of a text in order, with where each stands in it."""

    def __init__(self, text: str) -> None:
        """Read `text`."""
        unified = unify(text)
        kept = [i for i, c in enumerate(unified.text) if c.isalnum()]
        self.text = "".join(unified.text[i] for i in kept).lower()
        self.offsets = [unified.offsets[i] for i in kept]
        self._places: Mapping[str, list[int]] | None = None

    def position(self, offset: int) -> int:
        """Return the first position whose offset in the text is at least `offset`."""
        return bisect_left(self.offsets, offset)

    def fingerprint(self, position: int) -> Fingerprint:
        """Return the fingerprint of the place before the character at `position`."""
        return Fingerprint(
            _digest(self.text[max(0, position - _BEFORE) : position]),
            _digest(self.text[position : position + _AFTER]),
            _digest(self.text[position : position + _LONG]),
        )

    def find(self, place: Fingerprint) -> list[int]:
        """Return the positions that `place` may stand for, those that agree most; [] for none."""
        if self._places is None:
            places: dict[str, list[int]] = defaultdict(list)
            for position in range(len(self.text)):
                places[_digest(self.text[position : position + _AFTER])].append(position)
            self._places = places
        found = self._places.get(place.after, [])
        around = [(position, self.fingerprint(position)) for position in found]
        before = [p for p, seen in around if seen.before == place.before]
        long = [p for p, seen in around if seen.long == place.long]
        both = [p for p in before if p in long]
        return both or before or long or found


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:10]
