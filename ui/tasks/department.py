"""A department chosen: every task it leads or takes part in, counted."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import streamlit as st

from export.assignments_words import describe_checked, describe_department
from ingest import Corpus, Document
from ui.parts.addresses import PageLink
from ui.parts.documents import write_badge
from ui.parts.markup import Html, code_span, draw_html, element, source_text
from ui.parts.script import say
from ui.tasks.address import follow_address, keep_in_address
from ui.tasks.cards import write_part
from ui.tasks.exporting import draw_export
from ui.tasks.filters import draw_filters, draw_nothing_fits
from ui.tasks.words import write_status, write_title
from views.assignments import Departments, Selection, Task, select
from views.assignments.counts import count_tasks, rank_departments

_PARTS = {
    "lead": "牵头",
    "support": "参与，有牵头单位",
    "no_lead": "参与，只写分工负责、没有写牵头单位",
}
_NEAREST = 3
_LONGEST_SHOWN = 60


def draw_department_view(corpus: Corpus, tasks: Sequence[Task], *, as_of: date) -> None:
    """Draw the choice of a department and its tasks."""
    departments = Departments(corpus.documents, tasks)
    follow_address("dept")
    # Streamlit's own word for nothing chosen is None.
    st.session_state["dept"] = st.session_state["dept"] or None
    st.selectbox(
        say("部门（全称、简称都可以，例如：工信厅）"),
        departments.names,
        index=None,
        key="dept",
        accept_new_options=True,
        placeholder=say("选择部门，或输入名称后按回车"),
    )
    asked = keep_in_address("dept").strip()
    if not asked:
        draw_html(_write_departments(tasks, departments))
        return
    found = departments.find(asked)
    if len(found) != 1:
        _draw_unclear(asked, found, departments)
        return
    selection = replace(draw_filters(corpus, tasks), department=found[0])
    draw_html(_write_head(corpus, tasks, departments, selection, asked))
    shown = select(tasks, selection)
    draw_export(tasks, selection, corpus.documents, as_of=as_of)
    if not shown:
        draw_nothing_fits(corpus, tasks, selection)
        return
    draw_html(_write_tasks(corpus.documents, shown, selection, as_of))


def _write_head(
    corpus: Corpus,
    tasks: Sequence[Task],
    departments: Departments,
    selection: Selection,
    asked: str,
) -> Html:
    """Return all tasks of the department in numbers, and how many of them are shown."""
    name = selection.department
    whole = Selection(department=name)
    count = count_tasks(tasks, whole)
    checked = describe_checked(len(corpus.documents))
    lines = [element("p", say(f"{describe_department(count)}；{checked}。"), class_="count")]
    if selection != whole:
        shown = len(select(tasks, selection))
        lines.append(element("p", say(f"按现在的筛选显示 {shown} 项。")))
    printed = source_text("span", "、".join(departments.printed(name)))
    lines.append(element("p", say("文件里写作："), printed, class_="path"))
    if asked != name:
        typed = source_text("span", f"“{_shorten(asked)}”")
        meant = source_text("span", f"“{name}”")
        lines.insert(0, element("p", typed, say("按"), meant, say("查找。"), class_="path"))
    return element("section", source_text("h2", name), *lines, class_="tasks head")


def _write_tasks(
    documents: Sequence[Document], shown: Sequence[Task], selection: Selection, as_of: date
) -> Html:
    sections: list[Html] = []
    for document in documents:
        inside = [task for task in shown if task.document.doc_id == document.doc_id]
        if not inside:
            continue
        title = element("h3", write_title(document), " ", write_badge(document, as_of))
        sections += [title, write_status([document], as_of)]
        for kind, words in _PARTS.items():
            with_kind = [task for task in inside if kind in _kinds(task, selection)]
            if with_kind:
                sections.append(element("h4", say(f"{words}（{len(with_kind)} 项）")))
                cards = [write_part(task, selection.department, kind) for task in with_kind]
                sections.append(element("ul", *cards))
    return element("section", *sections, class_="tasks")


def _kinds(task: Task, selection: Selection) -> list[str]:
    return [entry.kind for entry in selection.entries(task)]


def _write_departments(tasks: Sequence[Task], departments: Departments) -> Html:
    """Return all departments, most tasks first, for readers who have chosen none."""
    rows = [
        element(
            "tr",
            element("th", _write_link(name), scope="row"),
            *(element("td", str(n)) for n in (cell.leads, cell.supports, cell.total)),
        )
        for name, cell in rank_departments(tasks, Selection())
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
    return element("section", table, class_="tasks")


def _shorten(asked: str) -> str:
    return asked[:_LONGEST_SHOWN] + ("…" if len(asked) > _LONGEST_SHOWN else "")


def _write_link(name: str) -> Html:
    return source_text("span", element("a", name, href=PageLink("tasks", {"dept": name})))


def _draw_unclear(asked: str, found: Sequence[str], departments: Departments) -> None:
    """Say that a name fits no department, or several, and which it may mean."""
    shown = code_span(_shorten(asked))
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
