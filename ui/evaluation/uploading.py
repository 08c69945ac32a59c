"""The field for a file, whose own words Streamlit says in English."""

from typing import Protocol

import streamlit as st

from ui.parts.script import say


class Uploaded(Protocol):
    """A file that was sent."""

    name: str

    def getvalue(self) -> bytes:
        """Return what it holds."""


def draw_uploader(label: str, *, key: str, megabytes: int) -> Uploaded | None:
    """Draw a field for a file; return the file.

    Args:
        label: Of the field.
        key: Of the field; it begins as `own_file` does, which the page's style knows.
        megabytes: The largest file that is taken, which is said.
    """
    field = f".st-key-{key}"
    button, hint = f"{field} section button[kind=secondary]::after", f"{field} section::after"
    dropped = say(f"或把文件拖到这里，最大 {megabytes} MB")
    st.html(
        f"<style>{button} {{ content: '{say('选择文件')}'; }} "
        f"{hint} {{ content: '{dropped}'; }}</style>"
    )
    # Somewhat larger ones are taken, and told to be in words of the page.
    return st.file_uploader(say(label), key=key, max_upload_size=megabytes + 9)
