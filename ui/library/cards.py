"""A document in the list: what it is, its days, what stands to it, and the rest on demand."""

from collections.abc import Mapping, Sequence
from datetime import date

from ingest import Corpus, Document
from ui.about.refusals import write_doubts
from ui.library.dates import say_days
from ui.library.words import HEARD_WORDS, LEVEL_WORDS, SAID_WORDS
from ui.parts.addresses import PageLink, read_link
from ui.parts.document_rows import write_rows
from ui.parts.documents import write_badge
from ui.parts.markup import Html, element, join, source_text
from ui.parts.script import say
from views.catalogue import Entry, Relation, span_of

# An address may not hold the words of a whole article.
_LONGEST_MARKED = 120


def write_card(
    entry: Entry,
    relations: Sequence[Relation],
    corpus: Corpus,
    titles: Mapping[str, str],
    day: date,
) -> Html:
    """Return a document of the list.

    Args:
        entry: The document.
        relations: Those that it is one of.
        corpus: Where it is from.
        titles: Of all documents, by doc_id.
        day: The day on which it is in force or not.
    """
    document = entry.document
    return element(
        "article",
        element("h3", write_title(document), " ", write_badge(document, day)),
        _write_facts(entry),
        element("p", say(say_days(document, span_of(document))), class_="days"),
        write_relations(document.doc_id, relations, titles),
        _write_rest(document, corpus, day),
        class_="entry",
    )


def write_title(document: Document) -> Html:
    """Return the title of a document, which opens it."""
    link = PageLink("read", {"doc": document.doc_id})
    return source_text("span", element("a", document.title or document.doc_id, href=link))


def write_relations(doc_id: str, relations: Sequence[Relation], titles: Mapping[str, str]) -> Html:
    """Return how a document stands to others, each with the clause that says so."""
    lines = [_write_relation(doc_id, relation, titles) for relation in relations]
    return element("ul", *lines, class_="relations") if lines else join(())


def _write_relation(doc_id: str, relation: Relation, titles: Mapping[str, str]) -> Html:
    is_said = relation.doc_id == doc_id
    other = relation.other if is_said else relation.doc_id
    word = (SAID_WORDS if is_said else HEARD_WORDS)[relation.kind]
    part = source_text("span", f"（{relation.part}）") if relation.part else ""
    marked = relation.printed if len(relation.printed) <= _LONGEST_MARKED else ""
    return element(
        "li",
        element("span", say(word), class_="relation"),
        part,
        " ",
        source_text(
            "span",
            element("a", f"《{titles[other]}》", href=PageLink("read", {"doc": other})),
        ),
        " ",
        element("a", say("出处"), href=read_link(relation.clause.clause_id, marked), class_="said"),
        " ",
        element(
            "a", say("对照"), href=PageLink("compare", {"a": doc_id, "b": other}), class_="said"
        ),
    )


def _write_facts(entry: Entry) -> Html:
    document = entry.document
    region = entry.places[-1] if entry.places else ""
    own = [document.number, "、".join(document.issuers), region, entry.kind]
    pieces: list[str | Html] = [source_text("span", value) for value in own if value]
    if entry.level != "unstated":
        pieces.insert(-1 if entry.kind else len(pieces), say(LEVEL_WORDS[entry.level]))
    parted = [piece for i, one in enumerate(pieces) for piece in ((" · ", one) if i else (one,))]
    return element("p", *parted, class_="facts") if pieces else join(())


def _write_rest(document: Document, corpus: Corpus, day: date) -> Html:
    ended = element(
        "ul",
        *(
            source_text("li", " ".join(filter(None, (r.title, r.number, r.part))))
            for r in document.repeals
        ),
    )
    rows = write_rows(
        document,
        day,
        ("由它印发", source_text("span", document.notice)),
        ("写明废止、修改的文件", ended if document.repeals else ""),
        ("校验值（SHA-256）", element("span", document.sha256, class_="file")),
        ("读取时的疑点", write_doubts(corpus, document.source)),
    )
    return element("details", element("summary", say("更多信息")), rows, class_="rest")
