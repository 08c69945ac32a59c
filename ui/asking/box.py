"""The box that a question is typed into, and what is said of one that cannot be asked."""

from collections.abc import Callable

import streamlit as st

from question.typed import LONGEST_QUERY, count_characters, find_fault
from ui.parts.frame import has_just_come
from ui.parts.script import say

_BOX, _REFUSED = "typed", "refused"


def draw_box(ask: Callable[[str], None], *, is_first: bool) -> None:
    """Draw the box, which stays in sight, and why the last question was refused.

    Args:
        ask: Is given what was typed.
        is_first: No question was asked yet.
    """
    hint = "输入问题，如：检验检测由谁牵头？" if is_first else "继续追问，如：那谁负责？"
    refused: str = st.session_state.get(_REFUSED, "")
    if has_just_come():
        _put_back(refused)
    # In a container: outside of any, Streamlit would scroll past the answer to the page's end.
    with st.container(key="box"):
        st.chat_input(say(hint), key=_BOX, on_submit=lambda: ask(st.session_state[_BOX] or ""))
    if refused:
        _explain(refused)


def accept(question: str) -> bool:
    """Say whether `question` can be asked; one that cannot is kept for the reader to mend."""
    fault = find_fault(question)
    st.session_state[_REFUSED] = question if fault else ""
    _put_back(question)
    return not fault


def forget_refused() -> None:
    """Say no more of a question that was refused."""
    st.session_state[_REFUSED] = ""


def _put_back(question: str) -> None:
    # The box was emptied; what took long to write is shortened there, not written anew.
    if find_fault(question) == "long":
        st.session_state[_BOX] = question


def _explain(refused: str) -> None:
    fault = find_fault(refused)
    if fault == "blank":
        st.info(say("请先输入问题：用几个词说明想知道什么，例如“检验检测由谁牵头”。"))
    elif fault == "long":
        length = f"有 {count_characters(refused):,} 字，最多 {LONGEST_QUERY:,} 字"
        st.warning(say(f"问题太长：{length}。原文还在上面的框里，请删短后再提问。"))
    else:
        st.warning(say("问题里有不是文字的字符，请改写后再提问。"))
