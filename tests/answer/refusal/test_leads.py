"""Who leads, where a clause only shares out the work."""

import pytest

from answer.refusal.leads import asks_who_leads, lacks_lead, say_no_lead
from ingest import Corpus


@pytest.mark.parametrize(
    "question",
    [
        "招商这件事哪个厅领衔",
        "牵头的是商务厅还是科技厅",
        "检测平台谁说了算",
        "which bureau leads the testing work?",
    ],
)
def test_a_question_for_the_lead_is_told(question: str) -> None:
    assert asks_who_leads(question)


@pytest.mark.parametrize(
    "question",
    [
        "招商这件事由哪些部门负责",
        "没有牵头单位的任务是哪几项",
        "商标注册是一家牵头还是几家分工",
        "龙头企业有什么扶持",
    ],
)
def test_a_question_for_all_who_share_is_none_for_the_lead(question: str) -> None:
    assert not asks_who_leads(question)


def test_a_clause_that_only_shares_out_the_work_has_no_lead(corpus: Corpus) -> None:
    clauses = {clause.clause_id: clause for clause in corpus.clauses}
    shared = clauses["guangdong-2023/5.4"]
    assert lacks_lead(shared)
    assert shared.title in say_no_lead(shared)
    assert not lacks_lead(clauses["guangdong-2023/3.3.3"])
    # Nobody is named: nothing is known of who leads.
    assert not lacks_lead(clauses["miit-2022-draft/3.7"])
