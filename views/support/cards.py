"""Cards: what a clause offers a firm, quoted, with what it asks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest import Clause, Corpus
from ingest.structure.clauses import locate_text
from views.support.closeness import Closeness, measure_closeness
from views.support.conditions import Condition
from views.support.offers import STRENGTHS, Offer

# What a clause is counted as where all it says to this firm is said to others.
OTHERS = "others"


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
    kinds: tuple[str, ...]

    @property
    def rank(self) -> tuple[bool, tuple[int, ...]]:
        """Order blocks: what others are to do last, the closest first, then the strongest."""
        closeness = measure_closeness([self.conditions])
        return self.is_for_others, closeness.key(STRENGTHS.index(self.strength))

    @property
    def is_for_others(self) -> bool:
        """Say whether it addresses someone that is no firm."""
        return self.conditions[-1].why == "addressee"


@dataclass(frozen=True, slots=True)
class Card:
    """What one clause offers; the first of `blocks` matters most."""

    clause: Clause
    blocks: tuple[Block, ...]

    @property
    def own_blocks(self) -> tuple[Block, ...]:
        """Return what is said to firms; all, where nothing is."""
        return tuple(b for b in self.blocks if not b.is_for_others) or self.blocks

    @property
    def closeness(self) -> Closeness:
        """Return how close it is to the firm."""
        return measure_closeness([block.conditions for block in self.own_blocks])

    @property
    def strength(self) -> str:
        """Return how strongly it is worded at most: one of `STRENGTHS`, or `OTHERS`.

        What is closest to the firm may be worded more weakly: see `first_strength`.
        """
        if self.blocks[0].is_for_others:
            return OTHERS
        return min((block.strength for block in self.own_blocks), key=STRENGTHS.index)

    @property
    def first_strength(self) -> str:
        """Return how strongly the first of its blocks is worded."""
        return OTHERS if self.blocks[0].is_for_others else self.blocks[0].strength

    @property
    def kinds(self) -> tuple[str, ...]:
        """Return its kinds of support, those of the first block first."""
        return tuple(dict.fromkeys(kind for block in self.own_blocks for kind in block.kinds))

    @property
    def rank(self) -> tuple[bool, tuple[int, ...]]:
        """Order cards: what is said to others last, the closest first, then the strongest."""
        strength = self.first_strength
        key = self.closeness.key((*STRENGTHS, OTHERS).index(strength))
        return strength == OTHERS, key


def write_cards(fits: Sequence[Fit], corpus: Corpus) -> tuple[Card, ...]:
    """Return a card for each clause of `fits`, by `rank`, then in the documents' order."""
    together: dict[str, dict[tuple[object, ...], list[Fit]]] = {}
    owners: dict[str, Clause] = {}
    for fit in fits:
        owner = fit.offer.owner
        owners[owner.clause_id] = owner
        key = (fit.offer.strength, fit.conditions)
        together.setdefault(owner.clause_id, {}).setdefault(key, []).append(fit)
    cards = []
    for clause_id, groups in together.items():
        blocks = sorted((_write_block(g, corpus) for g in groups.values()), key=lambda b: b.rank)
        cards.append(Card(owners[clause_id], tuple(blocks)))
    return tuple(sorted(cards, key=lambda card: card.rank))


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
    kinds = dict.fromkeys(kind for fit in fits for kind in fit.offer.kinds)
    first = fits[0]
    return Block(tuple(quotes), tuple(words), first.offer.strength, first.conditions, tuple(kinds))


def _follows(quote: Quote, offer: Offer, corpus: Corpus) -> bool:
    between = corpus.texts[offer.clause.doc_id][quote.end : offer.start]
    return re.fullmatch(r"[，；\s]*", between) is not None


def _quote(clause: Clause, start: int, end: int, corpus: Corpus) -> Quote:
    joined = locate_text(clause, corpus.texts[clause.doc_id])
    return Quote(clause, start, end, joined.text[joined.position(start) : joined.position(end)])
