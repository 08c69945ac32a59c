"""Tasks and who is responsible for them, as a report."""

from collections.abc import Sequence
from datetime import date
from itertools import accumulate

from answer.notices import write_notices
from export.assignments_words import (
    describe_all,
    describe_asked,
    describe_checked,
    describe_department,
    describe_shared,
)
from export.report import Block, Paragraph, Report, Table
from ingest import Document
from ingest.structure.citations import cite_document
from views.assignments import Departments, Selection, Task, select
from views.assignments.counts import count_tasks
from views.assignments.deadlines import find_deadlines
from views.assignments.wording import first_words, list_names

_TITLE = "任务分工表"
# The columns and how wide they are; what stands for them here, where a report has them.
_COLUMNS = {
    "n": ("序号", 7),
    "words": ("任务内容", 68),
    "part": ("本单位角色", 11),
    "partner": ("共同单位角色", 11),
    "leads": ("牵头单位", 20),
    "supports": ("参与单位", 32),
    "deadline": ("完成时限", 14),
    "place": ("出处", 13),
}
_NO_LEAD = "原文没有写牵头单位"
_NO_SUPPORT = "原文没有列名"
_ROLES = {"lead": "牵头", "support": "参与", "no_lead": "分工负责"}
_ROLES_ASKED = _ROLES | {"no_lead": "分工负责、没有写牵头单位"}
# Of more documents than that, it is said only how many they are.
_MOST_NAMED = 3
_NOT_JUDGED = (
    "本表照录文件原文，没有作原文以外的任何判断。任务内容是条款的原句，“……”处有省略；“等有关单位”之类"
    "没有列名的单位只写“等”，不计入项数；“分工负责”是只写按职责分工负责、没有写牵头单位。"
)
_DEADLINES = {
    True: "完成时限照录条款所写的日期，没有写的留空。",
    False: "这些任务的条款都没有写完成的日期，本表不列完成时限。",
}
_FORMAL = "以发文机关公布的正式文本为准。"


def assignments_report(
    tasks: Sequence[Task], selection: Selection, *, documents: Sequence[Document], as_of: date
) -> Report:
    """Return the table of the tasks that are meant: who leads, who takes part, in whose words.

    Args:
        tasks: All tasks of `documents`.
        selection: Which of them to report.
        documents: All documents that were looked through.
        as_of: The day on which documents are in force or not.

    Raises:
        ValueError: no task is meant.
    """
    departments = Departments(documents, tasks)
    groups = [
        (
            document,
            in_order([t for t in select(tasks, selection) if t.document == document], selection),
        )
        for document in documents
    ]
    groups = [(document, inside) for document, inside in groups if inside]
    if not groups:
        raise ValueError(f"assignments_report: no task fits {selection}; ask for less")
    looked_through = [d for d in documents if selection.doc_id in ("", d.doc_id)]
    table = _make_table(groups, selection, departments)
    has_deadlines = _COLUMNS["deadline"][0] in table.head
    notes = [
        f"统计日期：{as_of.isoformat()}。{_say_all(tasks, selection, documents)}",
        *_say_filters(selection, len(table.rows), documents),
        *_say_without(tasks, looked_through),
        *(f"※ {notice}" for notice in write_notices([d for d, _ in groups], as_of)),
        f"{_NOT_JUDGED}{_DEADLINES[has_deadlines]}{_FORMAL}",
    ]
    name = f"：{describe_asked(selection)}" if selection.department else ""
    blocks: list[Block] = [table, *(Paragraph(line, is_note=True) for line in notes)]
    return Report(f"{_TITLE}{name}", tuple(blocks), lies=True)


def in_order(tasks: Sequence[Task], selection: Selection) -> list[Task]:
    """Return tasks of one document: those that the department asked for leads, then the others."""
    if not selection.department:
        return list(tasks)
    kinds = list(_ROLES)
    return sorted(tasks, key=lambda task: min(kinds.index(e.kind) for e in selection.entries(task)))


def _say_all(tasks: Sequence[Task], selection: Selection, documents: Sequence[Document]) -> str:
    everywhere = Selection(department=selection.department, partner=selection.partner)
    count = count_tasks(tasks, everywhere)
    checked = describe_checked(len(documents))
    if selection.partner:
        both = f"{selection.department}与{selection.partner}"
        return f"{both}{describe_shared(count, selection)}；{checked}。"
    if selection.department:
        return f"{selection.department}：{describe_department(count)}；{checked}。"
    return f"{describe_all(count)}；{checked}。"


def _say_filters(selection: Selection, shown: int, documents: Sequence[Document]) -> list[str]:
    titles = [cite_document(d) for d in documents if d.doc_id == selection.doc_id]
    said = [f"文件为{title}" for title in titles]
    said += [f"章为“{selection.chapter}”"] if selection.chapter else []
    said += [f"角色为{_ROLES_ASKED[selection.role]}"] if selection.role else []
    said += [f"文字含“{selection.words}”"] if selection.words else []
    if selection.clause_id:
        said.append("选定的一项任务")
    return [f"本表只列：{'，'.join(said)}；共 {shown} 项。"] if said else []


def _say_without(tasks: Sequence[Task], documents: Sequence[Document]) -> list[str]:
    with_tasks = {task.document.doc_id for task in tasks}
    without = [document for document in documents if document.doc_id not in with_tasks]
    if len(without) > _MOST_NAMED:
        return [f"有 {len(without)} 份文件没有给任何部门写责任。"]
    return [f"{cite_document(document)}没有给任何部门写责任。" for document in without]


def _make_table(
    groups: Sequence[tuple[Document, Sequence[Task]]],
    selection: Selection,
    departments: Departments,
) -> Table:
    """Return the tasks of each document under its name, or of one that is named above all."""
    numbered = enumerate((task for _, inside in groups for task in inside), start=1)
    cells = [_read_cells(n, task, selection, departments) for n, task in numbered]
    shown = [name for name in _COLUMNS if any(row[name] for row in cells)]
    cited = [cite_document(document) for document, _ in groups]
    is_one = len(groups) == 1
    starts = accumulate((len(inside) for _, inside in groups[:-1]), initial=0)
    return Table(
        head=tuple(_COLUMNS[name][0] for name in shown),
        rows=tuple(tuple(row[name] for name in shown) for row in cells),
        caption=_TITLE,
        source=f"依据：{cited[0]}" if is_one else f"依据：{len(groups)} 份文件",
        widths=tuple(_COLUMNS[name][1] for name in shown),
        parts=() if is_one else tuple(zip(starts, cited, strict=True)),
        parts_name="文件",
    )


def _read_cells(
    n: int, task: Task, selection: Selection, departments: Departments
) -> dict[str, str | int]:
    def short(names: Sequence[str]) -> list[str]:
        return [departments.short(name, task.document) for name in names]

    return {
        "n": n,
        "words": first_words(task, department=selection.department),
        "part": _say_part(task, selection.department),
        "partner": _say_part(task, selection.partner),
        "leads": list_names(task, "lead", short(task.leads)) or _NO_LEAD,
        "supports": list_names(task, "support", short(task.supports)) or _NO_SUPPORT,
        "deadline": "、".join(find_deadlines(task)),
        "place": task.place,
    }


def _say_part(task: Task, department: str) -> str:
    """Return the parts of a department in a task, "" where none is asked for."""
    kinds = [entry.kind for entry in task.entries if entry.department == department]
    return "、".join(_ROLES[kind] for kind in dict.fromkeys(kinds))
