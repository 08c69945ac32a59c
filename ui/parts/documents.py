"""The documents: their badges, and the list of them at the foot of the page."""

from datetime import date

from ingest import Corpus, Document
from ingest.validity import validity_on
from ui.parts.addresses import PageLink
from ui.parts.lists import write_folded
from ui.parts.markup import Html, element, join, source_text, write_address
from ui.parts.script import say
from ui.parts.words import VALIDITY_WORDS


def write_badge(document: Document, day: date) -> Html:
    """Return the badge that says whether `document` is in force on `day`."""
    validity = validity_on(document, day)
    return element("span", say(VALIDITY_WORDS[validity]), class_=f"badge {validity}")


def write_foot(corpus: Corpus, day: date) -> Html:
    """Return the list of documents, how many files are no part of it, and what the page is not."""
    return element(
        "footer",
        element("h2", say(f"所收文件（{len(corpus.documents)} 份）")),
        write_folded([_write_document(document, day) for document in corpus.documents], first=3),
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
