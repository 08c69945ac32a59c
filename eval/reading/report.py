"""What was measured of documents and of a side, as tables and as records."""

from collections.abc import Sequence
from typing import Any

from eval.reading.coverage import LONGEST
from eval.reading.measure import LABELLED, Measured
from eval.reading.second_engine import Agreement
from eval.reading.shares import Share
from eval.reading.totals import Totals
from eval.report.tables import markdown_table

_NONE = "–"
_DIGITS = 4
_HEADING = (
    "document",
    "random",
    "difficult",
    *(f"{name} P/R" for name in LABELLED),
    "facts wrong",
    "lost",
    "twice",
    "long",
    "kept",
    "added",
    "s",
    "notes",
)


def documents_table(measured: Sequence[Measured]) -> str:
    """Return a table of documents, one a line; what is not labelled is a dash."""
    return markdown_table(_HEADING, [_cells(m) for m in measured])


def totals_table(totals: Totals) -> str:
    """Return the totals with the 95 % intervals of the shares, and the sums below."""
    rows = [
        (name, _decimal(share.value), f"{share.hits}/{share.count}", _interval(share))
        for name, share in totals.shares.items()
    ]
    coverage, both, pages = totals.coverage, totals.agreement, totals.page_agreement
    lines = [
        f"documents: {totals.documents}, refused {totals.refused}, with warnings {totals.warned}",
        f"labelled passages that no text holds: {totals.lost_passages}",
        f"{coverage.clauses} clauses hold {coverage.characters} characters: {coverage.lost} lost, "
        f"{coverage.overlaps} twice, {coverage.long_share:.4f} of the text in clauses over "
        f"{LONGEST}",
        f"against another engine ({totals.compared} documents): kept {both.kept:.4f}, added "
        f"{both.added:.4f}; of web pages kept {pages.kept:.4f}, added {pages.added:.4f}",
        f"{totals.seconds:.0f} s",
    ]
    table = markdown_table(["of the labels", "share", "right", "95 % interval"], rows)
    return "\n".join([table, "", *lines])


def document_record(measured: Measured, *, side: str) -> dict[str, Any]:
    """Return what was measured of one document; of `test` no warning or refusal is quoted."""
    coverage = measured.coverage
    return {
        "document": measured.name,
        "side": side,
        "sha256": measured.sha256,
        "random": _share_record(measured.random),
        "difficult": _share_record(measured.hard),
        "annotations": {
            name: {"hits": c.hits, "labelled": c.labelled, "found": c.found}
            for name, c in measured.annotations.items()
        },
        "lost_passages": measured.lost_passages,
        "facts": measured.facts,
        "lost": coverage.lost if coverage else None,
        "overlaps": coverage.overlaps if coverage else None,
        "long_share": round(coverage.long_share, _DIGITS) if coverage else None,
        **_agreement_record(measured.agreement),
        "seconds": round(measured.seconds, 2),
        "warnings": len(measured.warnings),
        "refused": bool(measured.refused),
        **(_said(measured) if side == "dev" else {}),
    }


def totals_record(totals: Totals, *, side: str) -> dict[str, Any]:
    """Return the totals of one side."""
    return {
        "side": side,
        "documents": totals.documents,
        "refused": totals.refused,
        "warned": totals.warned,
        "shares": {name: _share_record(share) for name, share in totals.shares.items()},
        "lost_passages": totals.lost_passages,
        "lost": totals.coverage.lost,
        "overlaps": totals.coverage.overlaps,
        "long_share": round(totals.coverage.long_share, _DIGITS),
        "compared": totals.compared,
        **_agreement_record(totals.agreement),
        "web_pages": _agreement_record(totals.page_agreement),
        "seconds": round(totals.seconds, 2),
    }


def _said(measured: Measured) -> dict[str, Any]:
    return {"warned": list(measured.warnings), "reason": measured.refused}


def _cells(measured: Measured) -> list[str]:
    coverage, agreement = measured.coverage, measured.agreement
    wrong = [name for name, is_right in measured.facts.items() if not is_right]
    notes = "refused" if measured.refused else ""
    if measured.warnings:
        notes = f"{len(measured.warnings)} warned"
    return [
        measured.name,
        _fraction(measured.random),
        _fraction(measured.hard),
        *(_precision_recall(measured, name) for name in LABELLED),
        " ".join(wrong) if measured.facts else _NONE,
        str(coverage.lost) if coverage else _NONE,
        str(coverage.overlaps) if coverage else _NONE,
        _decimal(coverage.long_share if coverage else None),
        _decimal(agreement.kept if agreement else None, digits=_DIGITS),
        _decimal(agreement.added if agreement else None, digits=_DIGITS),
        f"{measured.seconds:.1f}",
        notes,
    ]


def _precision_recall(measured: Measured, name: str) -> str:
    counts = measured.annotations.get(name)
    if counts is None or not (counts.found or counts.labelled):
        return _NONE
    precision = Share(counts.hits, counts.found).value
    return f"{_decimal(precision, digits=2)}/{_decimal(counts.recall, digits=2)}"


def _fraction(share: Share) -> str:
    return f"{share.hits}/{share.count}" if share.count else _NONE


def _decimal(value: float | None, *, digits: int = 3) -> str:
    return _NONE if value is None else f"{value:.{digits}f}"


def _interval(share: Share) -> str:
    low, high = share.interval
    return f"{low:.3f}–{high:.3f}" if share.count else _NONE


def _share_record(share: Share) -> dict[str, Any]:
    low, high = share.interval
    return {
        "hits": share.hits,
        "count": share.count,
        "share": None if share.value is None else round(share.value, _DIGITS),
        "low": round(low, _DIGITS),
        "high": round(high, _DIGITS),
    }


def _agreement_record(agreement: Agreement | None) -> dict[str, float | None]:
    if agreement is None:
        return {"kept": None, "added": None}
    return {"kept": round(agreement.kept, _DIGITS), "added": round(agreement.added, _DIGITS)}
