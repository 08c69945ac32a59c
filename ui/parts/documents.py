"""The documents: their badges, and the list of them at the foot of the page."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from ingest import Corpus, Document
from ingest.validity import VALIDITIES, validity_on
from ui.parts.addresses import PAGES, PageLink
from ui.parts.markup import Html, element, join, source_text, write_address
from ui.parts.script import say
from ui.parts.words import VALIDITY_WORDS

# So few documents are listed at the foot of every page.
_FEW = 4


def write_badge(document: Document, day: date) -> Html:
    """Return the badge that says whether `document` is in force on `day`."""
    validity = validity_on(document, day)
    return element("span", say(VALIDITY_WORDS[validity]), class_=f"badge {validity}")


def write_foot(corpus: Corpus, day: date) -> Html:
    """Return the documents, how many files are no part of them, and what the page is not.

    Of many documents their number alone, by what they are on `day`: 文件库 lists them.
    """
    documents = corpus.documents
    is_few = len(documents) <= _FEW
    listed = (_write_document(document, day) for document in documents)
    return element(
        "footer",
        element("h2", say(f"所收文件（{len(documents)} 份）")),
        element("ul", *listed) if is_few else _write_counts(documents, day),
        _write_left_out(len(corpus.left_out)),
        element(
            "p",
            say(
                f"回答逐字引自文件，文件状态按 {day.isoformat()} 判断。"
                "本页不构成法律意见，以发文机关公布的正式文本为准。"
            ),
        ),
        class_="foot",
    )


def _write_counts(documents: Sequence[Document], day: date) -> Html:
    counts = Counter(validity_on(document, day) for document in documents)
    said = "、".join(f"{VALIDITY_WORDS[v]} {counts[v]} 份" for v in VALIDITIES if counts[v])
    link = element("a", say(f"“{PAGES['library']}”页"), href=PageLink("library"))
    return element("p", say(f"{said}。每一份见"), link, say("。"))


def _write_left_out(count: int) -> Html:
    if not count:
        return join(())
    link = element("a", say("关于"), href=PageLink("about"))
    return element("p", say(f"另有 {count} 份文件没有收入，原因见“"), link, say("”页。"))


def _write_document(document: Document, day: date) -> Html:
    issued = "征求意见日期" if document.status == "draft" else "印发日期"
    facts = (
        ("文号", document.number),
        ("发文机关", "、".join(document.issuers)),
        (issued, document.issued),
        ("意见截止", document.deadline),
    )
    lines = [
        element("div", say(f"{name}："), source_text("span", value))
        for name, value in facts
        if value
    ]
    if document.address:
        lines.append(element("div", say("公布网址："), write_address(document.address)))
    return element(
        "li",
        source_text("strong", document.title or document.doc_id),
        " ",
        write_badge(document, day),
        join(lines),
    )
