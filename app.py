"""Streamlit entry: the list of pages, and what all sessions share."""

from datetime import date

import streamlit as st

from answer import Answerer
from index import load_settings, open_searcher
from ui import Desk, draw_ask_page


@st.cache_resource(show_spinner="正在打开索引；首次使用需先建立索引，约需一分钟……")
def open_desk() -> Desk:
    """Open index and model once for all sessions, building the index where it is missing."""
    searcher = open_searcher(load_settings())
    # The model is loaded for the first question, which nobody should have to wait for.
    searcher.search("牵头", k=1)
    return Desk(Answerer(searcher), searcher.snapshot.corpus)


def ask() -> None:
    """Draw the page 问答."""
    draw_ask_page(open_desk, as_of=date.today())


st.set_page_config(page_title="政策文件问答", page_icon="📄", layout="wide")
st.navigation([st.Page(ask, title="问答", default=True)]).run()
