"""What could be asked next, or instead: a question each, a click away."""

import streamlit as st

from answer import Answer
from ui.asking.dialogue import ask
from ui.parts.script import say


def draw_suggestions(answer: Answer, *, name: str) -> None:
    """Draw the questions that an answer suggests, and why one of them should be chosen.

    Args:
        answer: What suggests them.
        name: Tells them from those of other answers.
    """
    if not answer.suggestions:
        return
    with st.container(key="suggestions", gap="xsmall"):
        st.markdown(f"**{say(_heading(answer))}**")
        with st.container(horizontal=True, gap="small"):
            for n, question in enumerate(answer.suggestions, start=1):
                st.button(question, key=f"suggestion_{name}_{n}", on_click=ask, args=(question,))


def _heading(answer: Answer) -> str:
    if answer.asks_back:
        return answer.asks_back
    return "可以接着问" if answer.citations else "可以改问"
