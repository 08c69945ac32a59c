"""The days of a document in words, as far as it states them."""

from ingest import Document
from ui.library.words import END_WORDS
from views.catalogue import Span


def say_days(document: Document, span: Span) -> str:
    """Return the days of `document` in their order; what is not stated is said not to be."""
    issued = "征求意见" if document.status == "draft" else "印发"
    days = [(span.issued, issued), (span.begins, "施行"), (span.ends, END_WORDS.get(span.why, ""))]
    said = [f"{day} {word}" for day, word in sorted(day for day in days if day[0])]
    if document.status == "repealed":
        said.append("标明已废止，没有写哪一天")
    elif span.why == "replaced" and not span.ends:
        said.append("已被代替，没有写哪一天")
    if not said:
        return "没有写明日期"
    if not span.ends and document.status == "in_force":
        said.append("没有写有效期")
    return " · ".join(said)
