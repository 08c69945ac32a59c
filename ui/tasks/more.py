"""Long lists, so many at a time: the rest is a click away."""

from collections.abc import Sequence
from typing import TypeVar

import streamlit as st

from ui.parts.script import say

STEP = 20
_T = TypeVar("_T")


def cut(name: str, items: Sequence[_T], *, asked: object) -> Sequence[_T]:
    """Return the first items of a list, as many as the reader has asked to see.

    Args:
        name: Of the list, told from others of the page.
        items: All of it.
        asked: What it is a list of; of something else it begins anew.
    """
    return items[: _number(name, asked)]


def draw_more(name: str, items: Sequence[object], *, asked: object, unit: str) -> None:
    """Draw the button that shows more of a list, where there is more."""
    number = _number(name, asked)
    rest = len(items) - number
    if rest > 0:
        more = say(f"再看 {min(STEP, rest)} {unit}（还有 {rest} {unit}）")
        st.button(more, key=f"more_{name}", on_click=_show_more, args=(name, asked))


def _number(name: str, asked: object) -> int:
    shown_of, number = st.session_state.get(_noted(name), (asked, STEP))
    return int(number) if shown_of == asked else STEP


def _show_more(name: str, asked: object) -> None:
    st.session_state[_noted(name)] = (asked, _number(name, asked) + STEP)


def _noted(name: str) -> str:
    return f"shown of {name}"
