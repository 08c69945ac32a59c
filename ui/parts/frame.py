"""What surrounds every page: style sheet, the reader's settings, title and foot."""

from pathlib import Path

import streamlit as st

from ui.parts.addresses import FONT, SETTINGS
from ui.parts.browser import draw_browser
from ui.parts.day import draw_day, draw_other_day
from ui.parts.kept import keep_in_address, note, recall
from ui.parts.markup import draw_html, element
from ui.parts.script import KEY as SCRIPT
from ui.parts.script import is_traditional, language, say

_STYLES = [Path(__file__).parent / name for name in ("page.css", "print.css")]
# In per cent of the browser's own size, which every measure of the pages is relative to.
_FONT_SIZES = {"A": 100, "A+": 118, "A++": 137}
_PAGE = "page_before_and_now"


def draw_settings() -> None:
    """Draw the reader's settings; to be called before anything that `say` says."""
    for style in _STYLES:
        st.html(style)
    row = st.container(horizontal=True, horizontal_alignment="right", key="settings")
    day = row.container(width="content")
    with row.popover("字号 · 简/繁", icon=":material/text_fields:", key="settings_open"):
        for name, label in {FONT: "字号", SCRIPT: "字体 / 字體"}.items():
            recall(name, SETTINGS[name])
            st.segmented_control(
                label, SETTINGS[name], required=True, key=name, on_change=note, args=(name,)
            )
    keep_in_address(SETTINGS)
    draw_browser()
    st.html(f"<style>html {{ font-size: {_FONT_SIZES[st.session_state[FONT]]}%; }}</style>")
    draw_day(day)
    draw_other_day()


def draw_masthead(title: str, lead: str, *, is_brief: bool = False) -> None:
    """Draw the title of a page, what it is for, and how quotes are shown.

    Args:
        title: Of the page.
        lead: What it is for.
        is_brief: The reader has begun, and a small screen has no room for it.
    """
    quotes = element("p", say("引文保持原文字形，不作简繁转换。"), class_="note")
    draw_html(
        element(
            "header",
            element("h1", say(title)),
            element("p", say(lead)),
            *([quotes] if is_traditional() else []),
            class_="masthead brief" if is_brief else "masthead",
            lang=language(),
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
