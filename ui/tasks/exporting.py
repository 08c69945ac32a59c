"""The tasks shown, as files of Excel and Word."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

import streamlit as st

from export import Report, to_excel, to_word
from export.assignments import assignments_report
from ingest import Document
from ui.parts.script import say
from views.assignments import Selection, Task, select

_FORMS = {
    "excel": (
        "下载 Excel",
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        to_excel,
    ),
    "word": (
        "下载 Word",
        "docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        to_word,
    ),
}


def draw_export(
    tasks: Sequence[Task], selection: Selection, documents: Sequence[Document], *, as_of: date
) -> None:
    """Draw the buttons that give the tasks of `selection` as files."""
    shown = select(tasks, selection)
    if not shown:
        with st.container(key="export"):
            st.caption(say("没有可导出的任务：请先放宽筛选，再下载任务分工表。"))
        return
    make = partial(_make_file, tasks, selection, documents, as_of)
    department = "".join(c for c in selection.department if c.isalnum())
    name = "_".join(part for part in ("任务分工表", department, as_of.isoformat()) if part)
    with st.container(horizontal=True, vertical_alignment="center", key="export"):
        st.caption(say(f"任务分工表（当前显示的 {len(shown)} 项）"), width="content")
        for key, (label, ending, mime, write) in _FORMS.items():
            st.download_button(
                say(label),
                partial(make, write),
                file_name=f"{name}.{ending}",
                mime=mime,
                key=key,
                icon=":material/download:",
                on_click="ignore",
            )


def _make_file(
    tasks: Sequence[Task],
    selection: Selection,
    documents: Sequence[Document],
    as_of: date,
    write: Callable[[Report], bytes],
) -> bytes:
    return write(assignments_report(tasks, selection, documents=documents, as_of=as_of))
