"""The questions of the conversation: typed, chosen among examples, or taken from the address."""

from collections.abc import Sequence
from urllib.parse import quote

import streamlit as st

from ui.asking.box import accept, forget_refused
from ui.parts.frame import has_just_come
from ui.parts.script import say
from ui.parts.words import EXAMPLES

PARAMETER = "q"
_ASKED, _LINKED, _TIMES, _SHOWN = "asked", "linked", "times_asked", "shown"
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
        # What is refused is said at the box, which speaks of the last question it was given.
        refused = [question for question in linked if not accept(question)]
        if refused:
            accept(refused[-1])
        usable = tuple(question for question in linked if question not in refused)
        st.session_state.update({_ASKED: usable, _LINKED: linked})
    return tuple(st.session_state[_ASKED])


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


def ask(question: str) -> None:
    """Put one more question into the conversation."""
    if accept(question):
        st.session_state[_TIMES] = times_asked() + 1
        _show((*st.session_state.get(_ASKED, ()), question.strip()))


def times_asked() -> int:
    """Return how often the reader asked; a question that came with the address is not counted."""
    times: int = st.session_state.get(_TIMES, 0)
    return times


def is_shown(questions: Sequence[str]) -> bool:
    """Say whether what is on the page is the answer to `questions`."""
    return bool(st.session_state.get(_SHOWN) == tuple(questions))


def note_shown(questions: Sequence[str]) -> None:
    """Note that the answer to `questions` is on the page."""
    st.session_state[_SHOWN] = tuple(questions)


def _begin_anew() -> None:
    forget_refused()
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
