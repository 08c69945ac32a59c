"""Tasks counted, in the words in which page and report say it."""

from views.assignments import Selection
from views.assignments.counts import Count


def describe_asked(selection: Selection) -> str:
    """Return whose tasks are asked for: a department, or two that share them."""
    if selection.partner:
        return f"{selection.department}与{selection.partner}共同负责"
    return selection.department


def describe_department(count: Count) -> str:
    """Return the tasks of one department in words: 牵头 1 项、参与 14 项，共 15 项."""
    said = f"牵头 {count.leads} 项、参与 {count.supports} 项，共 {count.tasks} 项"
    if count.twice:
        said += f"（其中 {count.twice} 项既牵头又参与）"
    if count.unled:
        said += f"；参与的有 {count.unled} 项只写分工负责、没有写牵头单位"
    return said


def describe_shared(count: Count, selection: Selection) -> str:
    """Return in how many duties two departments have parts."""
    said = f"共同负责 {count.tasks} 项"
    return f"{said}，其中{selection.department}牵头 {count.leads} 项" if count.tasks else said


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
