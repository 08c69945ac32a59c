"""Buttons that give a report as files of Word, Excel or Markdown."""

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from export import Report, to_excel, to_markdown, to_word
from ui.parts.script import say

_OFFICE = "application/vnd.openxmlformats-officedocument"
# Of each form the words on its button, the ending and kind of its files, and what writes them.
_FORMS: dict[str, tuple[str, str, str, Callable[[Report], bytes | str]]] = {
    "word": ("下载 Word", "docx", f"{_OFFICE}.wordprocessingml.document", to_word),
    "excel": ("下载 Excel", "xlsx", f"{_OFFICE}.spreadsheetml.sheet", to_excel),
    "markdown": ("下载 Markdown", "md", "text/markdown", to_markdown),
}


def draw_downloads(forms: Sequence[str], make: Callable[[], Report], *, name: str) -> None:
    """Draw a button for each form; the report is made when its file is asked for.

    Args:
        forms: Of `word`, `excel`, `markdown`, in the order of the buttons.
        make: Returns the report.
        name: Of the file, without its ending.
    """
    for form in forms:
        label, ending, mime, write = _FORMS[form]
        st.download_button(
            say(label),
            partial(_write, write, make),
            file_name=f"{name}.{ending}",
            mime=mime,
            key=form,
            icon=":material/download:",
            on_click="ignore",
        )


def _write(write: Callable[[Report], bytes | str], make: Callable[[], Report]) -> bytes | str:
    return write(make())
