"""What fits, by kind of support, the documents side by side."""

from collections.abc import Sequence
from datetime import date

from export.support_words import KIND_WORDS, level_of
from ingest import Corpus, Document
from ui.parts.documents import write_badge
from ui.parts.markup import Html, element, join, source_text
from ui.parts.script import say
from ui.support.cards import write_card
from views.support import Profile, Support
from views.support.cards import Card
from views.support.match import KindGroup

# Of more groups than these, those that do not name the industry are closed.
_FEW = 4


def write_groups(support: Support, corpus: Corpus, as_of: date) -> Html:
    """Return all groups, with links to them where there are several."""
    documents = sorted(corpus.documents, key=lambda document: level_of(document) != "国家")
    # Why a document has nothing for this firm is said once, above.
    meant = [document for document in documents if document.doc_id not in support.outside]
    sections = [
        _write_group(
            group, meant, corpus, support, as_of, is_one_of_many=len(support.groups) > _FEW
        )
        for group in support.groups
    ]
    return element("div", *_write_contents(support), *sections, class_="support")


def _write_contents(support: Support) -> list[Html]:
    if len(support.groups) < 2:
        return []
    links = [
        element("li", element("a", say(_count(group)), href=f"#{_anchor(n)}"))
        for n, group in enumerate(support.groups)
    ]
    heading = element("p", say("支持的种类（一条可以属于几类）："))
    return [element("nav", heading, element("ul", *links), class_="kinds", aria_label=say("种类"))]


def _anchor(n: int) -> str:
    return f"kind-{n + 1}"


def _count(group: KindGroup) -> str:
    return f"{group.kind} {len(group.cards)} 条"


def _write_group(
    group: KindGroup,
    documents: Sequence[Document],
    corpus: Corpus,
    support: Support,
    as_of: date,
    *,
    is_one_of_many: bool,
) -> Html:
    """Return a group; one of many is a box, open where a clause names the industry."""
    words = KIND_WORDS.get(group.kind, "")
    name = f"{group.kind}（{words}）" if words not in ("", group.kind) else group.kind
    columns = [
        _write_column(
            [card for card in group.cards if card.clause.doc_id == document.doc_id],
            document,
            corpus,
            support.profile,
            as_of,
        )
        for document in documents
    ]
    heading = element("h2", say(f"{name}：{len(group.cards)} 条"))
    shape = "columns" if len(columns) > 1 else "columns single"
    body = element("div", *columns, class_=shape)
    place = _anchor(support.groups.index(group))
    if not is_one_of_many:
        return element("section", heading, body, id=place)
    box = {"open": ""} if group.names_industry else {}
    return element(
        "section", element("details", element("summary", heading), body, **box), id=place
    )


def _write_column(
    cards: Sequence[Card], document: Document, corpus: Corpus, profile: Profile, as_of: date
) -> Html:
    first = [card for card in cards if card.is_main]
    later = [card for card in cards if not card.is_main]
    pieces = [write_card(card, document, corpus, profile) for card in first]
    if not cards:
        pieces.append(element("p", say("这一类没有与您的情况有关的条款。"), class_="none"))
    if later:
        which = "另有" if first else "这"
        summary = say(f"{which} {len(later)} 条是部门任务或对别人说的话，没有点名您的行业")
        boxed = [write_card(card, document, corpus, profile) for card in later]
        pieces.append(element("details", element("summary", summary), *boxed, class_="later"))
    title = source_text("p", f"《{document.title or document.doc_id}》", class_="title")
    heading = element(
        "h3", say(f"{level_of(document)} {len(cards)} 条 "), write_badge(document, as_of)
    )
    return element("div", heading, title, join(pieces), class_="column")
