"""What a server gets ready while it starts, so that no visitor waits for it."""

import logging
import sys
from datetime import date
from importlib import import_module
from pkgutil import iter_modules

import streamlit as st

import ui

logger = logging.getLogger(__name__)

# Between two threads that calculate, so that the server answers visitors meanwhile.
_TURN_S = 0.0005
_OUTSIDE = "streamlit.runtime.scriptrunner_utils.script_run_context"


def warm() -> None:
    """Open the index, and load what is loaded only for a page or an answer.

    What keeps the index from being opened is for the server's log here; each visitor is told it by
    the page, with what mends it.
    """
    turn_s = sys.getswitchinterval()
    sys.setswitchinterval(_TURN_S)
    _draw_into_nothing()
    from ui.parts.failures import EXPECTED_FAILURES

    try:
        _answer_examples()
    except EXPECTED_FAILURES as error:
        logger.warning("the index is not open: %s", error)
    for folder in iter_modules(ui.__path__):
        if folder.ispkg and folder.name != "parts":
            import_module(f"ui.{folder.name}.page")
    sys.setswitchinterval(turn_s)


def _answer_examples() -> None:
    """Answer what visitors ask first; between them, these questions need every dictionary."""
    from ui.desk import open_desk
    from ui.parts.words import EXAMPLES

    desk = open_desk()
    import_module("ui.asking.conversation")
    for questions in EXAMPLES.values():
        for question in questions:
            desk.answerer.answer(question, as_of=date.today())


def _draw_into_nothing() -> None:
    """Draw an element outside of any page.

    For the first element of a process Streamlit looks at every module that is loaded: half a second
    of a visitor's once the model's are.
    """
    outside = logging.getLogger(_OUTSIDE)
    level = outside.level
    outside.setLevel(logging.ERROR)
    st.empty()
    outside.setLevel(level)
