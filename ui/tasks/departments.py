"""Departments to choose from: all of them, or those that a name may mean."""

from collections.abc import Sequence

import streamlit as st

from ui.parts.addresses import PageLink
from ui.parts.markup import Html, code_span, draw_html, element, source_text
from ui.parts.script import say
from ui.tasks.more import cut, draw_more
from views.assignments import Departments, Selection, Task
from views.assignments.counts import rank_departments

_NEAREST = 3
_LONGEST_SHOWN = 60


def draw_departments(tasks: Sequence[Task], departments: Departments) -> None:
    """Draw all departments, most tasks first, for readers who have chosen none."""
    ranked = rank_departments(tasks, Selection())
    rows = [
        element(
            "tr",
            element("th", _write_link(name), scope="row"),
            *(element("td", str(n)) for n in (cell.leads, cell.supports, cell.total)),
        )
        for name, cell in cut("departments", ranked, asked="all")
    ]
    heads = [element("th", say(word), scope="col") for word in ("部门", "牵头", "参与", "合计")]
    caption = say(f"文件写了责任的 {len(departments.names)} 个部门（各部门的任务项数）")
    table = element(
        "table",
        element("caption", caption),
        element("thead", element("tr", *heads)),
        element("tbody", *rows),
        class_="departments",
    )
    draw_html(element("section", table, class_="tasks"))
    draw_more("departments", ranked, asked="all", unit="个")


def shorten(asked: str) -> str:
    """Return what was typed, cut where it is too long to repeat."""
    return asked[:_LONGEST_SHOWN] + ("…" if len(asked) > _LONGEST_SHOWN else "")


def _write_link(name: str) -> Html:
    return source_text("span", element("a", name, href=PageLink("tasks", {"dept": name})))


def draw_unclear(asked: str, found: Sequence[str], departments: Departments) -> None:
    """Say that a name fits no department, or several, and which it may mean."""
    shown = code_span(shorten(asked))
    if found:
        st.warning(shown + say("可能是下面几个部门中的一个，请点一个，或输入更完整的名称。"))
    else:
        st.warning(
            shown
            + say("：所收文件没有给这个名称的部门写责任。请检查名称，或从上面的列表中选择。")
            + (say("名称最接近的有：") if departments.names else "")
        )
    names = found or departments.nearest(asked, n=_NEAREST)
    items = [element("li", _write_link(name)) for name in names]
    draw_html(element("section", element("ul", *items, class_="near"), class_="tasks"))
