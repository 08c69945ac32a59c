"""How many tasks: of all departments, of each, and of each in every section."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ingest import Document
from views.assignments.selection import Selection
from views.assignments.tasks import Entry, Task


@dataclass(frozen=True, slots=True)
class Count:
    """Tasks, and the parts of departments in them.

    Attributes:
        tasks: Clauses.
        led_tasks: Those that name a lead.
        departments: How many have a part.
        leads: Parts of departments that lead.
        supports: Parts of departments that take part.
        unled: Those of `supports` in duties that nobody leads.
    """

    tasks: int
    led_tasks: int
    departments: int
    leads: int
    supports: int
    unled: int

    @property
    def twice(self) -> int:
        """Return, of one department, the tasks in which it both leads and takes part."""
        return self.leads + self.supports - self.tasks


class Cell(NamedTuple):
    """Parts of departments; `unled` is a share of `supports`."""

    leads: int = 0
    supports: int = 0
    unled: int = 0

    @property
    def total(self) -> int:
        """Return all parts."""
        return self.leads + self.supports


class Section(NamedTuple):
    """A section of a document and the chapter it belongs to."""

    chapter: str
    title: str


@dataclass(frozen=True, slots=True)
class Row:
    """A department's parts in each section, and all together."""

    department: str
    cells: tuple[Cell, ...]
    total: Cell


@dataclass(frozen=True, slots=True)
class Matrix:
    """Departments, most parts first, by the sections of a document."""

    document: Document
    sections: tuple[Section, ...]
    rows: tuple[Row, ...]
    totals: tuple[Cell, ...]
    total: Cell


def count_tasks(tasks: Sequence[Task], selection: Selection) -> Count:
    """Return how many tasks are meant by `selection`, and the parts in them that are."""
    shown = [task for task in tasks if selection.entries(task)]
    entries = [entry for task in shown for entry in selection.entries(task)]
    cell = _sum(entries)
    return Count(
        tasks=len(shown),
        led_tasks=sum(bool(task.leads) for task in shown),
        departments=len({entry.department for entry in entries}),
        leads=cell.leads,
        supports=cell.supports,
        unled=cell.unled,
    )


def rank_departments(tasks: Sequence[Task], selection: Selection) -> list[tuple[str, Cell]]:
    """Return each department with its parts, those with most first."""
    entries: dict[str, list[Entry]] = {}
    for task in tasks:
        for entry in selection.entries(task):
            entries.setdefault(entry.department, []).append(entry)
    cells = [(department, _sum(parts)) for department, parts in entries.items()]
    return sorted(cells, key=lambda pair: (-pair[1].total, -pair[1].leads, pair[0]))


def rank_partners(tasks: Sequence[Task], department: str) -> list[tuple[str, int]]:
    """Return who shares duties with a department, and how many, those with most first."""
    shared = Counter(
        name
        for task in tasks
        if department in (names := {entry.department for entry in task.entries})
        for name in names - {department}
        if task.is_shared(department, name)
    )
    return sorted(shared.items(), key=lambda pair: (-pair[1], pair[0]))


def make_matrices(tasks: Sequence[Task], selection: Selection) -> list[Matrix]:
    """Return a matrix for each document that has tasks, in the order of the documents."""
    by_document: dict[str, list[Task]] = {}
    for task in tasks:
        if selection.entries(task):
            by_document.setdefault(task.document.doc_id, []).append(task)
    return [_make_matrix(shown, selection) for shown in by_document.values()]


def _make_matrix(tasks: Sequence[Task], selection: Selection) -> Matrix:
    sections = tuple(dict.fromkeys(_section(task) for task in tasks))
    parts: Counter[tuple[str, Section, str]] = Counter()
    for task in tasks:
        for entry in selection.entries(task):
            parts[entry.department, _section(task), entry.kind] += 1

    def cell(departments: Sequence[str], inside: Sequence[Section]) -> Cell:
        lead, support, unled = (
            sum(parts[name, section, kind] for name in departments for section in inside)
            for kind in ("lead", "support", "no_lead")
        )
        return Cell(lead, support + unled, unled)

    ranked = [name for name, _ in rank_departments(tasks, selection)]
    return Matrix(
        document=tasks[0].document,
        sections=sections,
        rows=tuple(
            Row(name, tuple(cell([name], [s]) for s in sections), cell([name], sections))
            for name in ranked
        ),
        totals=tuple(cell(ranked, [section]) for section in sections),
        total=cell(ranked, sections),
    )


def _section(task: Task) -> Section:
    return Section(task.chapter, task.section)


def _sum(entries: Sequence[Entry]) -> Cell:
    kinds = Counter(entry.kind for entry in entries)
    return Cell(kinds["lead"], kinds["support"] + kinds["no_lead"], kinds["no_lead"])
