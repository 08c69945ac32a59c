"""Lists of all tasks of a department."""

import re
from datetime import date

import pytest

from answer import Answer, Answerer
from answer.departments import asked_roles, find_tasks
from index import Searcher
from ingest import Corpus

pytestmark = pytest.mark.model
DAY = date(2025, 3, 1)


def ask(searcher: Searcher, question: str) -> Answer:
    return Answerer(searcher).answer(question, as_of=DAY)


def annotated(corpus: Corpus, department: str, *roles: str) -> list[str]:
    """Return the clauses whose annotations give the department one of the roles."""
    return [
        clause.clause_id
        for clause in corpus.clauses
        for r in clause.annotations.responsibilities
        if r.department == department and r.role in roles
    ]


@pytest.mark.parametrize(
    ("question", "roles"),
    [
        ("生态环境厅牵头哪些工作", ("lead",)),
        ("生态环境厅配合哪些工作", ("support",)),
        ("生态环境厅参与哪些工作", ("lead", "support")),
        ("生态环境厅牵头什么、配合什么", ("lead", "support")),
        ("生态环境厅有哪些工作", ("lead", "support")),
        ("which tasks does the department of commerce join without leading", ("support",)),
    ],
)
def test_the_roles_asked_for_are_read(
    real_searcher: Searcher, question: str, roles: tuple[str, ...]
) -> None:
    assert asked_roles(real_searcher.read(question)) == roles


@pytest.mark.parametrize(
    ("name", "department"),
    [
        ("工信厅", "广东省工业和信息化厅"),
        ("市监局", "广东省市场监督管理局"),
        ("科技廳", "广东省科学技术厅"),
        ("财政厅", "广东省财政厅"),
    ],
)
def test_every_task_is_listed_and_counted(
    real_searcher: Searcher, corpus: Corpus, name: str, department: str
) -> None:
    answer = ask(real_searcher, f"{name}有哪些任务？")
    leads, supports = (annotated(corpus, department, role) for role in ("lead", "support"))
    assert [c.clause.clause_id for c in answer.citations] == leads + supports
    first, *lines = answer.text.splitlines()
    assert len(lines) == len(answer.citations)
    assert ("牵头" in first) == bool(leads)
    assert (f"参与 {len(supports)} 项" in first) == bool(supports)
    assert {int(n) for n in re.findall(r"\[(\d+)\]", first)} == {c.n for c in answer.citations}


def test_each_quote_names_the_department_word_for_word(
    real_searcher: Searcher, corpus: Corpus
) -> None:
    for citation in ask(real_searcher, "人社厅参与的任务全部列出来").citations:
        printed = corpus.texts[citation.clause.doc_id][citation.start : citation.end]
        assert "".join(printed.split()) == "".join(citation.quote.split())
        assert "人力资源社会保障厅" in "".join(citation.quote.split())


def test_leading_is_not_supporting(real_searcher: Searcher, corpus: Corpus) -> None:
    answer = ask(real_searcher, "省商务厅牵头哪些工作")
    led = annotated(corpus, "广东省商务厅", "lead")
    assert [c.clause.clause_id for c in answer.citations] == led
    assert "参与" not in answer.text.splitlines()[0]


@pytest.mark.parametrize(
    ("question", "absent"),
    [
        ("民政厅牵头哪些任务", "民政厅牵头的任务"),
        ("工信部的征求意见稿里，财政厅负责哪些工作", "财政厅"),
    ],
)
def test_a_role_that_a_department_does_not_have_is_said_to_be_missing(
    real_searcher: Searcher, question: str, absent: str
) -> None:
    answer = ask(real_searcher, question)
    assert (answer.status, answer.citations) == ("not_found", ())
    assert absent in answer.text


def test_one_document_alone_is_looked_through_where_it_is_meant(real_searcher: Searcher) -> None:
    query = real_searcher.read("广东的行动计划里工信厅牵头哪些工作")
    (led,) = find_tasks(real_searcher, query)
    assert {extract.hit.clause.doc_id for extract in led.extracts} == {"guangdong-2023"}
