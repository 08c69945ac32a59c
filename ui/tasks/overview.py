"""All tasks at a glance: key numbers, a chart, and departments by sections."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from export.assignments_words import describe_all, describe_checked
from ingest import Corpus, Document
from ui.parts.markup import Html, draw_html, element, join
from ui.parts.script import say
from ui.tasks.chart import describe_chart, draw_chart
from ui.tasks.exporting import draw_export
from ui.tasks.filters import draw_filters, draw_nothing_fits
from ui.tasks.matrix import write_matrix
from ui.tasks.more import cut, draw_more
from ui.tasks.words import write_title
from views.assignments import Departments, Selection, Task, select
from views.assignments.counts import (
    Cell,
    Count,
    count_tasks,
    make_matrices,
    rank_departments,
)

# So few documents are shown whole; of more, each can be opened.
_OPEN = 2


def draw_overview(corpus: Corpus, tasks: Sequence[Task], *, as_of: date) -> None:
    """Draw who does how much, everywhere."""
    selection = draw_filters(corpus, tasks)
    draw_html(_write_numbers(tasks, selection, len(corpus.documents)))
    draw_export(tasks, selection, corpus.documents, as_of=as_of)
    if not select(tasks, selection):
        draw_nothing_fits(corpus, tasks, selection)
        return
    departments = Departments(corpus.documents, tasks)
    ranked = rank_departments(tasks, selection)
    draw_html(element("h2", say("各部门的任务"), class_="tasks title"))
    most = cut("chart", ranked, asked=selection)
    st.altair_chart(
        draw_chart(_shorten(most, departments)),
        theme=None,
        key="chart",
        alt=describe_chart(most),
    )
    draw_more("chart", ranked, asked=selection, unit="个部门")
    matrices = make_matrices(tasks, selection)
    for n, matrix in enumerate(cut("matrices", matrices, asked=selection)):
        draw_html(write_matrix(matrix, as_of, is_open=n < _OPEN, is_alone=len(matrices) <= _OPEN))
    draw_more("matrices", matrices, asked=selection, unit="份文件")
    if not selection.doc_id:
        with_tasks = {task.document.doc_id for task in tasks}
        without = [d for d in corpus.documents if d.doc_id not in with_tasks]
        if without:
            draw_html(_write_without(without))


def _shorten(
    ranked: Sequence[tuple[str, Cell]], departments: Departments
) -> list[tuple[str, Cell]]:
    """Return departments by the names that documents print, told apart where these are the same."""
    printed = [departments.short(name) for name, _ in ranked]
    return [
        (short if printed.count(short) == 1 else name, cell)
        for short, (name, cell) in zip(printed, ranked, strict=True)
    ]


def _write_without(documents: Sequence[Document]) -> Html:
    """Return which documents give nobody a task; of more than a few their number comes first."""
    if len(documents) <= _OPEN:
        said = say("没有给任何部门分工（全文每一条都已查过）。")
        lines = [
            element("p", write_title(document), said, class_="tasks without")
            for document in documents
        ]
        return join(lines)
    said = say(f"{len(documents)} 份文件没有给任何部门分工（全文每一条都已查过）")
    names = [element("li", write_title(document)) for document in documents]
    return element(
        "details", element("summary", said), element("ul", *names, class_="near"), class_="tasks"
    )


def _write_numbers(tasks: Sequence[Task], selection: Selection, documents: int) -> Html:
    shown, said = count_tasks(tasks, selection), f"{describe_checked(documents)}。"
    if selection != Selection():
        everything = describe_all(count_tasks(tasks, Selection()))
        said = f"以上按现在的筛选。不筛选时，{everything}；{said}"
    return element("section", _write_figures(shown), element("p", say(said)), class_="tasks head")


def _write_figures(count: Count) -> Html:
    figures = (
        (count.tasks, "项任务"),
        (count.departments, "个部门"),
        (count.leads, "项次牵头"),
        (count.supports, "项次参与"),
        (count.unled, "项次是其中的分工负责"),
    )
    items = [
        element("li", element("strong", str(number)), " ", element("span", say(what)))
        for number, what in figures
        if number
    ]
    return element("ul", *items, class_="figures")
