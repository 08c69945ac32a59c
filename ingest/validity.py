"""Whether a document is in force on a given day."""

import re
from datetime import date
from typing import Any

from ingest.model import Document

VALIDITIES = (
    *("in_force", "not_yet", "draft", "period_ended", "expired", "repealed"),
    # Another document at hand says that it repeals this one.
    "replaced",
)
_DRAFT = re.compile("(?:征求意见|送审|讨论|审议|报批|草案?|修改|论证)稿|草案")
_CONSULTS = re.compile("征求[^，。]{0,60}意见的(?:函|公告|通告|通知|启事)$")
# The mark that an editor or a page puts on a document, never a sentence about another one.
_REPEALED = re.compile(
    "[（(【\\[](?:已|全文|本文件?已?)?(?:废止|失效)[）)】\\]]"
    "|(?:文件|效力|有效性|时效)?(?:状态|效力|有效性|时效性)\\s*[:：]\\s*(?:已|全文)?(?:废止|失效)(?:\\s|$)"
)


def read_status(title: str, notice: str, head: str) -> str:
    """Return `draft`, `repealed` or `in_force`, from what the head of a document says.

    A decision to repeal is itself in force, so the word alone in a title says nothing.

    Args:
        title: Title of the document, with the note under it.
        notice: Title of the notice that issues it; one may ask for comments on it.
        head: Text before the body, marks of the page included.
    """
    if _REPEALED.search(f"{title}\n{notice}\n{head}"):
        return "repealed"
    is_draft = _DRAFT.search(title) or _DRAFT.search(notice) or _CONSULTS.search(notice or title)
    return "draft" if is_draft else "in_force"


def validity_on(document: Document, day: date) -> str:
    """Return one of `VALIDITIES` for `document` on `day`.

    A plan whose last year lies before `day` has `period_ended`, another document whose term is
    over has `expired`; a draft stays a draft. Before it was issued none is in force yet.
    """
    if document.status in ("draft", "repealed"):
        return document.status
    today = day.isoformat()
    if today < begins(document):
        return "not_yet"
    if document.replaced is not None and today >= document.replaced.day:
        return "replaced"
    if document.period is not None and day.year > document.period[1]:
        return "period_ended"
    if document.expires and document.expires < today:
        return "expired"
    return "in_force"


def begins(document: Document) -> str:
    """Return the day from which a document can be in force, "" where it states none.

    One that takes effect from a day in the past was none before it was issued.
    """
    return max(document.issued, document.effective)


def validity_record(document: Document, day: date) -> dict[str, Any]:
    """Return the JSON object that says how far a document can be relied on on `day`."""
    return {
        "status": validity_on(document, day),
        "as_of": day.isoformat(),
        "issued": document.issued,
        "effective": document.effective,
        "expires": document.expires,
        "period": document.period,
        "replaced_by": document.replaced.doc_id if document.replaced else "",
    }
