"""The tasks shown, as files of Excel and Word."""

from collections.abc import Sequence
from datetime import date
from functools import partial

import streamlit as st

from export.assignments import assignments_report
from ingest import Document
from ui.parts.downloads import draw_downloads
from ui.parts.script import say
from views.assignments import Selection, Task, select


def draw_export(
    tasks: Sequence[Task], selection: Selection, documents: Sequence[Document], *, as_of: date
) -> None:
    """Draw the buttons that give the tasks of `selection` as files."""
    shown = select(tasks, selection)
    if not shown:
        with st.container(key="export"):
            st.caption(say("没有可导出的任务：请先放宽筛选，再下载任务分工表。"))
        return
    make = partial(assignments_report, tasks, selection, documents=documents, as_of=as_of)
    department = "".join(c for c in selection.department if c.isalnum())
    name = "_".join(part for part in ("任务分工表", department, as_of.isoformat()) if part)
    with st.container(horizontal=True, vertical_alignment="center", key="export"):
        st.caption(say(f"任务分工表（当前显示的 {len(shown)} 项）"), width="content")
        draw_downloads(("excel", "word"), make, name=name)
