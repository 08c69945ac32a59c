"""What surrounds every page: style sheet, the reader's settings, title and foot."""

from pathlib import Path

import streamlit as st

from ui.parts.addresses import FONT
from ui.parts.day import draw_day, draw_other_day
from ui.parts.markup import draw_html, element
from ui.parts.script import KEY as SCRIPT
from ui.parts.script import SCRIPTS, is_traditional, say

_STYLE = Path(__file__).parent / "page.css"
# In per cent of the browser's own size, which every measure of the pages is relative to.
_FONT_SIZES = {"A": 100, "A+": 118, "A++": 137}
_PAGE = "page_before_and_now"


def draw_settings() -> None:
    """Draw the reader's settings; to be called before anything that `say` says."""
    st.html(_STYLE)
    row = st.container(horizontal=True, horizontal_alignment="right", key="settings")
    day = row.container(width="content")
    with row.popover("字号 · 简/繁", icon=":material/text_fields:", key="settings_open"):
        size = st.segmented_control(
            "字号",
            list(_FONT_SIZES),
            default="A",
            required=True,
            key=FONT,
            bind="query-params",
        )
        st.segmented_control(
            "字体 / 字體",
            SCRIPTS,
            default=SCRIPTS[0],
            required=True,
            key=SCRIPT,
            bind="query-params",
        )
    st.html(f"<style>html {{ font-size: {_FONT_SIZES[size or 'A']}%; }}</style>")
    draw_day(day)
    draw_other_day()


def draw_masthead(title: str, lead: str) -> None:
    """Draw the title of a page, what it is for, and how quotes are shown."""
    note = element("p", say("引文保持原文字形，不作简繁转换。"), class_="note")
    draw_html(
        element(
            "header",
            element("h1", say(title)),
            element("p", say(lead)),
            *([note] if is_traditional() else []),
            class_="masthead",
            lang="zh-Hant" if is_traditional() else "zh-Hans",
        )
    )


def note_page(page: str) -> None:
    """Remember which page is drawn, to be called once a run before it is."""
    before = st.session_state.get(_PAGE, (page, page))[1]
    st.session_state[_PAGE] = (before, page)


def has_just_come() -> bool:
    """Say whether the reader was on another page of this session before."""
    before, now = st.session_state.get(_PAGE, ("", ""))
    return bool(before != now)
