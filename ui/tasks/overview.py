"""All tasks at a glance: key numbers, a chart, and departments by sections."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

import streamlit as st

from export.assignments_words import describe_all, describe_checked
from ingest import Corpus
from ui.parts.addresses import PageLink
from ui.parts.documents import write_badge
from ui.parts.markup import Html, draw_html, element, source_text
from ui.parts.script import say
from ui.tasks.chart import describe_chart, draw_chart
from ui.tasks.exporting import draw_export
from ui.tasks.filters import draw_filters, draw_nothing_fits
from ui.tasks.words import ROLE_WORDS, write_number, write_role, write_status, write_title
from views.assignments import Departments, Selection, Task, select
from views.assignments.counts import (
    Cell,
    Count,
    Matrix,
    count_tasks,
    make_matrices,
    rank_departments,
)


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
    st.altair_chart(
        draw_chart([(departments.short(name), cell) for name, cell in ranked]),
        theme=None,
        key="chart",
        alt=describe_chart([(name, cell) for name, cell in ranked]),
    )
    for matrix in make_matrices(tasks, selection):
        draw_html(_write_matrix(matrix, as_of))
    without = [d for d in corpus.documents if not select(tasks, Selection(doc_id=d.doc_id))]
    if not selection.doc_id:
        for document in without:
            said = say("没有给任何部门分工（全文每一条都已查过）。")
            draw_html(element("p", write_title(document), said, class_="tasks without"))


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


def _write_matrix(matrix: Matrix, as_of: date) -> Html:
    title = element("h2", write_title(matrix.document), " ", write_badge(matrix.document, as_of))
    legend = [write_role(kind) for kind in ROLE_WORDS]
    told = say("分工负责是没有写牵头单位的，合计时算作参与。")
    key = element("p", say("每格是部门在这一节的任务项数："), *legend, told, class_="key")
    table = element(
        "table",
        element("caption", say("部门与章节对照表"), class_="unseen"),
        element("thead", *_write_heads(matrix)),
        element("tbody", *(_write_row(matrix, n) for n in range(len(matrix.rows)))),
        element("tbody", _write_totals(matrix)),
        class_="matrix",
    )
    box = element(
        "div", table, class_="wide", tabindex="0", role="region", aria_label=say("部门与章节对照表")
    )
    status = write_status([matrix.document], as_of)
    return element("section", title, status, key, box, class_="tasks")


def _write_heads(matrix: Matrix) -> list[Html]:
    chapters = [
        source_text("th", chapter, colspan=str(len(list(sections))), scope="colgroup")
        for chapter, sections in groupby(matrix.sections, key=lambda section: section.chapter)
    ]
    sections = [
        source_text("th", element("span", section.title), scope="col", class_="section")
        for section in matrix.sections
    ]
    corner = element("th", say("部门"), rowspan="2", scope="col")
    total = element("th", say("合计"), rowspan="2", scope="col")
    return [element("tr", corner, *chapters, total), element("tr", *sections)]


def _write_row(matrix: Matrix, n: int) -> Html:
    row = matrix.rows[n]
    link = element("a", row.department, href=PageLink("tasks", {"dept": row.department}))
    return element(
        "tr",
        source_text("th", link, scope="row"),
        *(_write_cell(cell) for cell in row.cells),
        _write_cell(row.total, class_="total"),
    )


def _write_totals(matrix: Matrix) -> Html:
    cells = [_write_cell(cell) for cell in matrix.totals]
    total = _write_cell(matrix.total, class_="total")
    return element("tr", element("th", say("合计"), scope="row"), *cells, total, class_="totals")


def _write_cell(cell: Cell, *, class_: str = "") -> Html:
    """Return the numbers of a cell; each says what it counts to those who cannot see colours."""
    counts = {"lead": cell.leads, "support": cell.supports - cell.unled, "no_lead": cell.unled}
    badges = [write_number(kind, number) for kind, number in counts.items() if number]
    return element("td", *badges, class_=class_ or "cell")
