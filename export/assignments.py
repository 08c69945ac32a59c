"""Tasks and who is responsible for them, as a report."""

from collections.abc import Sequence
from datetime import date

from answer.notices import write_notices
from export.report import Block, Paragraph, Report, Table
from ingest import Document
from ingest.structure.citations import cite_document
from views.assignments import Selection, Task, select
from views.assignments.counts import Count, count_tasks

_TITLE = "任务分工表"
_HEAD = ("序号", "任务（编号与名称）", "牵头单位", "参与单位", "责任原文", "出处")
_NO_LEAD = "原文没有写牵头单位"
_NO_SUPPORT = "原文没有列名"
_ROLES = {"lead": "牵头", "support": "参与", "no_lead": "分工负责、没有写牵头单位"}
_NOT_JUDGED = (
    "本表照录文件原文，没有作原文以外的任何判断；“等有关单位”之类没有列名的单位不计入。"
    "以发文机关公布的正式文本为准。"
)


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
    shown = select(tasks, selection)
    if not shown:
        raise ValueError(f"assignments_report: no task fits {selection}; ask for less")
    looked_through = [d for d in documents if selection.doc_id in ("", d.doc_id)]
    notices = write_notices(looked_through, as_of)
    blocks: list[Block] = [
        Paragraph(f"统计日期：{as_of.isoformat()}。{_say_all(tasks, selection, documents)}"),
        *(Paragraph(line) for line in _say_filters(selection, len(shown), documents)),
        *(Paragraph(line) for line in _say_without(tasks, looked_through)),
        *(Paragraph(f"※ {notice}") for notice in notices),
        Paragraph(_NOT_JUDGED),
        Table(_HEAD, tuple(_row(n, task) for n, task in enumerate(shown, start=1)), _TITLE),
    ]
    name = f"：{selection.department}" if selection.department else ""
    return Report(f"{_TITLE}{name}", tuple(blocks))


def describe_department(count: Count) -> str:
    """Return the tasks of one department in words: 牵头 1 项、参与 14 项，共 15 项."""
    said = f"牵头 {count.leads} 项、参与 {count.supports} 项，共 {count.tasks} 项"
    if count.twice:
        said += f"（其中 {count.twice} 项既牵头又参与）"
    if count.unled:
        said += f"；参与的有 {count.unled} 项只写分工负责、没有写牵头单位"
    return said


def describe_all(count: Count) -> str:
    """Return the tasks of all departments in words."""
    unled = f"（含分工负责 {count.unled} 项次）" if count.unled else ""
    said = f"共 {count.tasks} 项任务，{count.departments} 个部门：牵头 {count.leads} 项次、"
    said += f"参与 {count.supports} 项次{unled}"
    without = count.tasks - count.led_tasks
    return said + (f"；{without} 项任务没有写牵头单位" if without else "")


def describe_checked(documents: int) -> str:
    """Return that all clauses of so many documents were looked through."""
    which = {1: "这份文件", 2: "两份文件"}.get(documents, f"所收 {documents} 份文件")
    return f"{which}的全部条款都已查过"


def _say_all(tasks: Sequence[Task], selection: Selection, documents: Sequence[Document]) -> str:
    everywhere = Selection(department=selection.department)
    count = count_tasks(tasks, everywhere)
    checked = describe_checked(len(documents))
    if selection.department:
        return f"{selection.department}：{describe_department(count)}；{checked}。"
    return f"{describe_all(count)}；{checked}。"


def _say_filters(selection: Selection, shown: int, documents: Sequence[Document]) -> list[str]:
    titles = [cite_document(d) for d in documents if d.doc_id == selection.doc_id]
    said = [f"文件为{title}" for title in titles]
    said += [f"章为“{selection.chapter}”"] if selection.chapter else []
    said += [f"角色为{_ROLES[selection.role]}"] if selection.role else []
    said += [f"文字含“{selection.words}”"] if selection.words else []
    if selection.clause_id:
        said.append("选定的一项任务")
    return [f"本表只列：{'，'.join(said)}；共 {shown} 项。"] if said else []


def _say_without(tasks: Sequence[Task], documents: Sequence[Document]) -> list[str]:
    with_tasks = {task.document.doc_id for task in tasks}
    return [
        f"{cite_document(document)}没有给任何部门写责任。"
        for document in documents
        if document.doc_id not in with_tasks
    ]


def _row(n: int, task: Task) -> tuple[str | int, ...]:
    return (
        n,
        task.label,
        "、".join(task.leads) or _NO_LEAD,
        "、".join(task.supports) or _NO_SUPPORT,
        "；".join(statement.text for statement in task.statements),
        task.clause.citation,
    )
