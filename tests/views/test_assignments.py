"""Tasks as clauses state them, chosen by what the reader asks for."""

from pathlib import Path

import pytest

from ingest import Corpus
from tests.views.assigned import PLAN, make_corpus
from views.assignments import Selection, Task, read_tasks, select
from views.assignments.counts import rank_partners
from views.assignments.selection import loosen


@pytest.fixture
def tasks(tmp_path: Path) -> tuple[Task, ...]:
    return read_tasks(make_corpus(tmp_path))


def _places(tasks: tuple[Task, ...], **asked: str) -> list[str]:
    return [task.place for task in select(tasks, Selection(**asked))]


def test_a_task_has_its_number_title_headings_and_words(tasks: tuple[Task, ...]) -> None:
    task = tasks[0]
    assert task.label == "一（一）加强检验检测"
    assert (task.chapter, task.section) == ("一、重点任务", "（一）加强检验检测")
    (statement,) = task.statements
    assert statement.text == "省市场监管局牵头，省商务厅等有关单位按职责分工负责"
    assert (task.leads, task.supports) == (("临江省市场监督管理局",), ("临江省商务厅",))


def test_a_department_that_leads_and_takes_part_in_one_clause_has_two_entries(
    tasks: tuple[Task, ...],
) -> None:
    task = tasks[1]
    assert task.leads == ("临江省商务厅", "临江省工业和信息化厅")
    assert task.supports == ("临江省商务厅",)


def test_a_shared_duty_that_nobody_leads_is_told_apart(tasks: tuple[Task, ...]) -> None:
    assert [task.place for task in tasks if any(e.is_unled for e in task.entries)] == [
        "二（三）",
        "二（四）",
    ]
    assert all(entry.is_unled for entry in tasks[3].entries)
    assert not tasks[3].leads


def test_a_statement_in_a_paragraph_of_its_own_belongs_to_its_clause(
    tasks: tuple[Task, ...],
) -> None:
    assert tasks[3].label == "二（四）加大资金投入"
    assert tasks[3].entries[1].printed == "商务厅"
    assert tasks[3].entries[1].department == "临江省商务厅"


def test_a_name_broken_by_a_page_is_printed_whole(tmp_path: Path) -> None:
    corpus = make_corpus(tmp_path, plan=PLAN.replace("（省商务厅牵头）", "（省商\n\n务厅牵头）"))
    assert read_tasks(corpus)[1].entries[0].printed == "省商务厅"


@pytest.mark.parametrize(
    ("asked", "places"),
    [
        ({}, ["一（一）", "一（二）", "二（三）", "二（四）"]),
        ({"doc_id": "draft"}, []),
        ({"chapter": "二、保障措施"}, ["二（三）", "二（四）"]),
        ({"role": "lead"}, ["一（一）", "一（二）"]),
        ({"role": "no_lead"}, ["二（三）", "二（四）"]),
        ({"department": "临江省商务厅"}, ["一（一）", "一（二）", "二（四）"]),
        ({"department": "临江省商务厅", "role": "lead"}, ["一（二）"]),
        ({"department": "临江省商务厅", "role": "support"}, ["一（一）", "一（二）", "二（四）"]),
        ({"department": "临江省教育厅", "chapter": "一、重点任务"}, []),
        ({"clause_id": "plan/2.3"}, ["二（三）"]),
    ],
)
def test_tasks_are_chosen_by_all_that_is_asked(
    tasks: tuple[Task, ...], asked: dict[str, str], places: list[str]
) -> None:
    assert _places(tasks, **asked) == places


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("检验检测", ["一（一）"]),
        ("檢驗檢測", ["一（一）"]),
        ("检验 平台", ["一（一）"]),
        ("检验 品牌", []),
        ("一(一)", ["一（一）"]),
        ("重点任务", ["一（一）", "一（二）"]),
        ("临江省教育厅", ["二（三）"]),
        ("  ", ["一（一）", "一（二）", "二（三）", "二（四）"]),
        (".*", []),
    ],
)
def test_tasks_are_found_by_words_of_number_title_text_and_departments(
    tasks: tuple[Task, ...], words: str, places: list[str]
) -> None:
    assert _places(tasks, words=words) == places


def test_two_departments_share_a_duty_that_one_statement_gives_them(tmp_path: Path) -> None:
    text = """临江省消防经费办法

第一条 省审计厅负责监督。省财政厅负责拨款。
第二条 省财政厅会同省审计厅制定标准。
第三条 省财政厅履行下列职责：
（一）会同省公安厅安排经费；
（二）公布标准。
"""
    tasks = read_tasks(make_corpus(tmp_path, rules=text))
    assert _places(tasks, department="临江省财政厅", partner="临江省审计厅") == ["第二条"]
    assert _places(tasks, department="临江省公安厅", partner="临江省财政厅") == ["第三条（一）"]
    assert rank_partners(tasks, "临江省财政厅") == [("临江省公安厅", 1), ("临江省审计厅", 1)]


def test_what_to_loosen_is_what_brings_tasks_by_itself(tasks: tuple[Task, ...]) -> None:
    department = "临江省教育厅"
    assert loosen(tasks, Selection(department=department, role="lead")) == {"role": 1}
    both = Selection(department=department, role="lead", chapter="一、重点任务")
    assert loosen(tasks, both) == {}
    assert loosen(tasks, Selection(chapter="一、重点任务", role="no_lead")) == {
        "chapter": 2,
        "role": 2,
    }


def test_a_corpus_without_responsibilities_has_no_tasks(tmp_path: Path) -> None:
    assert read_tasks(make_corpus(tmp_path, draft="一、总则\n（一）宗旨。促进发展。\n")) == ()


def test_every_responsibility_of_the_real_documents_is_in_one_entry(corpus: Corpus) -> None:
    annotated = {
        (clause.clause_id, role.department, role.role)
        for clause in corpus.clauses
        for role in clause.annotations.responsibilities
    }
    entries = [
        (task.clause.clause_id, entry.department, entry.role)
        for task in read_tasks(corpus)
        for entry in task.entries
    ]
    assert len(entries) == len(set(entries))
    assert set(entries) == annotated
    assert len(entries) == 103


def test_the_words_of_every_real_task_name_each_of_its_departments(corpus: Corpus) -> None:
    for task in read_tasks(corpus):
        words = "".join(statement.text for statement in task.statements)
        assert task.statements
        assert all(entry.printed in words for entry in task.entries)
        assert task.clause.citation.endswith(task.place)


def test_who_is_named_in_a_lead_in_is_responsible_for_its_items(tmp_path: Path) -> None:
    text = """临江省消防经费办法

第一条 省审计厅负责监督。省财政厅履行下列职责：
（一）安排经费；
（二）会同省公安厅确定标准。
第二条 有下列情形之一的，由省公安厅责令改正：
（一）占用通道；
（二）损坏器材。
"""
    tasks = read_tasks(make_corpus(tmp_path, rules=text))
    found = {task.place: (task.leads, task.supports) for task in tasks}
    finance, police = ("临江省财政厅",), ("临江省公安厅",)
    assert found == {
        "第一条": (("临江省审计厅", *finance), ()),
        "第一条（一）": (finance, ()),
        "第一条（二）": (finance, police),
        "第二条": (police, ()),
    }
    assert tasks[1].statements[0].clause == tasks[0].clause
    assert tasks[1].statements[0].text == "省财政厅履行下列职责："
