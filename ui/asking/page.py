"""The page 问答: a conversation, and the place in the documents of every statement in it."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

import streamlit as st

from ui.asking.dialogue import PARAMETER, draw_box, draw_examples, read_questions, say_unusable
from ui.parts.frame import draw_masthead
from ui.parts.opening import open_or_explain
from ui.parts.parameters import warn_of_parameters
from ui.parts.script import say

if TYPE_CHECKING:
    from ui.desk import Desk

_WRITERS = {"extract": "原文摘录", "model": "语言模型表述"}


def draw_ask_page(open_desk: "Callable[[], Desk]", *, as_of: date) -> None:
    """Draw the page.

    Args:
        open_desk: Opens index and model; what it raises is shown with what mends it.
        as_of: The day on which documents are in force or not.
    """
    draw_masthead("政策文件问答", "回答逐字引自文件，每句话都注明出处；文件没有说的，如实说明。")
    # The address holds the words of a choice as they are shown.
    warn_of_parameters({PARAMETER: None, "by": [say(words) for words in _WRITERS.values()]})
    questions = read_questions()
    # The box and the examples are there before the index is open, which takes a while.
    draw_box(is_first=not questions)
    say_unusable()
    asked_only = st.container()
    if not questions:
        draw_examples()
    outcome = st.container()
    with outcome:
        desk = open_or_explain(open_desk)
        if desk is None:
            return
        # What draws from the documents is imported once there are some.
        from ui.parts.chosen import draw_chosen

        with asked_only:
            doc_ids = draw_chosen(desk.corpus)
        if questions:
            _draw_conversation(questions, desk, as_of, doc_ids)
    if questions:
        with st.expander(say("示例问题"), key="examples"):
            draw_examples()
    from ui.parts.documents import write_foot
    from ui.parts.markup import draw_html

    draw_html(write_foot(desk.corpus, as_of))


def _draw_conversation(
    questions: Sequence[str], desk: "Desk", as_of: date, doc_ids: Sequence[str]
) -> None:
    from ui.asking.actions import draw_actions
    from ui.asking.earlier import write_earlier
    from ui.asking.exchanges import answer_all
    from ui.asking.progress import Progress
    from ui.asking.result import write_question, write_result
    from ui.parts.markup import draw_html

    by_model = desk.writer is not None and _choose_writer()
    before = st.container()
    draw_html(write_question(questions[-1]))
    progress = Progress(st.empty())
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
    if len(exchanges) > 1:
        with before:
            draw_html(write_earlier(exchanges[:-1]))
    draw_actions(exchanges[-1], desk, as_of)
    draw_html(write_result(exchanges[-1].answer, desk.corpus, as_of))


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
