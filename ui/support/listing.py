"""What fits, as one list: the closest open, the others a line each, many of them behind a box."""

from collections.abc import Mapping, Sequence
from datetime import date

from export.support_words import STATE_WORDS
from ingest import Corpus
from ui.parts.documents import write_badge
from ui.parts.markup import Html, element, join
from ui.parts.script import say
from ui.support.cards import Around, write_card, write_row
from ui.support.filtering import name_documents
from ui.support.words import write_state
from views.support import Support
from views.support.cards import Card
from views.support.requirements import Requirement
from views.support.terms import read_document_terms, terms_of

_OPEN = 5
# Lines that are read at once, before more are asked for.
_LINES = 8
_MORE = 20


def write_list(
    cards: Sequence[Card],
    support: Support,
    corpus: Corpus,
    requirements: Mapping[str, tuple[Requirement, ...]],
    as_of: date,
) -> tuple[Html, Html]:
    """Return the closest of `cards`, open, and the others."""
    documents = {document.doc_id: document for document in corpus.documents}
    stated = {
        doc_id: read_document_terms(doc_id, corpus)
        for doc_id in dict.fromkeys(card.clause.doc_id for card in cards)
    }
    names = name_documents(corpus.documents)
    badges = {doc_id: write_badge(document, as_of) for doc_id, document in documents.items()}
    asks = {doc_id: write_asks(n, found) for n, (doc_id, found) in enumerate(requirements.items())}

    def around(card: Card) -> Around:
        doc_id = card.clause.doc_id
        return Around(
            document=documents[doc_id],
            name=names[doc_id],
            badge=badges[doc_id],
            corpus=corpus,
            profile=support.profile,
            terms=terms_of(card.clause, stated[doc_id]),
            asks=asks.get(doc_id, ""),
        )

    first = [write_card(card, around(card)) for card in cards[:_OPEN]]
    rows = [write_row(card, around(card)) for card in cards[_OPEN:]]
    return join(first), _write_rows(rows)


def anchor(n: int) -> str:
    """Return the id of the `n`th list of conditions."""
    return f"asks-{n + 1}"


def write_asks(n: int, requirements: Sequence[Requirement]) -> Html:
    """Return how the firm meets what a document asks of whoever applies, with a link to it."""
    counts = {
        state: sum(requirement.state == state for requirement in requirements)
        for state in ("met", "unmet", "check")
    }
    worst = next(state for state in ("unmet", "check", "met") if counts[state])
    said = "、".join(f"{STATE_WORDS[state]} {n}" for state, n in counts.items() if n)
    link = element("a", say(f"{len(requirements)} 条"), href=f"#{anchor(n)}")
    return write_state(worst, "文件的申请条件", join((link, say(f"（{said}）"))))


def _write_rows(rows: Sequence[Html]) -> Html:
    shown, rest = rows[:_LINES], rows[_LINES:]
    boxes: list[Html] = []
    # The last box is inside the one before it: each opens the next twenty.
    for start in reversed(range(0, len(rest), _MORE)):
        part = rest[start : start + _MORE]
        count = f"再看 {len(part)} 条"
        left = len(rest) - start
        words = f"{count}（还有 {left} 条）" if left > len(part) else count
        boxes = [element("details", element("summary", say(words)), *part, *boxes, class_="more")]
    return join((*shown, *boxes))
