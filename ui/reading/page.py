"""The page 原文: walk through the documents, search in them, cite a clause."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ingest import Corpus
from ingest.structure.citations import cite_within
from ui.desk import Desk
from ui.parts.addresses import LONGEST_FIND
from ui.parts.document_rows import ROWS_STYLE
from ui.parts.documents import write_foot
from ui.parts.frame import draw_masthead
from ui.parts.kinds import KIND_WORDS
from ui.parts.markup import Html, draw_html, element, source_text
from ui.parts.opening import open_or_explain
from ui.parts.parameters import warn_of_parameters
from ui.parts.script import say
from ui.reading import address
from ui.reading.anchors import clause_anchor, hit_anchor
from ui.reading.annotations import write_legend
from ui.reading.hits import write_hits
from ui.reading.outline import AFTER_OUTLINE, write_outline
from ui.reading.panel import draw_panel
from ui.reading.places import draw_places
from ui.reading.text import top_anchor, write_text
from views.outline import build_outline
from views.place import Place, find_hits_around, find_neighbours
from views.text_search import TextHit, find_text

_STYLE = Path(__file__).with_name("page.css")
_CHOOSER = "open_document"


def draw_reading_page(open_desk: Callable[[], Desk], *, as_of: date) -> None:
    """Draw the page.

    Args:
        open_desk: Opens the index; what it raises is shown with what mends it.
        as_of: The day on which documents are in force or not.
    """
    st.html(ROWS_STYLE)
    st.html(_STYLE)
    draw_masthead("原文", "逐条阅读、逐字查找所收文件；每一条都有自己的网址和规范引注。")
    desk = open_or_explain(open_desk)
    if desk is None:
        return
    corpus = desk.corpus
    doc_ids = [document.doc_id for document in corpus.documents]
    # A clause that there is not is said with the ones next to it, not by this.
    warn_of_parameters(
        {"doc": doc_ids, "clause": None, "find": None, "hit": None, "notes": ("true", "false")}
    )
    with st.container(key="choices"):
        chooser, finder, switch = st.columns([5, 4, 2], vertical_alignment="bottom")
    typed = _draw_finder(finder, corpus)
    hits = find_text(corpus, typed)
    place, hit = address.read_address(corpus, hits)
    _draw_chooser(chooser, corpus, place)
    with switch:
        has_notes = st.toggle(say("显示标注"), key="notes", bind="query-params")
    if place.is_unknown:
        draw_html(_write_unknown(place))
    left, middle, right = st.columns([3, 6, 3.4], gap="medium")
    with left:
        if typed.strip():
            draw_html(write_hits(hits, corpus, typed))
        clauses = corpus.clauses_of(place.document.doc_id)
        draw_html(write_outline(build_outline(clauses)))
    with middle:
        _draw_steps(corpus, place, hits, hit)
        if has_notes:
            draw_html(write_legend())
        with st.container(key="text"):
            text = write_text(place.document, corpus, as_of, hits=hits, has_notes=has_notes)
            draw_html(text)
    with right:
        draw_panel(place, corpus, as_of, has_notes=has_notes)
    draw_places(
        clause=clause_anchor(place.clause.clause_id) if place.clause else "",
        hit=hit_anchor(hit.n) if hit else "",
        top=top_anchor(place.document),
        on_choice=partial(address.choose_anchor, corpus, hits),
    )
    draw_html(write_foot(corpus, as_of))


def _draw_finder(place: DeltaGenerator, corpus: Corpus) -> str:
    return place.text_input(
        say("在原文中查找"),
        key=address.FIND,
        type="search",
        max_chars=LONGEST_FIND,
        placeholder=say("逐字查找，如：揭榜挂帅"),
        on_change=address.follow_search,
        args=(corpus,),
        bind="query-params",
    )


def _draw_chooser(place: DeltaGenerator, corpus: Corpus, opened: Place) -> None:
    titles = {document.doc_id: document.title or document.doc_id for document in corpus.documents}
    if len(set(titles.values())) < len(titles):
        titles = {doc_id: f"{title}（{doc_id}）" for doc_id, title in titles.items()}
    st.session_state[_CHOOSER] = opened.document.doc_id
    place.selectbox(
        say("文件"),
        list(titles),
        format_func=lambda doc_id: titles[doc_id],
        key=_CHOOSER,
        on_change=address.choose_document,
        args=(_CHOOSER,),
    )


def _draw_steps(corpus: Corpus, place: Place, hits: Sequence[TextHit], hit: TextHit | None) -> None:
    before, after = find_neighbours(corpus, place)
    with st.container(horizontal=True, key="steps", vertical_alignment="center"):
        draw_html(element("p", _write_here(place), id=AFTER_OUTLINE, class_="at"))
        _draw_step("‹ 上一条", "previous_clause", address.choose_clause, before)
        _draw_step("下一条 ›", "next_clause", address.choose_clause, after)
    if not hits:
        return
    said = f"第 {hit.n} 处，共 {len(hits)} 处" if hit else f"共 {len(hits)} 处"
    earlier, later = find_hits_around(corpus, place, hits, hit)
    with st.container(horizontal=True, key="hit_steps", vertical_alignment="center"):
        draw_html(element("p", say(said), class_="at", role="status"))
        _draw_step("‹ 上一处", "previous_hit", address.choose_hit, earlier)
        _draw_step("下一处 ›", "next_hit", address.choose_hit, later)


def _write_here(place: Place) -> Html | str:
    if place.clause is None:
        return say("文件开头")
    within = cite_within(place.clause, place.document)
    return source_text("span", within) if within else say(KIND_WORDS[place.clause.kind])


def _draw_step(label: str, key: str, choose: Callable[[Any], None], target: object | None) -> None:
    st.button(say(label), key=key, disabled=target is None, on_click=choose, args=(target,))


def _write_unknown(place: Place) -> Html:
    advice = "索引可能已更新，或网址有误。请在下面的目录中选择"
    near = [
        element("li", element("a", clause.citation, href=f"#{clause_anchor(clause.clause_id)}"))
        for clause in place.nearest
    ]
    return element(
        "div",
        element(
            "p", say("没有网址中的这一条款。" + advice + ("，或打开最接近的：" if near else "。"))
        ),
        *([element("ul", *near, class_="nearest", lang="zh-Hans")] if near else []),
        class_="unknown",
        role="alert",
    )
