"""Documents that are held: replaced by a newer version, or taken out; and the last changes."""

from functools import partial

import streamlit as st

from library import Change, Turn
from library.changes import last_change, read_history
from library.doing import remove, undo
from ui.library.adding_cards import join_titles
from ui.library.adding_files import choose_files
from ui.library.adding_office import Office
from ui.library.adding_waiting import is_busy
from ui.library.adding_words import KIND_WORDS
from ui.library.adding_work import said_by
from ui.parts.markup import Html, draw_html, element
from ui.parts.script import say

_SHOWN = 5


def draw_held(office: Office) -> None:
    """Draw what can be done with a document that is held."""
    titles = office.titles
    if not titles:
        return
    with st.expander(say("替换或移出已收的文件")):
        doc_id = st.selectbox(
            say("选一份已收的文件"),
            list(titles),
            index=None,
            format_func=lambda doc_id: titles.get(doc_id, doc_id),
            placeholder=say("选择……"),
            key="adding_document",
        )
        if doc_id is None:
            return
        if doc_id not in titles:
            st.warning(say("这份文件刚被移出了；请另选一份。"))
            return
        choose_files(
            office, label="选择它的新版本", name="adding_newer", several=False, replaces=doc_id
        )
        st.button(
            say("移出这份文件"),
            key="adding_remove",
            disabled=is_busy(),
            on_click=office.change,
            args=(partial(_remove, doc_id, titles[doc_id]), "remove"),
        )
        st.caption(say("移出的文件另外存放，可以撤销；引用它的旧链接会打不开。"))


def draw_history(office: Office) -> None:
    """Draw the last changes, and the way back from the last one."""
    history = read_history(office.places)
    if not history:
        return
    rows = [_write_change(change) for change in reversed(history[-_SHOWN:])]
    draw_html(
        element("section", element("h3", say("最近的改动")), element("ul", *rows), class_="history")
    )
    last = last_change(office.places)
    if last is not None:
        st.button(
            say(f"撤销最近一次（{KIND_WORDS[last.kind]}）"),
            key="adding_undo",
            disabled=is_busy(),
            on_click=office.change,
            args=(undo, "undo"),
        )


def _write_change(change: Change) -> Html:
    when = f"{change.at[:10]} {change.at[11:16]} {said_by(change.by)} {KIND_WORDS[change.kind]}"
    undone = [say("（已撤销）")] if change.undone else []
    return element("li", say(f"{when}："), join_titles(change.titles), *undone)


def _remove(doc_id: str, title: str, turn: Turn) -> Change:
    return remove(turn, {doc_id: title})
