"""A clause: its quotes with what they ask of the firm, who is responsible, its whole text."""

from export.support_words import place_of
from ingest import Corpus, Document
from ui.parts.addresses import PageLink
from ui.parts.highlight import Quote, split_pieces
from ui.parts.markup import Html, element, join, source_text
from ui.parts.script import say
from ui.support.words import write_conditions, write_strength
from views.support import Profile
from views.support.cards import Block, Card
from views.support.departments import split_roles


def write_card(card: Card, document: Document, corpus: Corpus, profile: Profile) -> Html:
    """Return a clause; what an owner need not see first is in a closed box."""
    first = [block for block in card.blocks if block.is_main]
    later = [block for block in card.blocks if not block.is_main]
    shown = first or later
    pieces = [write_block(block, card, document, profile) for block in shown]
    if first and later:
        count = sum(len(block.quotes) for block in later)
        summary = element("summary", say(f"同一条里的部门任务和对别人说的话（{count} 处）"))
        boxed = [write_block(block, card, document, profile) for block in later]
        pieces.append(element("details", summary, *boxed))
    return element(
        "article",
        element("h4", source_text("span", place_of(card.clause, document))),
        *pieces,
        _write_roles(card),
        _write_whole(card, corpus),
        class_="offer named" if card.names_industry else "offer",
    )


def write_block(block: Block, card: Card, document: Document, profile: Profile) -> Html:
    """Return quotes that are worded alike and ask the same."""
    quotes = []
    for quote in block.quotes:
        text = source_text("p", f"“{quote.text}”", class_="quote")
        if quote.clause != card.clause:
            place = place_of(quote.clause, document)
            text = join([text, source_text("p", f"—— {place}", class_="place")])
        quotes.append(text)
    return element(
        "div",
        write_strength(block.strength, block.words),
        *quotes,
        write_conditions(block.conditions, profile),
        class_="block",
    )


def _write_roles(card: Card) -> Html:
    leading, others = split_roles(card.clause)
    if not leading and not others:
        return element("p", say("负责部门：文件没有写明"), class_="roles")
    said: list[str | Html] = []
    for word, names in (("牵头：", leading), ("参与：" if leading else "分工负责：", others)):
        if names:
            said += ["；" if said else "", say(word), source_text("span", "、".join(names))]
    return element("p", *said, class_="roles")


def _write_whole(card: Card, corpus: Corpus) -> Html:
    """Return the link to the clause in its document, and its whole text, quotes marked."""
    clause = card.clause
    spans = [quote for block in card.blocks for quote in block.quotes if quote.clause == clause]
    quotes = [Quote(n, span.start, span.end) for n, span in enumerate(spans, start=1)]
    pieces = split_pieces(clause, corpus.texts[clause.doc_id], quotes)
    text = [element("mark", p.text) if p.is_quoted else p.text for p in pieces]
    link = PageLink("read", {"clause": clause.clause_id})
    return element(
        "div",
        element("a", say("在原文中查看"), href=link, class_="open"),
        element(
            "details", element("summary", say("条款全文")), source_text("p", *text, class_="text")
        ),
        class_="source",
    )
