"""The page 问答: a question, its answer, and the place of every statement in the documents."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import streamlit as st

from index.query import LONGEST_QUERY, QueryError
from ui.desk import Desk
from ui.documents import write_foot
from ui.failures import EXPECTED_FAILURES, draw_failure
from ui.markup import draw_html, element
from ui.question import draw_examples, draw_question
from ui.result import write_result

_STYLE = Path(__file__).parent / "page.css"


def draw_ask_page(open_desk: Callable[[], Desk], *, as_of: date) -> None:
    """Draw the page.

    Args:
        open_desk: Opens index and model; what it raises is shown with what mends it.
        as_of: The day on which documents are in force or not.
    """
    st.html(_STYLE)
    draw_html(
        element(
            "header",
            element("h1", "政策文件问答"),
            element("p", "回答逐字引自文件，每句话都注明出处；文件没有说的，如实说明。"),
            class_="masthead",
            lang="zh-CN",
        )
    )
    question = draw_question()
    outcome = st.container()
    # Drawn before the index is opened, which takes a while, and below what comes of it.
    draw_examples(is_closed=question is not None)
    with outcome:
        try:
            desk = open_desk()
        except EXPECTED_FAILURES as error:
            draw_failure(error)
            return
        if question is not None:
            _draw_answer(question, desk, as_of)
    draw_html(write_foot(desk.corpus.documents, as_of))


def _draw_answer(question: str, desk: Desk, as_of: date) -> None:
    try:
        with st.spinner("正在查找条款……"):
            answer = desk.answerer.answer(question, as_of=as_of)
    except QueryError:
        # A few characters count for several, so the length alone does not tell which it is.
        if any(character.isalnum() for character in question):
            st.warning(f"问题太长，请缩短到 {LONGEST_QUERY:,} 字以内。")
        else:
            st.info("请先输入问题：用几个词说明想知道什么，例如“检验检测由谁牵头”。")
        return
    draw_html(write_result(answer, desk.corpus, as_of))
