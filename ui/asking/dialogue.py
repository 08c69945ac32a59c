"""The questions of the conversation: typed, chosen among examples, or taken from the address."""

from collections.abc import Sequence
from urllib.parse import quote

import streamlit as st

from ui.parts.frame import has_just_come
from ui.parts.script import say
from ui.parts.words import EXAMPLES

PARAMETER = "q"
_ASKED, _LINKED, _UNUSABLE = "asked", "linked", "unusable"
# Longer addresses are refused by servers and cut by mail programs.
_LONGEST_ADDRESS = 6000


def read_questions() -> tuple[str, ...]:
    """Return the questions of the conversation, oldest first, as the address has them.

    An address without questions is a new conversation, but for who comes back from another page:
    the conversation goes on where it was left.
    """
    linked = tuple(st.query_params.get_all(PARAMETER))
    asked: tuple[str, ...] = st.session_state.setdefault(_ASKED, ())
    if not linked and asked and has_just_come():
        _show(asked)
    elif st.session_state.get(_LINKED, ()) != linked:
        usable = tuple(question for question in linked if _is_usable(question))
        st.session_state.update({_ASKED: usable, _LINKED: linked})
    return tuple(st.session_state[_ASKED])


def draw_box(*, is_first: bool) -> None:
    """Draw the box for a question, which stays in sight."""
    hint = "输入问题，如：检验检测由谁牵头？" if is_first else "继续追问，如：那谁负责？"
    # In a container: outside of any, Streamlit would scroll past the answer to the page's end.
    with st.container(key="box"):
        st.chat_input(say(hint), key="typed", on_submit=_ask_typed)


def draw_examples() -> None:
    """Draw the examples of the three users."""
    for place, (user, questions) in zip(st.columns(3), EXAMPLES.items(), strict=True):
        with place.container(gap="xsmall"):
            st.markdown(f"**{say(user)}**")
            for i, question in enumerate(questions, start=1):
                key = f"example_{user}_{i}"
                st.button(say(question), key=key, width="stretch", on_click=ask, args=(question,))


def draw_new(place: st.delta_generator.DeltaGenerator) -> None:
    """Draw the button that begins a new conversation."""
    place.button(say("新对话"), key="new", icon=":material/add:", on_click=_begin_anew)


def say_unusable() -> None:
    """Say what was wrong with a question that was left out of the conversation, once."""
    question = st.session_state.pop(_UNUSABLE, None)
    if question is None:
        return
    from question.query import LONGEST_QUERY

    # A few characters count for several, so the length alone does not tell which it is.
    if any(character.isalnum() for character in question):
        st.warning(say(f"问题太长，请缩短到 {LONGEST_QUERY:,} 字以内。"))
    else:
        st.info(say("请先输入问题：用几个词说明想知道什么，例如“检验检测由谁牵头”。"))


def ask(question: str) -> None:
    """Put one more question into the conversation."""
    if _is_usable(question):
        _show((*st.session_state.get(_ASKED, ()), question.strip()))


def _is_usable(question: str) -> bool:
    # Seconds of libraries, which the empty page does not wait for.
    from question.query import QueryError, check_question

    try:
        check_question(question)
    except QueryError:
        st.session_state[_UNUSABLE] = question
        return False
    return True


def _ask_typed() -> None:
    ask(st.session_state["typed"] or "")


def _begin_anew() -> None:
    _show(())


def _show(asked: Sequence[str]) -> None:
    """Make `asked` the conversation; the address takes as many of the last ones as it can."""
    linked = list(asked)
    while linked and sum(len(quote(question)) for question in linked) > _LONGEST_ADDRESS:
        linked.pop(0)
    if linked:
        st.query_params[PARAMETER] = linked
    else:
        st.query_params.pop(PARAMETER, None)
    st.session_state.update({_ASKED: tuple(asked), _LINKED: tuple(linked)})
