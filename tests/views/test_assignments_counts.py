"""Counts of tasks and parts, by hand and against the annotations."""

from collections import Counter
from pathlib import Path

import pytest

from ingest import Corpus
from tests.views.assigned import PLAN, make_corpus
from views.assignments import Selection, Task, read_tasks
from views.assignments.counts import (
    Cell,
    Section,
    count_tasks,
    make_matrices,
    rank_departments,
)


@pytest.fixture
def tasks(tmp_path: Path) -> tuple[Task, ...]:
    return read_tasks(make_corpus(tmp_path))


def test_tasks_and_parts_are_counted(tasks: tuple[Task, ...]) -> None:
    count = count_tasks(tasks, Selection())
    assert (count.tasks, count.led_tasks, count.departments) == (4, 2, 5)
    # 市场监管局, 商务厅, 工信厅; 商务厅 three times, 财政厅 twice, 教育厅.
    assert (count.leads, count.supports, count.unled) == (3, 6, 4)


def test_the_tasks_of_a_department_that_has_two_parts_in_one_are_counted_once(
    tasks: tuple[Task, ...],
) -> None:
    count = count_tasks(tasks, Selection(department="临江省商务厅"))
    assert (count.leads, count.supports, count.tasks, count.twice) == (1, 3, 3, 1)


def test_a_filter_of_role_counts_only_those_parts(tasks: tuple[Task, ...]) -> None:
    count = count_tasks(tasks, Selection(role="lead"))
    assert (count.tasks, count.departments, count.leads, count.supports) == (2, 3, 3, 0)


def test_departments_are_ranked_by_parts_then_by_leads(tasks: tuple[Task, ...]) -> None:
    ranked = rank_departments(tasks, Selection())
    assert ranked == [
        ("临江省商务厅", Cell(1, 3, 1)),
        ("临江省财政厅", Cell(0, 2, 2)),
        ("临江省工业和信息化厅", Cell(1, 0, 0)),
        ("临江省市场监督管理局", Cell(1, 0, 0)),
        ("临江省教育厅", Cell(0, 1, 1)),
    ]


def test_a_matrix_has_departments_by_sections_with_totals(tasks: tuple[Task, ...]) -> None:
    (matrix,) = make_matrices(tasks, Selection(chapter="一、重点任务"))
    assert matrix.sections == (
        Section("一、重点任务", "（一）加强检验检测"),
        Section("一、重点任务", "（二）培育知名品牌"),
    )
    assert [(row.department, row.cells, row.total) for row in matrix.rows] == [
        ("临江省商务厅", (Cell(0, 1), Cell(1, 1)), Cell(1, 2)),
        ("临江省工业和信息化厅", (Cell(), Cell(1, 0)), Cell(1, 0)),
        ("临江省市场监督管理局", (Cell(1, 0), Cell()), Cell(1, 0)),
    ]
    assert matrix.totals == (Cell(1, 1), Cell(2, 1))
    assert matrix.total == Cell(3, 2)


def test_each_document_with_tasks_has_a_matrix(tmp_path: Path) -> None:
    other = PLAN.replace("临江省", "海东省")
    tasks = read_tasks(make_corpus(tmp_path, a=PLAN, b=other, c="一、总则\n（一）宗旨。发展。\n"))
    matrices = make_matrices(tasks, Selection())
    assert [matrix.document.doc_id for matrix in matrices] == ["a", "b"]
    assert matrices[0].total == matrices[1].total == Cell(3, 6, 4)
    assert not make_matrices(tasks, Selection(doc_id="c"))


def test_the_counts_of_every_real_department_equal_the_annotations(corpus: Corpus) -> None:
    annotated = Counter(
        (department, role)
        for _, department, role in {
            (clause.clause_id, role.department, role.role)
            for clause in corpus.clauses
            for role in clause.annotations.responsibilities
        }
    )
    tasks = read_tasks(corpus)
    ranked = dict(rank_departments(tasks, Selection()))
    assert ranked.keys() == {department for department, _ in annotated}
    for department, cell in ranked.items():
        count = count_tasks(tasks, Selection(department=department))
        assert (count.leads, count.supports) == (cell.leads, cell.supports)
        assert count.leads == annotated[department, "lead"]
        assert count.supports == annotated[department, "support"]
        assert count.tasks == count.leads + count.supports


def test_the_totals_of_the_real_matrix_equal_the_annotations(corpus: Corpus) -> None:
    tasks = read_tasks(corpus)
    matrices = make_matrices(tasks, Selection())
    assert sum(matrix.total.total for matrix in matrices) == 103
    for matrix in matrices:
        doc_id = matrix.document.doc_id
        entries = sum(len(task.entries) for task in tasks if task.document.doc_id == doc_id)
        assert matrix.total.total == entries
        assert sum(cell.total for cell in matrix.totals) == entries
        assert sum(row.total.total for row in matrix.rows) == entries
        for row in matrix.rows:
            assert sum(cell.total for cell in row.cells) == row.total.total
        for i, total in enumerate(matrix.totals):
            assert sum(row.cells[i].leads for row in matrix.rows) == total.leads
            assert sum(row.cells[i].unled for row in matrix.rows) == total.unled
