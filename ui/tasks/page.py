"""The page 责任分工: who is responsible for what, by department, by task, and at a glance."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from ui.parts.frame import draw_masthead
from ui.parts.linked import follow_address, keep_in_address
from ui.parts.opening import open_or_explain
from ui.parts.parameters import warn_of_parameters
from ui.parts.script import say

if TYPE_CHECKING:
    from ui.desk import Desk

_STYLE = Path(__file__).parent / "page.css"
_VIEWS = {"overview": "总览", "dept": "按部门", "task": "按任务"}
_NOTES = (
    "部门名称按全称归并，文件里的简称也算在内；“等有关单位”之类没有列名的单位不计入。"
    "“分工负责”是文件只写按职责分工负责、没有写谁牵头。本页照录文件原文，没有作原文以外的任何判断。"
)


def draw_tasks_page(open_desk: "Callable[[], Desk]", *, as_of: date) -> None:
    """Draw the page.

    Args:
        open_desk: Opens the index; what it raises is shown with what mends it.
        as_of: The day on which documents are in force or not.
    """
    st.html(_STYLE)
    draw_masthead("责任分工", "哪项任务由谁牵头、谁参与：按部门查、按任务查，每一项都注明出处。")
    desk = open_or_explain(open_desk)
    if desk is not None:
        _draw_views(desk, as_of)


def _draw_views(desk: "Desk", as_of: date) -> None:
    # Seconds of libraries, which the frame of the page does not wait for.
    from ui.parts.documents import write_foot
    from ui.parts.markup import draw_html, element
    from ui.tasks.department import draw_department_view
    from ui.tasks.filters import filter_values
    from ui.tasks.overview import draw_overview
    from ui.tasks.task import draw_task_view
    from views.assignments import read_tasks

    corpus = desk.corpus
    tasks = read_tasks(corpus)
    clause_ids = [task.clause.clause_id for task in tasks]
    warn_of_parameters(
        {
            "view": list(_VIEWS),
            "dept": None,
            "with": None,
            "q": None,
            "task": clause_ids,
            **filter_values(corpus, tasks),
        }
    )
    match _choose_view():
        case "dept":
            draw_department_view(corpus, tasks, as_of=as_of)
        case "task":
            draw_task_view(desk, tasks, as_of=as_of)
        case _:
            draw_overview(corpus, tasks, as_of=as_of)
    # Only now is it settled which view the rest of the address implies.
    keep_in_address("view", default=_implied_view())
    summary = element("summary", say("怎样归并和统计"))
    draw_html(element("details", summary, element("p", say(_NOTES)), class_="tasks note"))
    draw_html(write_foot(corpus, as_of))


def _choose_view() -> str:
    """Draw the choice of a view and return it."""
    follow_address("view", _VIEWS, default=_implied_view())
    view = st.segmented_control(
        say("怎么看"),
        list(_VIEWS),
        required=True,
        format_func=lambda view: say(_VIEWS[view]),
        key="view",
        label_visibility="collapsed",
    )
    return view or _implied_view()


def _implied_view() -> str:
    """Return the view of an address that names none: a department or a task implies its own."""
    if "dept" in st.query_params:
        return "dept"
    return "task" if "task" in st.query_params or "q" in st.query_params else "overview"
