"""One document read, and measured against its labels and against another engine."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from eval.reading.annotations import FACTS, Counts, Passage, judge_document, judge_passage
from eval.reading.boundaries import judge
from eval.reading.coverage import Coverage, measure_coverage
from eval.reading.fingerprints import Stream
from eval.reading.labels import Labels
from eval.reading.second_engine import Agreement, compare_file
from eval.reading.shares import Share, share_of
from ingest import SourceError
from ingest.documents import Parsed, parse_file
from ingest.formats.kinds import SUFFIXES

LABELLED = ("lead", "support", "figures")
JUDGED = (*FACTS, "validity")
_NOTHING = Share()


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as it was read in `seconds`: `parsed`, or why it was `refused`."""

    name: str
    sha256: str
    path: Path
    parsed: Parsed | None
    refused: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Measured:
    """How well one document was read; of one that was refused all labels are missed.

    Attributes:
        name: Of the document.
        sha256: Of its file.
        lines: Labelled lines whose boundary is right, of how many.
        random: The same of those drawn at random.
        hard: The same of those that a reader found difficult; a line may be both.
        annotations: Counts by `LABELLED`; empty where no passage is labelled.
        lost_passages: How many labelled passages its text does not hold; their labels are missed.
        facts: By `JUDGED` whether it is right; empty where none is labelled.
        coverage: How its clauses hold its text; None where it was refused.
        agreement: Its characters against another engine's; None where there is none.
        is_partial: The other engine reads more than the document by design, as of a web page.
        seconds: How long reading took, without the other engine.
        warnings: What the reading warned of.
        refused: Why it was not read; empty where it was.
    """

    name: str
    sha256: str
    lines: Share = _NOTHING
    random: Share = _NOTHING
    hard: Share = _NOTHING
    annotations: dict[str, Counts] = field(default_factory=dict)
    lost_passages: int = 0
    facts: dict[str, bool] = field(default_factory=dict)
    coverage: Coverage | None = None
    agreement: Agreement | None = None
    is_partial: bool = False
    seconds: float = 0.0
    warnings: tuple[str, ...] = ()
    refused: str = ""


def read_document(name: str, path: Path, sha256: str) -> Reading:
    """Read one file; a refusal is a result like any other."""
    begun = time.perf_counter()
    parsed, refused = None, ""
    try:
        parsed = parse_file(path, {}, {})
    except SourceError as error:
        refused = str(error)
    return Reading(name, sha256, path, parsed, refused, time.perf_counter() - begun)


def measure(reading: Reading, labels: Labels) -> Measured:
    """Measure one document against its labels and another engine."""
    parsed = reading.parsed
    stream = Stream(parsed.extract.text if parsed else "")
    lines = labels.lines
    right = judge(lines, stream, parsed.clauses) if parsed else [False] * len(lines)
    pairs = list(zip(lines, right, strict=True))
    annotations, lost = _judge_passages(labels.passages, stream, parsed)
    return Measured(
        name=reading.name,
        sha256=reading.sha256,
        lines=share_of(right),
        random=share_of(is_right for line, is_right in pairs if line.drawn),
        hard=share_of(is_right for line, is_right in pairs if line.hard),
        annotations=annotations,
        lost_passages=lost,
        facts=_judge_facts(labels.facts, parsed),
        coverage=measure_coverage(parsed.extract.text, parsed.clauses) if parsed else None,
        agreement=compare_file(reading.path, parsed.extract) if parsed else None,
        is_partial=reading.path.suffix.lower() in SUFFIXES["html"],
        seconds=reading.seconds,
        warnings=parsed.extract.warnings if parsed else (),
        refused=reading.refused,
    )


def _judge_passages(
    passages: Sequence[Passage], stream: Stream, parsed: Parsed | None
) -> tuple[dict[str, Counts], int]:
    totals = dict.fromkeys(LABELLED, Counts()) if passages else {}
    lost = 0
    for passage in passages:
        counts = judge_passage(passage, stream, parsed.clauses if parsed else [])
        if counts is None:
            lost += 1
            counts = _missed(passage)
        totals = {name: total + counts[name] for name, total in totals.items()}
    return totals, lost


def _missed(passage: Passage) -> dict[str, Counts]:
    """Return the counts of a passage of which nothing was found."""
    roles = [label["role"] for label in passage.responsibilities]
    return {
        "lead": Counts(labelled=roles.count("lead")),
        "support": Counts(labelled=roles.count("support")),
        "figures": Counts(labelled=len(passage.figures)),
    }


def _judge_facts(facts: dict[str, Any], parsed: Parsed | None) -> dict[str, bool]:
    if not facts:
        return {}
    if parsed is None:
        return dict.fromkeys(JUDGED, False)
    return judge_document(facts, parsed.document)
