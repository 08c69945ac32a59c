"""Whether clauses begin where a reader says that they begin."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from eval.reading.fingerprints import PLACE, Fingerprint, Stream
from eval.reading.policies import FOLDER
from ingest import Clause
from ingest.structure.front import LABELS

# Furniture and entries of contents are no units that can be cited.
_NO_UNITS = frozenset({"furniture"})
_PAGE_TITLES = frozenset({LABELS["source"], LABELS["metadata"]})


@dataclass(frozen=True, slots=True)
class Label:
    """What a reader said of the beginning of one line.

    Attributes:
        document: SHA-256 of the file.
        place: Where the line begins.
        begins: `Y` a unit begins there, `N` it does not, `F` it is page furniture.
        drawn: The line was drawn at random before any label was made.
        hard: The reader found it difficult.
    """

    document: str
    place: Fingerprint
    begins: str
    drawn: bool
    hard: bool


@cache
def read_labels() -> tuple[Label, ...]:
    """Return all labels of boundaries."""
    rows = (FOLDER / "boundaries.jsonl").read_text(encoding="utf-8").splitlines()
    labels = []
    for row in map(json.loads, rows):
        place = Fingerprint(*(row.pop(name) for name in PLACE))
        labels.append(Label(place=place, **row))
    return tuple(labels)


def judge(labels: Iterable[Label], stream: Stream, clauses: Sequence[Clause]) -> list[bool]:
    """Return for each label of one document whether `clauses` agree with it.

    Args:
        labels: Labels of the document.
        stream: The text that `clauses` were read from.
        clauses: All clauses of the document.
    """
    starts = {stream.position(c.start) for c in clauses if c.kind not in _NO_UNITS}
    furniture = [
        (stream.position(c.start), stream.position(c.end)) for c in clauses if _is_furniture(c)
    ]
    furniture += [
        (stream.position(start), stream.position(end)) for c in clauses for start, end in c.skipped
    ]
    return [_agrees(label, stream, starts, furniture) for label in labels]


def _is_furniture(clause: Clause) -> bool:
    """Say whether a clause is of the page: furniture, or what a site says above a document."""
    return clause.kind in _NO_UNITS or clause.title in _PAGE_TITLES


def _agrees(
    label: Label, stream: Stream, starts: set[int], furniture: Sequence[tuple[int, int]]
) -> bool:
    place = stream.find(label.place)
    if place is None:
        # What was left out as page furniture is rightly not there.
        return label.begins == "F"
    if label.begins == "F":
        return any(start <= place < end for start, end in furniture)
    return (place in starts) == (label.begins == "Y")
