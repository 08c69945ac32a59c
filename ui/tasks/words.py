"""Words and short pieces that all views of the page share."""

from collections.abc import Iterable
from datetime import date

from answer.notices import write_notices
from ingest import Document
from ui.parts.markup import Html, element, join, source_text
from ui.parts.script import say

ROLE_WORDS = {"lead": "牵头", "support": "参与", "no_lead": "分工负责"}


def write_role(kind: str) -> Html:
    """Return the badge of one of `ROLE_WORDS`."""
    return element("span", say(ROLE_WORDS[kind]), class_=f"role {kind}")


def write_number(kind: str, number: int) -> Html:
    """Return a number in the colours of a role, whose word is there for those who hear the page."""
    word = element("span", say(ROLE_WORDS[kind]), class_="unseen")
    return element("span", word, str(number), class_=f"role {kind}")


def write_title(document: Document) -> Html:
    """Return the title of a document as it stands there."""
    return source_text("span", f"《{document.title or document.doc_id}》")


def write_status(documents: Iterable[Document], day: date) -> Html:
    """Return a notice for each document that is not simply in force on `day`."""
    return join(
        element("p", *_around_title(notice, document), class_="notice", role="note")
        for document in documents
        for notice in write_notices([document], day)
    )


def _around_title(notice: str, document: Document) -> list[str | Html]:
    """Return a notice in the reader's characters, the title of the document in its own."""
    before, title, after = notice.partition(document.title)
    return [say(before), source_text("span", title), say(after)]
