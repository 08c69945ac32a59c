"""The choice of another department: of the tasks of one, those that it shares with the other."""

from collections.abc import Sequence

import streamlit as st

from ui.parts.linked import follow_address, keep_in_address
from ui.parts.markup import code_span
from ui.parts.script import say
from ui.tasks.departments import shorten
from views.assignments import Departments, Task
from views.assignments.counts import rank_partners


def draw_partner(departments: Departments, tasks: Sequence[Task], department: str) -> str:
    """Draw the choice among those who share tasks with a department; return it, "" for none."""
    shared = dict(rank_partners(tasks, department))
    linked = _read_address(departments, department)
    if linked:
        # Who shares none is asked for in vain, and told so.
        shared.setdefault(linked, 0)
    follow_address("with", shared)
    # Chosen for another department before.
    if st.session_state["with"] not in shared:
        st.session_state["with"] = ""
    labels = {"": say("不限")} | {
        name: f"{departments.short(name)}{say(f'（共同 {number} 项）')}"
        for name, number in shared.items()
    }
    st.selectbox(
        say("共同负责的另一个部门"), list(labels), key="with", format_func=labels.__getitem__
    )
    return keep_in_address("with")


def _read_address(departments: Departments, department: str) -> str:
    """Return the department that the address names, which takes its full name there."""
    asked = st.query_params.get("with", "").strip()
    found = [name for name in departments.find(asked) if name != department]
    if len(found) == 1:
        st.query_params["with"] = found[0]
        return found[0]
    if asked:
        shown = code_span(shorten(asked))
        st.warning(shown + say("：没有找到这个共同负责的部门，已忽略，请从列表中选择。"))
        st.query_params.pop("with")
    return ""
