"""The page 问答: a conversation, and the place in the documents of every statement in it."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ui.asking.arrival import draw_arrival
from ui.asking.box import draw_box
from ui.asking.dialogue import (
    PARAMETER,
    ask,
    draw_examples,
    is_shown,
    note_shown,
    read_questions,
    times_asked,
)
from ui.asking.progress import Progress, write_question
from ui.parts.frame import draw_masthead
from ui.parts.markup import draw_html
from ui.parts.opening import open_or_explain
from ui.parts.parameters import warn_of_parameters
from ui.parts.script import say

if TYPE_CHECKING:
    from ui.desk import Desk

_STYLE = Path(__file__).parent / "page.css"
_WRITERS = {"extract": "原文摘录", "model": "语言模型表述"}


def draw_ask_page(open_desk: "Callable[[], Desk]", *, as_of: date) -> None:
    """Draw the page.

    Args:
        open_desk: Opens index and model; what it raises is shown with what mends it.
        as_of: The day on which documents are in force or not.
    """
    st.html(_STYLE)
    questions = read_questions()
    lead = "回答逐字引自文件，每句话都注明出处；文件没有说的，如实说明。"
    draw_masthead("政策文件问答", lead, is_brief=bool(questions))
    # The address holds the words of a choice as they are shown.
    warn_of_parameters({PARAMETER: None, "by": [say(words) for words in _WRITERS.values()]})
    # All of this is there before the index is open, which takes a while.
    draw_box(ask, is_first=not questions)
    asked_only = st.container()
    if not questions:
        draw_examples()
        note_shown(questions)
    with st.container():
        desk = (
            _draw_conversation(questions, open_desk, as_of, asked_only)
            if questions
            else open_or_explain(open_desk)
        )
    if desk is None:
        return
    if not questions:
        from ui.parts.chosen import draw_chosen

        with asked_only:
            draw_chosen(desk.corpus)
    else:
        with st.expander(say("示例问题"), key="examples"):
            draw_examples()
    from ui.parts.documents import write_foot

    draw_html(write_foot(desk.corpus, as_of))


def _draw_conversation(
    questions: Sequence[str],
    open_desk: "Callable[[], Desk]",
    as_of: date,
    asked_only: DeltaGenerator,
) -> "Desk | None":
    """Draw the last question at once, then its answer; return the desk that it came from."""
    above = st.container()
    draw_html(write_question(questions[-1]))
    progress = Progress(st.empty())
    draw_arrival(times_asked())
    # Below a new question stands no answer to the one before, not for a moment; an answer that is
    # drawn again stays where it is.
    is_new = not is_shown(questions)
    place = st.empty() if is_new else st.container()
    if is_new:
        progress.begin()
    desk = open_or_explain(open_desk)
    if desk is None:
        progress.clear()
        return None
    # Libraries that the frame of the page does not wait for; they are there once the index is.
    from ui.asking.conversation import draw_answer, draw_earlier
    from ui.asking.exchanges import answer_all
    from ui.parts.chosen import draw_chosen

    with asked_only:
        doc_ids = draw_chosen(desk.corpus)
    with above:
        by_model = desk.writer is not None and _choose_writer()
    exchanges = answer_all(
        questions,
        desk,
        as_of,
        doc_ids=tuple(doc_ids),
        by_model=by_model,
        on_line=progress.show_line,
        on_stage=progress.show_stage,
    )
    progress.clear()
    with above:
        draw_earlier(exchanges)
    with place.container() if is_new else place:
        draw_answer(exchanges, desk, as_of)
    note_shown(questions)
    return desk


def _choose_writer() -> bool:
    chosen = st.segmented_control(
        say("回答方式"),
        list(_WRITERS),
        default="extract",
        required=True,
        format_func=lambda name: say(_WRITERS[name]),
        key="by",
        bind="query-params",
    )
    return chosen == "model"
