"""What a search in the text found: counted by document, and every place in a list."""

from collections.abc import Sequence
from itertools import groupby

from ingest import Corpus, Document
from ingest.structure.citations import cite_within
from ui.parts.addresses import PageLink
from ui.parts.lists import write_folded
from ui.parts.markup import Html, element, source_text
from ui.parts.script import say
from ui.reading.anchors import hit_anchor
from views.text_search import TextHit

_LONGEST_LIST = 200


def write_hits(hits: Sequence[TextHit], corpus: Corpus, typed: str) -> Html:
    """Return the list of hits, every one leading to its place; none: what to do instead."""
    if not hits:
        return element(
            "div",
            element("p", say("没有找到这些文字。查找是逐字的，请换一种写法或少输几个字。")),
            element(
                "p",
                element(
                    "a", say("想按意思查找，请到问答页提问"), href=PageLink("ask", {"q": typed})
                ),
            ),
            class_="hits none",
            role="status",
        )
    documents = {document.doc_id: document for document in corpus.documents}
    groups = [
        _write_document(documents[doc_id], list(group))
        for doc_id, group in groupby(hits, key=lambda hit: hit.clause.doc_id)
    ]
    note = say("不分简繁、全角半角和大小写，忽略空格与换页；目录页不计。")
    total = element("h2", say(f"查找结果：共 {len(hits)} 处"))
    return element("div", total, *groups, element("p", note, class_="note-line"), class_="hits")


def _write_document(document: Document, hits: Sequence[TextHit]) -> Html:
    listed = [hit for hit in hits if hit.n <= _LONGEST_LIST]
    head = element(
        "h3",
        source_text("span", document.title or document.doc_id),
        element("span", say(f"{len(hits)} 处"), class_="count"),
    )
    rest = len(hits) - len(listed)
    more = say(f"其余 {rest} 处未列出，正文中均已标出，可用“下一处”逐一查看。")
    return element(
        "section",
        head,
        write_folded([_write_hit(hit, document) for hit in listed], tag="ol"),
        *([element("p", more, class_="note-line")] if rest else []),
    )


def _write_hit(hit: TextHit, document: Document) -> Html:
    within = cite_within(hit.clause, document)
    # The citation of head and foot is their title already.
    title = "" if within == hit.clause.title else hit.clause.title
    return element(
        "li",
        element(
            "a",
            source_text("span", f"{within} {title}".strip(), class_="where"),
            source_text(
                "span", hit.before, element("mark", hit.printed), hit.after, class_="words"
            ),
            href=f"#{hit_anchor(hit.n)}",
        ),
    )
