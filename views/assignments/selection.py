"""Which tasks are meant: by document, chapter, role, department and words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from question.words import simplify
from views.assignments.tasks import Entry, Task

# `no_lead` is a part of `support`: a duty that departments share and nobody leads.
ROLES = ("lead", "support", "no_lead")
FILTERS = ("doc_id", "chapter", "role", "words", "partner")


@dataclass(frozen=True, slots=True)
class Selection:
    """What a task must have to be shown; "" asks for nothing.

    Attributes:
        doc_id: Its document.
        chapter: The outermost heading above it.
        role: One of `ROLES`, the part that a department must have in it.
        words: What its text, headings, number or departments must hold, each word of it.
        department: Canonical name of the department that must have a part in it.
        partner: Canonical name of another department that must share the duty with `department`.
        clause_id: Its clause.
    """

    doc_id: str = ""
    chapter: str = ""
    role: str = ""
    words: str = ""
    department: str = ""
    partner: str = ""
    clause_id: str = ""

    def entries(self, task: Task) -> tuple[Entry, ...]:
        """Return the parts in `task` that are meant; none where the task is not."""
        if self.doc_id not in ("", task.document.doc_id) or self.chapter not in ("", task.chapter):
            return ()
        if self.clause_id not in ("", task.clause.clause_id):
            return ()
        if self.partner and not task.is_shared(self.department, self.partner):
            return ()
        if self.words and not _holds(task, self.words):
            return ()
        return tuple(
            entry
            for entry in task.entries
            if self.department in ("", entry.department) and _has_role(entry, self.role)
        )


def select(tasks: Sequence[Task], selection: Selection) -> tuple[Task, ...]:
    """Return the tasks that are meant, whole, in order."""
    return tuple(task for task in tasks if selection.entries(task))


def loosen(tasks: Sequence[Task], selection: Selection) -> dict[str, int]:
    """Return how many tasks there would be without one of the things asked for.

    Department and clause are no filters: a reader who asks for one wants no other's tasks. What
    brings no task by its loss is left out.
    """
    dropped = {
        name: len(select(tasks, replace(selection, **{name: ""})))
        for name in FILTERS
        if getattr(selection, name)
    }
    return {name: count for name, count in dropped.items() if count}


def _has_role(entry: Entry, role: str) -> bool:
    if role == "no_lead":
        return entry.is_unled
    return role in ("", entry.role)


def _holds(task: Task, words: str) -> bool:
    names = [name for entry in task.entries for name in (entry.department, entry.printed)]
    parts = [task.label, *task.clause.path, "".join(task.clause.text.split()), *names]
    text = simplify("\n".join(parts))
    return all(word in text for word in simplify(words).split())
