"""Whether a document is in force on a given day."""

from datetime import date
from typing import Any

from ingest.model import Document

VALIDITIES = ("in_force", "draft", "period_ended", "repealed")


def validity_on(document: Document, day: date) -> str:
    """Return one of `VALIDITIES` for `document` on `day`.

    A plan whose last year lies before `day` has `period_ended`; a draft stays a draft.
    """
    if document.status in ("draft", "repealed"):
        return document.status
    if document.period is not None and day.year > document.period[1]:
        return "period_ended"
    return "in_force"


def validity_record(document: Document, day: date) -> dict[str, Any]:
    """Return the JSON object that says how far a document can be relied on on `day`."""
    return {
        "status": validity_on(document, day),
        "as_of": day.isoformat(),
        "issued": document.issued,
        "period": document.period,
    }
