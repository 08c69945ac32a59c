"""A department chosen: every task it leads or takes part in, counted."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import NamedTuple

import streamlit as st

from export.assignments_words import describe_checked, describe_department, describe_shared
from ingest import Corpus, Document
from ui.parts.documents import write_badge
from ui.parts.linked import follow_address, keep_in_address
from ui.parts.markup import Html, draw_html, element, source_text
from ui.parts.script import say
from ui.tasks.cards import write_part
from ui.tasks.departments import draw_departments, draw_unclear, shorten
from ui.tasks.exporting import draw_export
from ui.tasks.filters import draw_filters, draw_nothing_fits
from ui.tasks.more import cut, draw_more
from ui.tasks.partner import draw_partner
from ui.tasks.words import write_status, write_title
from views.assignments import Departments, Selection, Task, select
from views.assignments.counts import count_tasks

_PARTS = {
    "lead": "牵头",
    "support": "参与，有牵头单位",
    "no_lead": "参与，只写分工负责、没有写牵头单位",
}


class _Part(NamedTuple):
    """A part of the department in a task of a document."""

    document: Document
    kind: str
    task: Task


def draw_department_view(corpus: Corpus, tasks: Sequence[Task], *, as_of: date) -> None:
    """Draw the choice of a department and its tasks."""
    departments = Departments(corpus.documents, tasks)
    with st.container(key="departments"):
        first, second = st.columns(2)
    follow_address("dept")
    # Streamlit's own word for nothing chosen is None.
    st.session_state["dept"] = st.session_state["dept"] or None
    first.selectbox(
        say("部门（全称、简称都可以）"),
        departments.names,
        index=None,
        key="dept",
        accept_new_options=True,
        placeholder=say("选择部门，或输入名称后按回车"),
    )
    asked = keep_in_address("dept").strip()
    if not asked:
        draw_departments(tasks, departments)
        return
    found = departments.find(asked)
    if len(found) != 1:
        draw_unclear(asked, found, departments)
        return
    with second:
        partner = draw_partner(departments, tasks, found[0])
    selection = replace(draw_filters(corpus, tasks), department=found[0], partner=partner)
    draw_html(_write_head(corpus, tasks, departments, selection, asked))
    shown = select(tasks, selection)
    draw_export(tasks, selection, corpus.documents, as_of=as_of)
    if not shown:
        draw_nothing_fits(corpus, tasks, selection)
        return
    parts = list(_arrange(corpus.documents, shown, selection))
    numbers = Counter((part.document.doc_id, part.kind) for part in parts)
    draw_html(_write_parts(cut("parts", parts, asked=selection), numbers, selection, as_of))
    draw_more("parts", parts, asked=selection, unit="项")


def _write_head(
    corpus: Corpus,
    tasks: Sequence[Task],
    departments: Departments,
    selection: Selection,
    asked: str,
) -> Html:
    """Return all tasks of the department in numbers, and how many of them are shown."""
    name, partner = selection.department, selection.partner
    whole = Selection(department=name, partner=partner)
    count = count_tasks(tasks, whole)
    described = describe_shared(count, whole) if partner else describe_department(count)
    checked = describe_checked(len(corpus.documents))
    lines = [element("p", say(f"{described}；{checked}。"), class_="count")]
    if selection != whole:
        shown = len(select(tasks, selection))
        lines.append(element("p", say(f"按现在的筛选显示 {shown} 项。")))
    told: list[str | Html] = []
    if asked != name:
        typed = source_text("span", f"“{shorten(asked)}”")
        told = [typed, say("按"), source_text("span", f"“{name}”"), say("查找。")]
    printed = source_text("span", "、".join(departments.printed(name)))
    lines.append(element("p", *told, say("文件里写作："), printed, class_="path"))
    title: list[str | Html] = [source_text("span", name)]
    if partner:
        title += [say(" 与 "), source_text("span", partner)]
    return element("section", element("h2", *title), *lines, class_="tasks head")


def _arrange(
    documents: Sequence[Document], shown: Sequence[Task], selection: Selection
) -> Iterator[_Part]:
    """Yield each part of the department, by document and, in it, by kind."""
    for document in documents:
        inside = [task for task in shown if task.document.doc_id == document.doc_id]
        for kind in _PARTS:
            for task in inside:
                if kind in {entry.kind for entry in selection.entries(task)}:
                    yield _Part(document, kind, task)


def _write_parts(
    parts: Sequence[_Part],
    numbers: Mapping[tuple[str, str], int],
    selection: Selection,
    as_of: date,
) -> Html:
    """Return parts below their document and kind; `numbers` of all, also those not shown."""
    sections: list[Html] = []
    for document, inside in groupby(parts, key=lambda part: part.document):
        title = element("h3", write_title(document), " ", write_badge(document, as_of))
        sections += [title, write_status([document], as_of)]
        for kind, of_kind in groupby(inside, key=lambda part: part.kind):
            number = numbers[document.doc_id, kind]
            sections.append(element("h4", say(f"{_PARTS[kind]}（{number} 项）")))
            cards = [write_part(part.task, selection.department) for part in of_kind]
            sections.append(element("ul", *cards))
    return element("section", *sections, class_="tasks")
