"""The Streamlit page: draws questions, answers and the places in the documents they rest on."""

from ui.ask import draw_ask_page
from ui.desk import Desk

__all__ = ["Desk", "draw_ask_page"]
