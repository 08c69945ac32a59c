"""What the reader chose, kept in the address of the page: a link shows the same.

Streamlit's own binding writes the words of an option into the address, which change with the
script; here its value stands there, and the address alone says what is chosen.
"""

from collections.abc import Mapping, Sequence

import streamlit as st

from ui.parts.markup import code_span
from ui.parts.script import say

PAGE = "page"
# The one card that is open.
OPEN = "open"
# What the results decide: whether such a value is there is known only where it is chosen.
SAID_HERE = ("retriever", "a", "b", "metric", "of", "with", OPEN, PAGE)
_LONGEST_SHOWN = 60


def choose(
    label: str,
    words: Mapping[str, str],
    *,
    key: str,
    default: str = "",
    drops: Sequence[str] = (PAGE,),
    as_buttons: bool = False,
) -> str:
    """Draw a choice among the values of `words`; return the value chosen.

    Args:
        label: What is chosen.
        words: Values, each with the words that stand for it, said already.
        key: Of the widget, and of the address.
        default: The value that the address leaves out; the first one if it is none of them.
        drops: Other parameters of the address that a new choice makes void.
        as_buttons: Draw all values side by side instead of a list that opens.
    """
    default = default if default in words else next(iter(words))
    value = chosen(words, key=key, default=default)
    st.session_state[key] = value
    arguments = (key, default, tuple(drops))
    if as_buttons:
        st.segmented_control(
            say(label),
            list(words),
            format_func=words.__getitem__,
            key=key,
            required=True,
            on_change=_write,
            args=arguments,
        )
    else:
        st.selectbox(
            say(label),
            list(words),
            format_func=words.__getitem__,
            key=key,
            placeholder=say("请选择"),
            on_change=_write,
            args=arguments,
        )
    return value


def chosen(words: Mapping[str, str], *, key: str, default: str) -> str:
    """Return the value that the address names, which loses it where there is no such value."""
    value = st.query_params.get(key, default)
    if value in words:
        return value
    if value and key in SAID_HERE:
        said = say("网址中的这一项在这里不存在，已忽略：")
        st.warning(f"{said}{code_span(key)} = {code_span(value[:_LONGEST_SHOWN])}")
    st.query_params.pop(key, None)
    return default


def draw_pages(count: int, *, size: int, first: int = 1) -> slice:
    """Draw buttons to turn pages where there are several; return what the page shows.

    Args:
        count: Of all that there is to show.
        size: Of a page.
        first: The page to show where the address names none.
    """
    pages = {str(n): "" for n in range(1, max(1, -(-count // size)) + 1)}
    number = int(chosen(pages, key=PAGE, default=str(first)))
    begin = (number - 1) * size
    if len(pages) > 1:
        with st.container(horizontal=True, vertical_alignment="center", key="pages"):
            _draw_turn("上一页", number - 1, is_there=number > 1)
            _draw_turn("下一页", number + 1, is_there=number < len(pages))
            last = min(begin + size, count)
            st.markdown(
                say(f"第 {number} / {len(pages)} 页，第 {begin + 1}–{last} 题，共 {count} 题")
            )
    return slice(begin, begin + size)


def _draw_turn(label: str, number: int, *, is_there: bool) -> None:
    key = f"page_{label}"
    st.button(say(label), key=key, disabled=not is_there, on_click=_turn, args=(number,))


def _turn(number: int) -> None:
    st.query_params.pop(OPEN, None)
    if number == 1:
        st.query_params.pop(PAGE, None)
    else:
        st.query_params[PAGE] = str(number)


def _write(key: str, default: str, drops: Sequence[str]) -> None:
    value = st.session_state[key]
    if value is None or value == default:
        st.query_params.pop(key, None)
    else:
        st.query_params[key] = value
    for name in (*drops, *([OPEN] if PAGE in drops else [])):
        st.query_params.pop(name, None)
