"""When a document holds: issued, in force, and until when, as far as it is stated."""

from dataclasses import dataclass

from ingest import Document

# How a document comes to an end, by what says so.
ENDS = ("replaced", "expires", "period", "deadline", "repealed", "")


@dataclass(frozen=True, slots=True)
class Span:
    """The days of a document, as ISO dates, "" where it states none.

    `begins` is the first day on which it is in force, `ends` the last one (of comments on a draft),
    or the day from which another document replaces it; `why` is one of `ENDS`. Of a document marked
    as repealed no day is known.
    """

    issued: str
    begins: str
    ends: str
    why: str

    @property
    def days(self) -> tuple[str, ...]:
        """Return the days that are stated, in order."""
        return tuple(sorted(day for day in (self.issued, self.begins, self.ends) if day))


def span_of(document: Document) -> Span:
    """Return when `document` holds; of several ends the first."""
    if document.status == "draft":
        why = "deadline" if document.deadline else ""
        return Span(document.issued, "", document.deadline, why)
    # A document without a day of its own for it is in force from its issue, as far as it says.
    begins = document.effective
    if document.status == "repealed":
        return Span(document.issued, begins, "", "repealed")
    replaced = document.replaced
    last_of_period = f"{document.period[1]}-12-31" if document.period is not None else ""
    ends = [(last_of_period, "period")] if last_of_period else []
    if document.expires and document.expires != last_of_period:
        ends.append((document.expires, "expires"))
    if replaced is not None and replaced.day:
        ends.append((replaced.day, "replaced"))
    last, why = min(ends, default=("", "replaced" if replaced is not None else ""))
    return Span(document.issued, begins, last, why)
