"""What a reader must know of the documents that an answer cites."""

from collections.abc import Iterable
from datetime import date

from ingest import Document
from ingest.validity import validity_on
from prompts import fill


def write_notices(documents: Iterable[Document], day: date) -> tuple[str, ...]:
    """Return a notice for each document that is not simply in force on `day`, in Chinese."""
    notices = (_notice(document, day) for document in documents)
    return tuple(notice for notice in notices if notice)


def _notice(document: Document, day: date) -> str:
    validity = validity_on(document, day)
    if validity == "in_force":
        return ""
    values = {"title": document.title}
    if validity == "period_ended" and document.period is not None:
        values |= {"last_year": str(document.period[1]), "day": day.isoformat()}
    elif validity == "not_yet" and day.isoformat() < document.issued:
        return fill("notice_not_issued", issued=document.issued, day=day.isoformat(), **values)
    elif validity == "not_yet":
        values |= {"effective": document.effective, "day": day.isoformat()}
    elif validity == "expired":
        values |= {"expires": document.expires, "day": day.isoformat()}
    elif validity == "replaced" and document.replaced is not None:
        since = f"自 {document.replaced.day} 起" if document.replaced.day else ""
        values |= {"by": document.replaced.title, "since": since}
    return fill(f"notice_{validity}", **values)
