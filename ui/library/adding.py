"""The part of the page 文件库 where documents are added, replaced and removed."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import streamlit as st

from index import load_settings
from index.settings import SettingsError
from library import Places
from ui.desk import Desk
from ui.library.adding_access import draw_closed, name_of, visitor_access
from ui.library.adding_files import draw_choosing
from ui.library.adding_held import draw_held, draw_history
from ui.library.adding_office import Office
from ui.library.adding_waiting import draw_waiting
from ui.library.adding_work import draw_work
from ui.parts.document_rows import ROWS_STYLE
from ui.parts.failures import EXPECTED_FAILURES, draw_failure

_STYLE = Path(__file__).with_name("adding.css")


def draw_adding(open_desk: Callable[[], Desk], *, as_of: date) -> None:
    """Draw what it takes to add documents, or why this visitor cannot.

    Args:
        open_desk: Opens the index; where it cannot be opened, documents can be added all the same.
        as_of: The day on which documents are in force or not.
    """
    st.html(ROWS_STYLE)
    st.html(_STYLE)
    try:
        settings = load_settings()
    except SettingsError as error:
        draw_failure(error)
        return
    access = visitor_access(settings)
    if access.why_not:
        draw_closed(settings, access)
        return
    try:
        desk = open_desk()
    # What is wrong is said at the top of the page.
    except EXPECTED_FAILURES:
        desk = None
    office = Office(settings, Places.of(settings), name_of(access), desk)
    with st.container(key="adding"):
        draw_work(settings)
        draw_choosing(office)
        draw_waiting(office, as_of)
        draw_held(office)
        draw_history(office)
