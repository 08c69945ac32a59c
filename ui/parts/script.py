"""Simplified or Traditional characters: the words of the page follow the reader's choice.

What documents say is never passed through here: quotes stay as they stand in the source.
"""

from functools import cache, lru_cache

import streamlit as st
from opencc import OpenCC

# Named in themselves, in the address too.
SCRIPTS = ("简体", "繁體")
KEY = "script"


def say(text: str) -> str:
    """Return words of the page in the characters that the reader chose."""
    return to_traditional(text) if is_traditional() else text


def is_traditional() -> bool:
    """Say whether the reader chose Traditional characters."""
    return st.session_state.get(KEY) == SCRIPTS[1]


def language() -> str:
    """Return the language of the words of the page, as HTML names it."""
    return "zh-Hant-HK" if is_traditional() else "zh-Hans"


@lru_cache(maxsize=4096)
def to_traditional(text: str) -> str:
    """Return `text` in Traditional characters."""
    return str(_converter().convert(text))


@cache
def _converter() -> OpenCC:
    return OpenCC("s2hkp")
