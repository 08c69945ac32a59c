"""Cards: what a clause offers a firm, quoted, with what it asks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest import Clause, Corpus
from ingest.structure.clauses import locate_text
from views.support.conditions import Condition
from views.support.offers import STRENGTHS, Offer


@dataclass(frozen=True, slots=True)
class Fit:
    """An offer, judged: `conditions` one for each of `SIDES`, in their order."""

    offer: Offer
    conditions: tuple[Condition, ...]

    @property
    def is_unmet(self) -> bool:
        """Say whether the firm is not meant."""
        return any(condition.state == "unmet" for condition in self.conditions)


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of `clause`, `start:end` of its document, page breaks joined."""

    clause: Clause
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """Quotes of one clause that are worded as strongly and ask the same; `words` say how."""

    quotes: tuple[Quote, ...]
    words: tuple[str, ...]
    strength: str
    conditions: tuple[Condition, ...]

    @property
    def rank(self) -> tuple[bool, bool, int]:
        """Order blocks: what names the industry, what others are to do last, the strongest."""
        industry = self.conditions[0]
        return self.is_for_others, industry.why != "named", STRENGTHS.index(self.strength)

    @property
    def is_for_others(self) -> bool:
        """Say whether it addresses someone that is no firm."""
        return self.conditions[-1].why == "addressee"

    @property
    def is_main(self) -> bool:
        """Say whether an owner should see it first: it names the industry, supports, encourages."""
        is_named = self.conditions[0].why == "named"
        return not self.is_for_others and (is_named or self.strength in ("support", "encourage"))


@dataclass(frozen=True, slots=True)
class Card:
    """What one clause offers; the first of `blocks` matters most."""

    clause: Clause
    blocks: tuple[Block, ...]

    @property
    def names_industry(self) -> bool:
        """Say whether a quote names the firm's industry itself."""
        return any(block.conditions[0].why == "named" for block in self.blocks)

    @property
    def is_main(self) -> bool:
        """Say whether an owner should see it first."""
        return any(block.is_main for block in self.blocks)


def write_cards(fits: Sequence[Fit], corpus: Corpus) -> tuple[Card, ...]:
    """Return a card for each clause of `fits`, what names the industry and is strongest first."""
    owners = {fit.offer.owner.clause_id: fit.offer.owner for fit in fits}
    cards = []
    for clause_id, owner in owners.items():
        together: dict[tuple[object, ...], list[Fit]] = {}
        for fit in fits:
            if fit.offer.owner.clause_id == clause_id:
                key = (fit.offer.strength, fit.conditions)
                together.setdefault(key, []).append(fit)
        blocks = [_write_block(group, corpus) for group in together.values()]
        cards.append(Card(owner, tuple(sorted(blocks, key=lambda block: block.rank))))
    return tuple(sorted(cards, key=lambda card: card.blocks[0].rank))


def _write_block(fits: Sequence[Fit], corpus: Corpus) -> Block:
    quotes: list[Quote] = []
    for fit in fits:
        offer = fit.offer
        last = quotes[-1] if quotes else None
        if last and last.clause == offer.clause and _follows(last, offer, corpus):
            quotes[-1] = _quote(offer.clause, last.start, offer.end, corpus)
        else:
            quotes.append(Quote(offer.clause, offer.start, offer.end, offer.text))
    words = dict.fromkeys(word for fit in fits for word in fit.offer.words)
    return Block(tuple(quotes), tuple(words), fits[0].offer.strength, fits[0].conditions)


def _follows(quote: Quote, offer: Offer, corpus: Corpus) -> bool:
    between = corpus.texts[offer.clause.doc_id][quote.end : offer.start]
    return re.fullmatch(r"[，；\s]*", between) is not None


def _quote(clause: Clause, start: int, end: int, corpus: Corpus) -> Quote:
    joined = locate_text(clause, corpus.texts[clause.doc_id])
    return Quote(clause, start, end, joined.text[joined.position(start) : joined.position(end)])
