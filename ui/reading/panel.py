"""What is known of the chosen clause: where it stands, how it is cited, what it names."""

from datetime import date

import streamlit as st

from ingest import Clause, Corpus, Document
from ui.parts.document_rows import write_list, write_rows
from ui.parts.documents import write_badge
from ui.parts.kinds import KIND_WORDS
from ui.parts.markup import Html, draw_html, element, source_text
from ui.parts.script import say
from ui.reading.annotations import write_notes
from views.annotation_list import list_notes
from views.pieces import contents_lines
from views.place import Place

_LONG = 240


def draw_panel(place: Place, corpus: Corpus, day: date, *, has_notes: bool) -> None:
    """Draw what is known of the chosen clause; without one, of the document."""
    clause = place.clause
    with st.container(key="panel"):
        if clause is None:
            draw_html(_write_document(place.document, day))
            return
        draw_html(_write_facts(clause, place.document, day))
        draw_html(element("h3", say("规范引注"), class_="copied"))
        st.code(clause.citation, language=None, wrap_lines=True)
        draw_html(element("h3", say("引文与引注"), class_="copied"))
        text = corpus.texts[clause.doc_id]
        words = contents_lines(clause, text) if clause.kind == "toc" else clause.text
        # A long clause is copied whole and need not be read twice.
        height = 200 if len(words) > _LONG else None
        quoted = f"{words}\n——{clause.citation}"
        st.code(quoted, language=None, wrap_lines=True, height=height)
        if has_notes:
            draw_html(write_notes(list_notes(clause)))


def _write_document(document: Document, day: date) -> Html:
    return element(
        "section",
        element("h2", say("本文件")),
        element("p", say("在目录中选择一条，或点击正文中的任意一条，这里显示它的位置和引注。")),
        write_rows(document, day),
        class_="facts",
    )


def _write_facts(clause: Clause, document: Document, day: date) -> Html:
    name = source_text("span", f"{clause.number} {clause.title}".strip())
    span = f"第 {clause.start:,} 至 {clause.end:,} 字符（从 0 起数，不含末位）"
    path = source_text("span", " › ".join(clause.path)) if clause.path else say("文件的最上一级")
    rows = write_list(
        ("所在位置", path),
        ("类型", say(KIND_WORDS[clause.kind])),
        ("文件", source_text("span", document.title or document.doc_id)),
        ("文件状态", write_badge(document, day)),
        ("原文跨度", say(span)),
        ("源文件", source_text("span", clause.source, class_="file")),
        ("条款编号", source_text("span", clause.clause_id, class_="file")),
    )
    return element(
        "section",
        element("h2", say("选中的条款")),
        element("p", name if clause.title else say(KIND_WORDS[clause.kind]), class_="name"),
        rows,
        class_="facts",
    )
