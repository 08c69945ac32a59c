"""What was read otherwise than labelled, in the document's own words: of `dev` only."""

from collections.abc import Iterator, Sequence
from typing import Any

from eval.reading.annotations import (
    FACTS,
    LABELLED_ON,
    Counts,
    Passage,
    judge_document,
    judge_passage,
)
from eval.reading.boundaries import Label, judge
from eval.reading.fingerprints import Stream
from eval.reading.labels import Labels
from eval.reading.measure import Reading
from ingest import Clause
from ingest.annotations.figures import base_unit, base_value
from ingest.documents import Parsed
from ingest.validity import validity_on

_BEFORE, _AFTER, _SHOWN = 25, 50, 300
_BEGINS = {"Y": "begins a unit", "N": "begins no unit", "F": "page furniture"}


def list_misses(reading: Reading, labels: Labels) -> list[str]:
    """Return a line or three for each label of a document that its reading misses."""
    parsed = reading.parsed
    if parsed is None:
        return [f"refused: {reading.refused}"]
    stream = Stream(parsed.extract.text)
    return [
        *_missed_boundaries(labels.lines, parsed, stream),
        *_missed_annotations(labels.passages, parsed, stream),
        *_missed_facts(labels.facts, parsed),
    ]


def _missed_boundaries(lines: Sequence[Label], parsed: Parsed, stream: Stream) -> Iterator[str]:
    text = parsed.extract.text
    for label, is_right in zip(lines, judge(lines, stream, parsed.clauses), strict=True):
        if is_right:
            continue
        position = stream.find(label.place)
        where = "is not in the text"
        if position is not None:
            at = stream.offsets[position]
            where = f"{text[max(0, at - _BEFORE) : at]!r} | {text[at : at + _AFTER]!r}"
        hard = ", difficult" if label.hard else ""
        yield f"boundary ({_BEGINS[label.begins]}{hard}): {where}"


def _missed_annotations(
    passages: Sequence[Passage], parsed: Parsed, stream: Stream
) -> Iterator[str]:
    for passage in passages:
        counts = judge_passage(passage, stream, parsed.clauses)
        first = stream.find(passage.place)
        if counts is None or first is None:
            yield f"passage at {passage.place.at:.2f} of the document: is not in the text"
            continue
        last = min(first + passage.length, len(stream.offsets)) - 1
        start, end = stream.offsets[first], stream.offsets[last] + 1
        for name, count in counts.items():
            if _is_all(count):
                continue
            yield (
                f"{name}: {parsed.extract.text[start:end][:_SHOWN]!r}\n"
                f"  labelled {_labelled(passage, name)}\n"
                f"  found    {_found(parsed.clauses, name, start, end)}"
            )


def _is_all(counts: Counts) -> bool:
    return counts.hits == counts.labelled == counts.found


def _labelled(passage: Passage, name: str) -> list[tuple[Any, ...]]:
    if name == "figures":
        return [(f["printed"], f["value"], f["unit"], f["bound"]) for f in passage.figures]
    return [
        (label["printed"], label["canonical"])
        for label in passage.responsibilities
        if label["role"] == name
    ]


def _found(clauses: Sequence[Clause], name: str, start: int, end: int) -> list[tuple[Any, ...]]:
    inside = [c.annotations for c in clauses if c.start < end and start < c.end]
    if name == "figures":
        return [
            (f.printed, base_value(f), base_unit(f), f.bound)
            for own in inside
            for f in own.figures
            if start <= f.start < end
        ]
    return [
        (r.printed, r.department)
        for own in inside
        for r in own.responsibilities
        if r.role == name and start <= r.start < end
    ]


def _missed_facts(facts: dict[str, Any], parsed: Parsed) -> Iterator[str]:
    if not facts:
        return
    document = parsed.document
    found = {name: getattr(document, name) for name in FACTS}
    found["status"] = validity_on(document, LABELLED_ON)
    right = judge_document(facts, document)
    for name in FACTS:
        if not right[name]:
            yield f"{name}: labelled {facts[name]!r}, found {found[name]!r}"
