"""Gold places in documents whose text is not kept: found in any reading of the file."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from eval.data.spans import Span
from eval.reading.fingerprints import PLACE, Fingerprint, Stream

_HEX = 12


@dataclass(frozen=True, slots=True)
class GoldPlace:
    """A span of a document: where it begins, and how many letters, digits and characters it has.

    `digest` is the hash of those; `document` is the name in the split.
    """

    document: str
    start: Fingerprint
    length: int
    digest: str


def mark_place(document: str, stream: Stream, position: int, length: int) -> GoldPlace:
    """Return the place of `length` characters from `position` of a document's stream."""
    words = stream.text[position : position + length]
    return GoldPlace(document, stream.fingerprint(position, length), length, _digest(words))


def find_place(place: GoldPlace, stream: Stream, doc_id: str) -> Span | None:
    """Return the span that a place stands for in one reading of its document; None if nowhere."""
    position = stream.find(place.start)
    if position is None or position + place.length > len(stream.text):
        return None
    end = position + place.length
    if _digest(stream.text[position:end]) != place.digest:
        return None
    return Span(doc_id, stream.offsets[position], stream.offsets[end - 1] + 1)


def place_record(place: GoldPlace) -> dict[str, Any]:
    """Return the JSON object of a place."""
    start = {name: getattr(place.start, name) for name in PLACE}
    return {
        "document": place.document,
        "place": start,
        "length": place.length,
        "digest": place.digest,
    }


def read_place(record: Mapping[str, Any]) -> GoldPlace:
    """Return the place of a JSON object.

    Raises:
        KeyError, TypeError: it has another form.
    """
    start = Fingerprint(*(record["place"][name] for name in PLACE))
    return GoldPlace(str(record["document"]), start, int(record["length"]), str(record["digest"]))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:_HEX]
