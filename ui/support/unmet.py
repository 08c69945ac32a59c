"""What does not fit, closed, with the reasons; nothing of what was asked is left out."""

from collections.abc import Sequence

from export.support_words import describe_condition, place_of
from ingest import Corpus, Document
from ui.parts.addresses import PageLink
from ui.parts.markup import Html, element, source_text
from ui.parts.script import say
from ui.support.cards import write_block
from ui.support.words import write_pieces
from views.support import Support
from views.support.cards import Card


def write_unmet(support: Support, corpus: Corpus) -> Html:
    """Return the box of clauses, or parts of them, that mean other firms."""
    pieces: list[Html] = []
    for document in corpus.documents:
        cards = [card for card in support.unmet if card.clause.doc_id == document.doc_id]
        if not cards:
            continue
        title = source_text("span", f"《{document.title or document.doc_id}》")
        pieces.append(element("h3", title, say(f" {len(cards)} 条")))
        if document.doc_id in support.outside:
            pieces.append(_write_outside(support, cards, document))
        else:
            pieces += [_write_card(card, document, support) for card in cards]
    note = say(
        "下面的条款或其中一部分没有点名您的行业、城市或规模。列举后面常有“等”字，"
        "未点名不一定就排除，可以向负责部门核实。"
    )
    summary = say(f"不符合的条款 {len(support.unmet)} 条，附原因")
    box = element("details", element("summary", summary), element("p", note), *pieces)
    return element("section", box, class_="support unmet")


def _write_outside(support: Support, cards: Sequence[Card], document: Document) -> Html:
    """Return the reason that holds for the whole document, once, and its clauses."""
    reason = describe_condition(support.outside[document.doc_id], support.profile)
    links = [
        element(
            "li",
            source_text(
                "span",
                element(
                    "a",
                    place_of(card.clause, document),
                    href=PageLink("read", {"clause": card.clause.clause_id}),
                ),
            ),
        )
        for card in cards
    ]
    said = element("p", say("原因："), write_pieces(reason), say("。"))
    return element("div", said, element("ul", *links, class_="places"))


def _write_card(card: Card, document: Document, support: Support) -> Html:
    link = PageLink("read", {"clause": card.clause.clause_id})
    place = element("a", place_of(card.clause, document), href=link)
    return element(
        "article",
        element("h4", source_text("span", place)),
        *(write_block(block, card, document, support.profile) for block in card.blocks),
        class_="offer",
    )
