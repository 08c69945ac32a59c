"""The field for an evaluator's file."""

from typing import Protocol

import streamlit as st

from ui.parts.script import say
from ui.parts.uploading import UploadWords, uploader


class Uploaded(Protocol):
    """A file that was sent."""

    name: str

    def getvalue(self) -> bytes:
        """Return what it holds."""


def draw_uploader(label: str, *, key: str, megabytes: int) -> Uploaded | None:
    """Draw a field for a file; return the file.

    Args:
        label: Of the field.
        key: Of the field.
        megabytes: The largest file that is taken, which is said.
    """
    hint = f"或把文件拖到这里，最大 {megabytes} MB"
    words = UploadWords("选择文件", hint, "没有传上来：文件过大。")
    with uploader(words, key=f"{key}_field"):
        # Somewhat larger ones are taken, and told to be in words of the page.
        return st.file_uploader(say(label), key=key, max_upload_size=megabytes + 9)
