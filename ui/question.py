"""The question: typed, chosen among examples, or taken from the address of the page."""

import streamlit as st

from index.query import LONGEST_QUERY
from ui.words import EXAMPLES

_PARAMETER = "q"


def draw_question() -> str | None:
    """Draw the question box; return the question, None before there is one."""
    _follow_address()
    with st.form("ask", border=False, enter_to_submit=True):
        field, button = st.columns([7, 1], vertical_alignment="bottom")
        field.text_input("请输入问题", key="typed", placeholder="例如：检验检测和认证由谁牵头？")
        button.form_submit_button(
            "提问", key="submit", type="primary", width="stretch", on_click=_ask_typed
        )
    asked: str | None = st.session_state["asked"]
    return asked


def draw_examples(*, is_closed: bool) -> None:
    """Draw the examples of the three users, in a closed box where something else matters more."""
    if not is_closed:
        _draw_examples()
        return
    with st.expander("示例问题", key="examples"):
        _draw_examples()


def _follow_address() -> None:
    """Take the question from the address where it is another than the one asked last."""
    linked = st.query_params.get(_PARAMETER, "")
    if st.session_state.get("linked") != linked:
        st.session_state["linked"] = linked
        st.session_state["typed"] = linked
        st.session_state["asked"] = linked or None
    st.session_state.setdefault("asked", None)


def _draw_examples() -> None:
    for place, (user, questions) in zip(st.columns(3), EXAMPLES.items(), strict=True):
        with place.container(gap="xsmall"):
            st.markdown(f"**{user}**")
            for i, question in enumerate(questions, start=1):
                key = f"example_{user}_{i}"
                st.button(question, key=key, width="stretch", on_click=_ask, args=(question,))


def _ask_typed() -> None:
    _ask(st.session_state["typed"])


def _ask(question: str) -> None:
    question = question.strip()
    # An address of more than some thousand characters is refused by servers and mail programs.
    linked = question if len(question) <= LONGEST_QUERY else ""
    if linked:
        st.query_params[_PARAMETER] = linked
    else:
        st.query_params.pop(_PARAMETER, None)
    st.session_state.update(linked=linked, typed=question, asked=question)
