"""The page 关于: documents, model, limits, accessibility, privacy."""

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import streamlit as st

from ui.about import texts
from ui.about.documents import write_documents
from ui.about.refusals import write_left_out
from ui.desk import Desk
from ui.parts.addresses import PageLink
from ui.parts.document_rows import ROWS_STYLE, write_list
from ui.parts.frame import draw_masthead
from ui.parts.markup import Html, draw_html, element, source_text
from ui.parts.opening import open_or_explain
from ui.parts.parameters import warn_of_parameters
from ui.parts.script import say

_STYLE = Path(__file__).with_name("page.css")


def draw_about_page(open_desk: Callable[[], Desk], *, as_of: date) -> None:
    """Draw the page.

    Args:
        open_desk: Opens the index; what it raises is shown with what mends it.
        as_of: The day on which documents are in force or not.
    """
    st.html(ROWS_STYLE)
    st.html(_STYLE)
    draw_masthead("关于", "回答依据哪些文件，怎样得来，可能错在哪里。")
    desk = open_or_explain(open_desk)
    if desk is None:
        return
    warn_of_parameters({})
    draw_html(
        element(
            "div",
            _write_part("声明", [texts.DISCLAIMER]),
            write_documents(desk.corpus, as_of),
            write_left_out(desk.corpus),
            _write_how(desk),
            _write_limits(),
            _write_part("无障碍", texts.ACCESSIBLE, "已知做不到的", texts.INACCESSIBLE),
            _write_part(
                "隐私", [*texts.PRIVACY, texts.SENT if desk.writer else texts.NOTHING_SENT]
            ),
            class_="about",
        )
    )


def _write_how(desk: Desk) -> Html:
    model = texts.WITH_MODEL if desk.writer else texts.WITHOUT_MODEL
    return element(
        "section",
        element("h2", say("回答怎样得来")),
        _write_items([*texts.HOW, model]),
        write_list(
            ("编码模型", source_text("span", desk.model, class_="file")),
            ("索引指纹", source_text("span", desk.fingerprint, class_="file")),
        ),
        element("p", say("指纹由文件、模型和词典算出；指纹相同，同样的问题得到同样的检索结果。")),
    )


def _write_limits() -> Html:
    link = element("a", say("在测试问题上的成绩见评测页"), href=PageLink("evaluation"))
    return element(
        "section",
        element("h2", say("可能出错的地方")),
        _write_items(texts.LIMITS),
        element("p", link),
    )


def _write_part(
    title: str, items: Iterable[str], second: str = "", more: Iterable[str] = ()
) -> Html:
    rest = [element("h3", say(second)), _write_items(more)] if second else []
    return element("section", element("h2", say(title)), _write_items(items), *rest)


def _write_items(items: Iterable[str]) -> Html:
    said = [say(item) for item in items]
    if len(said) == 1:
        return element("p", said[0])
    return element("ul", *(element("li", item) for item in said))
