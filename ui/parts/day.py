"""The day that the pages speak of: today, or one that the reader chose; kept by every page."""

import re
from datetime import date

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ui.parts.addresses import DAY
from ui.parts.markup import code_span, draw_html, element
from ui.parts.script import say

_EARLIEST, _LATEST = date(1949, 10, 1), date(2099, 12, 31)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_LONGEST_SHOWN = 30
# The day that was chosen as the address has it, "" for today, whatever day that is by then.
_CHOSEN = "chosen_day"


def chosen_day() -> date:
    """Return the day on which documents are in force or not."""
    return _read(st.session_state.get(_CHOSEN, "")) or date.today()


def draw_day(place: DeltaGenerator) -> None:
    """Draw the choice of a day; say what is wrong with that of the address, which is dropped.

    The address is written here, not by the widget: it is to be there for the links of the page.
    """
    _follow_address()
    day = chosen_day()
    st.session_state[DAY] = day
    label = "今天" if day == date.today() else f" {day.isoformat()} "
    with place.popover(say(f"按{label}判断"), icon=":material/event:", key="day_open"):
        st.date_input(
            say("文件状态按哪一天判断"),
            min_value=_EARLIEST,
            max_value=_LATEST,
            format="YYYY-MM-DD",
            key=DAY,
            on_change=_choose,
        )
        st.caption(say("现行、已过期、已被代替等状态，都按这一天判断；各页和导出的文件都一样。"))


def draw_other_day() -> None:
    """Say plainly that the pages speak of another day than today, and offer today."""
    day = chosen_day()
    if day == date.today():
        return
    with st.container(horizontal=True, vertical_alignment="center", key="other_day"):
        said = say(f"文件状态按 {day.isoformat()} 判断，不是今天。")
        draw_html(element("p", said, class_="other-day", role="status"))
        st.button(say("改为今天"), key="today", on_click=_keep, args=(date.today(),))


def _follow_address() -> None:
    """Take the day of the address; one without goes on with the day of the page before."""
    linked, chosen = st.query_params.get(DAY, ""), st.session_state.get(_CHOSEN, "")
    if linked and linked != chosen:
        day = _read(linked)
        if day is None:
            said = say("网址中的日期不能用，文件状态改按今天判断；请写成 2024-05-01 这样的日期：")
            st.warning(said + code_span(linked[:_LONGEST_SHOWN]))
        _keep(day or date.today())
    elif chosen and not linked:
        st.query_params[DAY] = chosen


def _choose() -> None:
    _keep(st.session_state[DAY])


def _keep(day: date) -> None:
    chosen = "" if day == date.today() else day.isoformat()
    st.session_state[_CHOSEN] = chosen
    if chosen:
        st.query_params[DAY] = chosen
    else:
        st.query_params.pop(DAY, None)


def _read(text: str) -> date | None:
    """Return the day of an address, None where it is none that can be chosen."""
    if not _ISO.fullmatch(text):
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if _EARLIEST <= day <= _LATEST else None
