"""Which of the clauses that fit are shown: those that name the firm, by wording, by document."""

from dataclasses import replace

from views.support.cards import OTHERS, Card
from views.support.closeness import NAMED_SIDES
from views.support.match import Support
from views.support.offers import STRENGTHS

# Before the doc_id of a document.
OF_DOCUMENT = "doc:"


def count_filters(support: Support) -> dict[str, int]:
    """Return how many clauses each filter leaves, those that leave none aside.

    A filter is one of `NAMED_SIDES`, of `STRENGTHS`, `OTHERS`, or a doc_id after `OF_DOCUMENT`.
    """
    documents = dict.fromkeys(clause.doc_id for clause in support.clauses)
    names = [*NAMED_SIDES, *STRENGTHS, OTHERS, *(OF_DOCUMENT + doc_id for doc_id in documents)]
    counts = {name: len(filter_cards(support, name)) for name in names}
    return {name: count for name, count in counts.items() if count}


def filter_cards(support: Support, name: str) -> tuple[Card, ...]:
    """Return the cards that the filter `name` leaves, all for "", in their order.

    By wording, the words that are meant come first in a card.
    """
    cards = (card for card in support.cards if not name or _fits(card, name))
    return tuple(_put_first(card, name) if name in STRENGTHS else card for card in cards)


def _put_first(card: Card, strength: str) -> Card:
    blocks = sorted(card.blocks, key=lambda b: (b.is_for_others, b.strength != strength))
    return replace(card, blocks=tuple(blocks))


def _fits(card: Card, name: str) -> bool:
    if name in NAMED_SIDES:
        return name in card.closeness.named
    if name.startswith(OF_DOCUMENT):
        return card.clause.doc_id == name.removeprefix(OF_DOCUMENT)
    return card.strength == name
