"""The pages 原文 and 关于 over the real documents, without a model, to be served to a browser."""

from datetime import date

import streamlit as st

from tests.ui.reader.corpora import desk_of, real_corpus
from ui.about.page import draw_about_page
from ui.desk import Desk
from ui.parts.frame import draw_settings
from ui.reading.page import draw_reading_page

_DAY = date(2026, 1, 1)


def _open_desk() -> Desk:
    return desk_of(real_corpus())


def _read() -> None:
    draw_reading_page(_open_desk, as_of=_DAY)


def _about() -> None:
    draw_about_page(_open_desk, as_of=_DAY)


st.set_page_config(layout="wide")
draw_settings()
st.navigation(
    [
        st.Page(_read, title="原文", url_path="read", default=True),
        st.Page(_about, title="关于", url_path="about"),
    ],
    position="top",
).run()
