"""Departments as people name them: in full, in short, or nearly so."""

from collections.abc import Sequence
from difflib import SequenceMatcher

from answer.forms.department_names import DepartmentNames
from ingest import Document
from question.words import simplify, unify
from views.assignments.counts import rank_departments
from views.assignments.selection import Selection
from views.assignments.tasks import Task


class Departments:
    """The departments that tasks name, most tasks first."""

    def __init__(self, documents: Sequence[Document], tasks: Sequence[Task]) -> None:
        """Note the names; `tasks` are those of all `documents`."""
        self.names = tuple(name for name, _ in rank_departments(tasks, Selection()))
        self._documents = documents
        self._full = DepartmentNames(documents, [s for task in tasks for s in task.statements])
        self._printed: dict[str, dict[str, None]] = {name: {} for name in self.names}
        for task in tasks:
            for entry in task.entries:
                self._printed[entry.department][entry.printed] = None

    def find(self, asked: str) -> tuple[str, ...]:
        """Return the canonical names that `asked` may mean: a name, a short form, a part of one.

        More than one where it fits several equally well; none where it fits no department.
        """
        typed = "".join(unify(asked).split())
        if not typed:
            return ()
        if asked in self._printed:
            return (asked,)
        full = {self._full.full(typed, document.doc_id) for document in self._documents}
        if meant := [name for name in self.names if name in full]:
            return tuple(meant)
        return tuple(
            name
            for name in self.names
            if any(simplify(typed) in simplify(word) for word in (name, *self.printed(name)))
        )

    def nearest(self, asked: str, *, n: int = 3) -> tuple[str, ...]:
        """Return the `n` names most like `asked`, best first."""
        typed = simplify("".join(asked.split()))
        likeness = {
            name: max(
                SequenceMatcher(None, typed, simplify(word)).ratio()
                for word in (name, *self.printed(name))
            )
            for name in self.names
        }
        return tuple(sorted(self.names, key=lambda name: -likeness[name])[:n])

    def printed(self, department: str) -> tuple[str, ...]:
        """Return the ways in which the documents print a canonical name."""
        return tuple(self._printed[department])

    def short(self, department: str, document: Document | None = None) -> str:
        """Return a canonical name as `document`, or any, prints it with its place: 省商务厅."""
        return self._full.shown(department, [document] if document else self._documents)
