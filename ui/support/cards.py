"""A clause: its best words with what they ask of the firm; the rest of it in a closed box."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from export.support_words import KIND_WORDS, OTHERS_WORDS, STRENGTH_WORDS, place_of
from ingest import Corpus, Document
from ui.parts.addresses import read_link
from ui.parts.highlight import Quote, split_pieces
from ui.parts.markup import Html, element, source_text
from ui.parts.script import say
from ui.support.filtering import NAMED_WORDS
from ui.support.words import write_conditions, write_strength
from views.support import Profile
from views.support.cards import OTHERS, Block, Card
from views.support.departments import split_roles
from views.support.kinds import OTHER
from views.support.terms import CardTerms

_MOST_KINDS, _MOST_QUOTES = 3, 2
_NAMED_IN_SHORT = {"industry": "点名行业", "city": "写到地区", "size": "写明规模"}


@dataclass(frozen=True, slots=True)
class Around:
    """What a card is drawn with: its document, what is stated there, and what is asked of all.

    `name` is what the document is called in short, `badge` says whether it is in force; `asks` is
    a line of the list to check, "" where the document has no conditions for applying.
    """

    document: Document
    name: str
    badge: Html
    corpus: Corpus
    profile: Profile
    terms: CardTerms
    asks: Html | str = ""


def write_card(card: Card, around: Around) -> Html:
    """Return a clause, open."""
    place = source_text("span", place_of(card.clause, around.document))
    heading = element("h3", place, _write_origin(around))
    return element("article", heading, *_write_body(card, around), class_=_class(card))


def write_row(card: Card, around: Around) -> Html:
    """Return a clause as a line that opens."""
    place = source_text("span", place_of(card.clause, around.document), class_="name")
    named = (say(_NAMED_IN_SHORT[side]) for side in card.closeness.named)
    quote = card.blocks[0].quotes[0].text
    tail = source_text("span", quote, class_="begins")
    summary = element(
        "summary",
        _write_strength_tag(card),
        *(element("span", words, class_="tag named") for words in named),
        " ",
        place,
        " ",
        tail,
    )
    body = (_write_origin(around), *_write_body(card, around))
    return element("details", summary, *body, class_=f"{_class(card)} row")


def write_block(
    block: Block, card: Card, document: Document, profile: Profile, terms: CardTerms | None = None
) -> Html:
    """Return quotes that are worded alike and ask the same."""
    return element(
        "div",
        write_strength(block.strength, block.words),
        *_write_quotes(block, card, document),
        write_conditions(block.conditions, profile, terms),
        class_="block",
    )


def _class(card: Card) -> str:
    return "offer named" if "industry" in card.closeness.named else "offer"


def _write_body(card: Card, around: Around) -> list[Html]:
    first, *rest = card.blocks
    if first.quotes[_MOST_QUOTES:]:
        rest.insert(0, replace(first, quotes=first.quotes[_MOST_QUOTES:]))
        first = replace(first, quotes=first.quotes[:_MOST_QUOTES])
    asks = [element("ul", around.asks, class_="conditions")] if around.asks else []
    return [
        _write_tags(card),
        *_write_quotes(first, card, around.document),
        write_conditions(first.conditions, around.profile, around.terms),
        *asks,
        element("div", _write_link(card), _write_rest(card, rest, around), class_="source"),
    ]


def _write_rest(card: Card, rest: Sequence[Block], around: Around) -> Html:
    """Return the box of what an owner need not see first."""
    document = around.document
    count = sum(len(block.quotes) for block in rest)
    summary = say(f"另 {count} 处、部门、全文" if rest else "部门、全文")
    return element(
        "details",
        element("summary", summary),
        source_text("p", f"《{document.title or document.doc_id}》", class_="title"),
        *(write_block(block, card, document, around.profile) for block in rest),
        _write_roles(card),
        _write_whole(card, around.corpus),
        class_="rest",
    )


def _write_tags(card: Card) -> Html:
    tags = [_write_strength_tag(card)]
    tags += [
        element("span", say(NAMED_WORDS[side]), class_="tag named") for side in card.closeness.named
    ]
    kinds = [KIND_WORDS.get(kind, kind) for kind in card.kinds if kind != OTHER]
    tags += [element("span", say(kind), class_="tag") for kind in kinds[:_MOST_KINDS]]
    if kinds[_MOST_KINDS:]:
        tags.append(element("span", say(f"等 {len(kinds)} 类"), class_="tag"))
    return element("p", *tags, class_="tags")


def _write_strength_tag(card: Card) -> Html:
    strength = card.first_strength
    words = OTHERS_WORDS if strength == OTHERS else STRENGTH_WORDS[strength]
    return element("span", say(words), class_=f"strength is-{strength}")


def _write_quotes(block: Block, card: Card, document: Document) -> list[Html]:
    quotes = []
    for quote in block.quotes:
        quotes.append(source_text("p", f"“{quote.text}”", class_="quote"))
        if quote.clause != card.clause:
            place = place_of(quote.clause, document)
            quotes.append(source_text("p", f"—— {place}", class_="place"))
    return quotes


def _write_roles(card: Card) -> Html:
    leading, others = split_roles(card.clause)
    if not leading and not others:
        return element("p", say("负责部门：文件没有写明"), class_="roles")
    said: list[str | Html] = []
    for word, names in (("牵头：", leading), ("参与：" if leading else "分工负责：", others)):
        if names:
            said += ["；" if said else "", say(word), source_text("span", "、".join(names))]
    return element("p", *said, class_="roles")


def _write_origin(around: Around) -> Html:
    """Return which document it is from, and whether that is in force."""
    name = source_text("span", around.name, class_="title")
    return element("span", name, " ", around.badge, class_="of")


def _write_link(card: Card) -> Html:
    """Return the link to the words in the document."""
    quote = card.blocks[0].quotes[0]
    link = read_link(quote.clause.clause_id, quote.text)
    return element("a", say("在原文中查看"), href=link, class_="open")


def _write_whole(card: Card, corpus: Corpus) -> Html:
    """Return the whole text of the clause, quotes marked."""
    clause = card.clause
    spans = [quote for block in card.blocks for quote in block.quotes if quote.clause == clause]
    quotes = [Quote(n, span.start, span.end) for n, span in enumerate(spans, start=1)]
    pieces = split_pieces(clause, corpus.texts[clause.doc_id], quotes)
    text = [element("mark", p.text) if p.is_quoted else p.text for p in pieces]
    return source_text("p", *text, class_="text")
