"""The field for files, in the words of the page: Streamlit says these in English."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from ui.parts.script import say

_STYLE = Path(__file__).with_name("uploading.css")


@dataclass(frozen=True, slots=True)
class UploadWords:
    """What the field says: on its button, beside it, and of a file that did not come through."""

    button: str
    hint: str
    failed: str


@contextmanager
def uploader(words: UploadWords, *, key: str) -> Iterator[None]:
    """Give a place for a field for files."""
    st.html(_STYLE)
    said = (("button", words.button), ("hint", words.hint), ("failed", words.failed))
    names = " ".join(f"--upload-{name}: '{say(text)}';" for name, text in said)
    st.html(
        f"<style>.st-key-{key} {{ {names} --upload-drop: '{say('松开鼠标，放入文件')}'; }}</style>"
    )
    with st.container(key=key):
        yield
