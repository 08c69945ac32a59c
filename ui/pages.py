"""The pages, and the day that they speak of: the script that is run for each visit and choice.

Pages are imported when they are drawn: their libraries take seconds, and the frame is there before.
"""

from typing import TYPE_CHECKING

import streamlit as st

from ui.parts.addresses import PAGES
from ui.parts.chosen import keep_chosen
from ui.parts.day import chosen_day
from ui.parts.frame import draw_settings, note_page
from ui.parts.script import say

if TYPE_CHECKING:
    from ui.desk import Desk


def open_desk() -> "Desk":
    """Open what the pages draw from."""
    from ui import desk

    return desk.open_desk()


def ask() -> None:
    """Draw 问答."""
    from ui.asking.page import draw_ask_page

    draw_ask_page(open_desk, as_of=chosen_day())


def tasks() -> None:
    """Draw 责任分工."""
    from ui.tasks.page import draw_tasks_page

    draw_tasks_page(open_desk, as_of=chosen_day())


def support() -> None:
    """Draw 惠企支持."""
    from ui.support.page import draw_support_page

    draw_support_page(open_desk, as_of=chosen_day())


def compare() -> None:
    """Draw 对照."""
    from ui.compare.page import draw_compare_page

    draw_compare_page(open_desk, as_of=chosen_day())


def read() -> None:
    """Draw 原文."""
    from ui.reading.page import draw_reading_page

    draw_reading_page(open_desk, as_of=chosen_day())


def library() -> None:
    """Draw 文件库."""
    from ui.library.page import draw_library_page

    draw_library_page(open_desk, as_of=chosen_day())


def evaluation() -> None:
    """Draw 评测."""
    from ui.evaluation.page import draw_evaluation_page

    draw_evaluation_page(open_desk, as_of=chosen_day())


def about() -> None:
    """Draw 关于."""
    from ui.about.page import draw_about_page

    draw_about_page(open_desk, as_of=chosen_day())


_DRAW = {
    "ask": ask,
    "tasks": tasks,
    "support": support,
    "compare": compare,
    "read": read,
    "library": library,
    "evaluation": evaluation,
    "about": about,
}

st.set_page_config(page_title="政策文件问答", page_icon="📄", layout="wide")
draw_settings()
page = st.navigation(
    [
        st.Page(_DRAW[path], title=say(title), url_path=path, default=path == "ask")
        for path, title in PAGES.items()
    ],
    position="top",
)
note_page(page.url_path)
keep_chosen()
page.run()
