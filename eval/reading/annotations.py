"""Whether departments and figures of clauses, and the validity of documents, are as labelled."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from eval.reading.fingerprints import PLACE, Fingerprint, Stream
from eval.reading.policies import FOLDER
from ingest import Clause, Document
from ingest.annotations.figures import base_unit, base_value
from ingest.model import Figure, Responsibility
from ingest.validity import validity_on

# The day that the labels of validity hold on.
LABELLED_ON = date(2026, 11, 30)
FACTS = ("number", "issued", "effective", "expires", "status")
# A plan whose last year is over is labelled as expired.
_STATUS = {"period_ended": "expired"}


@dataclass(frozen=True, slots=True)
class Counts:
    """How many labels were found (`hits`), of how many, and how many were found in all."""

    hits: int = 0
    labelled: int = 0
    found: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        """Return both counts together."""
        return Counts(
            self.hits + other.hits, self.labelled + other.labelled, self.found + other.found
        )

    @property
    def precision(self) -> float:
        """Share of what was found that is labelled; 1 where nothing was found."""
        return self.hits / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Share of the labels that were found; 1 where there are none."""
        return self.hits / self.labelled if self.labelled else 1.0


@dataclass(frozen=True, slots=True)
class Passage:
    """What a reader said of one passage: `length` counts letters, digits and characters."""

    document: str
    place: Fingerprint
    length: int
    responsibilities: tuple[dict[str, str], ...]
    figures: tuple[dict[str, Any], ...]


@cache
def read_passages() -> tuple[Passage, ...]:
    """Return all labelled passages."""
    passages = []
    for row in map(json.loads, (FOLDER / "clauses.jsonl").read_text("utf-8").splitlines()):
        place = Fingerprint(*(row[name] for name in PLACE))
        roles, figures = tuple(row["responsibilities"]), tuple(row["figures"])
        passages.append(Passage(row["document"], place, row["length"], roles, figures))
    return tuple(passages)


@cache
def read_facts() -> dict[str, dict[str, Any]]:
    """Return what readers said of each document, by its checksum."""
    rows = map(json.loads, (FOLDER / "documents.jsonl").read_text("utf-8").splitlines())
    return {row.pop("document"): row for row in rows}


def judge_passage(
    passage: Passage, stream: Stream, clauses: Sequence[Clause]
) -> dict[str, Counts] | None:
    """Return the counts of `lead`, `support` and `figures`; None where the passage is not found.

    Args:
        passage: A labelled passage of one document.
        stream: The text that `clauses` were read from.
        clauses: All clauses of the document.
    """
    first = stream.find(passage.place)
    if first is None:
        return None
    last = min(first + passage.length, len(stream.offsets)) - 1
    start, end = stream.offsets[first], stream.offsets[last] + 1
    roles: list[Responsibility] = []
    figures: list[Figure] = []
    for clause in clauses:
        if clause.end <= start or clause.start >= end:
            continue
        own = clause.annotations
        roles += [r for r in own.responsibilities if start <= r.start < end]
        figures += [f for f in own.figures if start <= f.start < end]
    counts = {
        role: _match_roles(
            [label for label in passage.responsibilities if label["role"] == role],
            [found for found in roles if found.role == role],
        )
        for role in ("lead", "support")
    }
    return counts | {"figures": _match_figures(passage.figures, figures)}


def judge_document(facts: dict[str, Any], document: Document) -> dict[str, bool]:
    """Return for each of `FACTS` whether it is as labelled; `validity` when all of them are."""
    found = {
        "number": _squeeze(document.number),
        "issued": document.issued,
        "effective": document.effective,
        "expires": document.expires,
        "status": validity_on(document, LABELLED_ON),
    }
    found["status"] = _STATUS.get(found["status"], found["status"])
    others = facts.get("alt", {})
    right = {
        name: found[name] in (_squeeze(facts[name]), *map(_squeeze, others.get(name, [])))
        for name in FACTS
    }
    return right | {"validity": all(right[name] for name in ("effective", "expires", "status"))}


def _match_roles(labels: Iterable[dict[str, str]], found: Iterable[Responsibility]) -> Counts:
    rest = list(found)
    total = len(rest)
    hits = count = 0
    for label in labels:
        count += 1
        names = {_squeeze(label["printed"]), _squeeze(label["canonical"])}
        match = next(
            (r for r in rest if names & {_squeeze(r.printed), _squeeze(r.department)}), None
        )
        if match is not None:
            rest.remove(match)
            hits += 1
    return Counts(hits, count, total)


def _match_figures(labels: Sequence[dict[str, Any]], found: Sequence[Figure]) -> Counts:
    wanted = Counter(
        (round(float(label["value"]), 6), label["bound"], _unit(label["unit"])) for label in labels
    )
    given = Counter((round(base_value(f), 6), f.bound, _unit(base_unit(f))) for f in found)
    hits = sum((wanted & given).values())
    # The unit of a count may be labelled by its noun: 3个时段, 3 of 时段.
    loose = Counter((value, bound) for value, bound, _ in (wanted - given).elements())
    rest = [(round(base_value(f), 6), f.bound) for f in found]
    for key in (wanted & given).elements():
        rest.remove(key[:2])
    hits += sum((loose & Counter(key for key in rest)).values()) if loose else 0
    return Counts(hits, len(labels), len(found))


def _unit(unit: str) -> str:
    return re.sub(r"^(?:个|人民币)|周(?=岁)", "", unit)


def _squeeze(text: str) -> str:
    return re.sub(r"\s+", "", text)
