"""What the pages need of the browser itself: the language that is spoken, links without a reload.

The library's page says that it is English, and names its own controls in English.
"""

from pathlib import Path

import streamlit as st

from ui.parts.library_words import LIBRARY_WORDS
from ui.parts.script import is_traditional, language, say, to_traditional

_KEY = "browser"
_mount = st.components.v2.component(
    "policy_qa.browser", js=Path(__file__).with_name("browser.js").read_text(encoding="utf-8")
)


def draw_browser() -> None:
    """Let the browser know the language, what the library's words mean, and what our links do."""
    scripts = (0, 1) if is_traditional() else (1, 0)
    both = [(said, (said, to_traditional(said))) for said in LIBRARY_WORDS.values()]
    words = {
        # What was said in the other script before the reader changed it is said anew.
        **{written[scripts[0]]: written[scripts[1]] for _, written in both},
        **{
            english: written[scripts[1]]
            for english, (_, written) in zip(LIBRARY_WORDS, both, strict=True)
        },
    }
    scrolls = say("左右滑动可看全表 ↔")
    _mount(key=_KEY, data={"lang": language(), "words": words, "scrolls": scrolls})
