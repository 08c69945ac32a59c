"""The documents that the answers rest on, one by one."""

from datetime import date

from ingest import Corpus, Document
from ui.about.refusals import write_doubts
from ui.parts.addresses import PAGES, PageLink
from ui.parts.document_rows import write_rows
from ui.parts.documents import write_badge
from ui.parts.kinds import KIND_WORDS
from ui.parts.markup import Html, element, source_text
from ui.parts.script import say
from views.document_facts import count_kinds

# More cards make no page to read.
_FEW = 10


def write_documents(corpus: Corpus, day: date) -> Html:
    """Return every document with its status on `day`, its source and what it holds.

    Of many documents only that 文件库 lists them.
    """
    documents = corpus.documents
    link = element("a", say(f"“{PAGES['library']}”页"), href=PageLink("library"))
    listed = (_write_document(document, corpus, day) for document in documents)
    many = element("p", say("每一份的状态、日期、来源文件和校验值见"), link, say("。"))
    return element(
        "section",
        element("h2", say(f"所收文件（{len(documents)} 份）")),
        *(listed if len(documents) <= _FEW else (many,)),
    )


def _write_document(document: Document, corpus: Corpus, day: date) -> Html:
    counts = count_kinds(corpus, document.doc_id)
    total = sum(count for _, count in counts)
    parts = "，".join(f"{KIND_WORDS[kind]} {count}" for kind, count in counts)
    return element(
        "article",
        element(
            "h3",
            source_text("span", document.title or document.doc_id),
            " ",
            write_badge(document, day),
        ),
        write_rows(
            document,
            day,
            ("校验值（SHA-256）", element("span", document.sha256, class_="file")),
            (f"共 {total} 段", say(parts)),
            ("读取时的疑点", write_doubts(corpus, document.source)),
        ),
        element(
            "p",
            element("a", say("打开原文"), href=PageLink("read", {"doc": document.doc_id})),
        ),
        class_="document-card",
    )
