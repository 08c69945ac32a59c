"""What of the catalogue is shown: words, status and the other filters, kept in the address."""

from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st

from ui.library.words import FIELD_WORDS, LEVEL_WORDS
from ui.parts.linked import follow_address, keep_in_address
from ui.parts.script import say
from ui.parts.words import VALIDITY_WORDS
from views.catalogue import Choice, Entry, count_choices
from views.catalogue.selection import FIELDS, UNSTATED

WORDS = "find"
_LONGEST = 100
_IN_A_ROW = 3
_UNSTATED = "没有写明"


def draw_filters(
    entries: Sequence[Entry], values: Mapping[str, Sequence[str]], day: date
) -> Choice:
    """Draw the filters and return what they ask for; `values` are those that each may have."""
    follow_address(WORDS)
    st.text_input(
        say("查找文件"),
        key=WORDS,
        max_chars=_LONGEST,
        placeholder=say("标题、文号或发文机关里的字词，如：燃气 条例"),
        type="search",
    )
    words = keep_in_address(WORDS)
    for name in FIELDS:
        follow_address(name, values[name])
    chosen = {name: str(st.session_state[name] or "") for name in FIELDS}
    choice = Choice(**chosen, words=words)
    counts = count_choices(entries, choice, day)
    _draw_status(values["status"], counts["status"])
    is_open = any(value for name, value in chosen.items() if name != "status")
    with st.expander(say("更多筛选"), expanded=is_open, key="more_filters"):
        rest = [name for name in FIELDS if name != "status"]
        for i in range(0, len(rest), _IN_A_ROW):
            for name, place in zip(rest[i:], st.columns(_IN_A_ROW), strict=False):
                with place:
                    _draw_one(name, values[name], counts[name])
    for name in FIELDS:
        keep_in_address(name)
    return choice


def draw_nothing_fits() -> None:
    """Say that the filters leave nothing, and offer to clear them."""
    st.info(say("没有符合现在的筛选的文件。请改几个字再查，或者清除筛选。"))
    st.button(say("清除筛选"), key="clear_filters", on_click=clear_filters)


def clear_filters() -> None:
    """Ask for all documents."""
    for name in (WORDS, *FIELDS):
        st.session_state[name] = None if name == "status" else ""
        st.query_params.pop(name, None)


def _draw_status(values: Sequence[str], counts: Mapping[str, int]) -> None:
    st.session_state["status"] = st.session_state["status"] or None
    st.pills(
        say("状态"),
        list(values),
        format_func=lambda value: f"{say(VALIDITY_WORDS[value])} {counts[value]}",
        key="status",
        label_visibility="collapsed",
    )


def _draw_one(name: str, values: Sequence[str], counts: Mapping[str, int]) -> None:
    st.selectbox(
        say(FIELD_WORDS[name]),
        ["", *values],
        format_func=lambda value: _word(name, value, counts),
        key=name,
    )


def _word(name: str, value: str, counts: Mapping[str, int]) -> str:
    if not value:
        return say("全部")
    word = say(_UNSTATED) if value == UNSTATED else value
    if name == "level":
        word = say(LEVEL_WORDS[value])
    return f"{word}（{counts[value]}）"
