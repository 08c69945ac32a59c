"""A conversation as it is drawn once its answers are there: the last one, those before folded."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from ui.asking.actions import draw_actions
from ui.asking.earlier import write_earlier
from ui.asking.exchanges import Exchange, was_answered_otherwise
from ui.asking.result import draw_result
from ui.desk import Desk
from ui.parts.markup import draw_html
from ui.parts.script import say

_REBUILT = (
    "索引在您提问之后重建过，所收文件可能有变化：本页的回答已按现在的文件重新查找；"
    "先前的回答仍在“导出”里。"
)


def draw_earlier(exchanges: Sequence[Exchange]) -> None:
    """Draw what stands above the last question."""
    if any(was_answered_otherwise(exchange) for exchange in exchanges):
        st.info(say(_REBUILT))
    if len(exchanges) > 1:
        draw_html(write_earlier(exchanges[:-1]))


def draw_answer(exchanges: Sequence[Exchange], desk: Desk, as_of: date) -> None:
    """Draw the answer to the last question, with what can be done with it."""
    *before, last = exchanges
    draw_actions(last, desk, as_of)
    # What a reader must know of the documents is said once in a conversation.
    said = {notice for exchange in before for notice in exchange.answer.notices}
    draw_result(last.answer, desk.corpus, as_of, said=said, name=str(len(exchanges)))
