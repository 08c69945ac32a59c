"""Documents of one side taken together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from eval.reading.annotations import Counts
from eval.reading.coverage import Coverage
from eval.reading.measure import JUDGED, LABELLED, Measured
from eval.reading.second_engine import Agreement
from eval.reading.shares import Share, share_of


@dataclass(frozen=True, slots=True)
class Totals:
    """All documents of one side.

    Attributes:
        documents: How many were measured, and `refused` of them.
        shares: Counted shares by name, in the order that they are shown: boundaries, precision and
            recall of annotations, facts.
        lost_passages: Labelled passages that no text holds.
        coverage: All clauses of what was read.
        agreement: All characters against other engines, web pages aside.
        page_agreement: The same of web pages, where another engine reads the site as well.
        compared: Documents that another engine read too.
        warned: Documents whose reading warned.
        seconds: Of all readings.
    """

    documents: int
    refused: int
    shares: dict[str, Share]
    lost_passages: int
    coverage: Coverage
    agreement: Agreement
    page_agreement: Agreement
    compared: int
    warned: int
    seconds: float


def add_up(measured: Sequence[Measured]) -> Totals:
    """Return the totals of documents; the sums are over lines and characters, not documents."""
    compared = [(m.agreement, m.is_partial) for m in measured if m.agreement is not None]
    return Totals(
        documents=len(measured),
        refused=sum(bool(m.refused) for m in measured),
        shares=_add_shares(measured),
        lost_passages=sum(m.lost_passages for m in measured),
        coverage=sum((m.coverage for m in measured if m.coverage is not None), Coverage()),
        agreement=sum((a for a, is_partial in compared if not is_partial), Agreement()),
        page_agreement=sum((a for a, is_partial in compared if is_partial), Agreement()),
        compared=len(compared),
        warned=sum(bool(m.warnings) for m in measured),
        seconds=sum(m.seconds for m in measured),
    )


def _add_shares(measured: Sequence[Measured]) -> dict[str, Share]:
    shares = {
        "boundaries, random": sum((m.random for m in measured), Share()),
        "boundaries, difficult": sum((m.hard for m in measured), Share()),
    }
    for name in LABELLED:
        counts = _add_counts(m.annotations.get(name, Counts()) for m in measured)
        shares[f"{name}, precision"] = Share(counts.hits, counts.found)
        shares[f"{name}, recall"] = Share(counts.hits, counts.labelled)
    for fact in JUDGED:
        shares[fact] = share_of(m.facts[fact] for m in measured if fact in m.facts)
    return shares


def _add_counts(counts: Iterable[Counts]) -> Counts:
    return sum(counts, Counts())
