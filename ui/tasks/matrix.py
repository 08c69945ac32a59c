"""Departments by the sections of a document, in numbers."""

from datetime import date
from itertools import groupby

from ui.parts.addresses import PageLink
from ui.parts.documents import write_badge
from ui.parts.markup import Html, element, source_text
from ui.parts.script import say
from ui.tasks.words import ROLE_WORDS, write_number, write_role, write_status, write_title
from views.assignments.counts import Cell, Matrix


def write_matrix(matrix: Matrix, as_of: date, *, is_open: bool, is_alone: bool) -> Html:
    """Return departments by sections of a document.

    Args:
        matrix: What is counted.
        as_of: The day on which the document is in force or not.
        is_open: Whether it is drawn open where it can be opened and shut.
        is_alone: Whether there are so few that it cannot be.
    """
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
    hint = element("p", say("左右滑动查看全部章节"), class_="hint")
    body = [write_status([matrix.document], as_of), key, hint, box]
    if is_alone:
        return element("section", title, *body, class_="tasks")
    opened = {"open": ""} if is_open else {}
    return element("details", element("summary", title), *body, class_="tasks document", **opened)


def _write_heads(matrix: Matrix) -> list[Html]:
    chapters = [
        source_text("th", chapter, colspan=str(len(list(sections))), scope="colgroup")
        for chapter, sections in groupby(matrix.sections, key=lambda section: section.chapter)
    ]
    sections = [
        source_text(
            "th", element("span", section.title or say("全文")), scope="col", class_="section"
        )
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
