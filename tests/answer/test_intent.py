"""What kind of answer a question wants."""

import pytest

from answer.intent import read_intent, read_needs
from ingest import Clause, Corpus


@pytest.mark.parametrize(
    ("question", "intent"),
    [
        ("印染这块归谁管", "responsibility"),
        ("研发投入要占多少", "figure"),
        ("出口企业有什么扶持", "support"),
        ("什么是四流合一", "content"),
    ],
)
def test_the_kind_of_a_question_is_read_from_its_words(question: str, intent: str) -> None:
    assert read_intent(question, asks_front_matter=False) == intent


def test_a_question_about_the_front_matter_is_one_whatever_else_it_says() -> None:
    assert read_intent("谁发的", asks_front_matter=True) == "front_matter"


def names_of_needs(question: str) -> list[str]:
    return [need.name for need in read_needs(question)]


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("补贴最高多少", ["金额"]),
        ("企业所得税税率是多少", ["税率或利率"]),
        ("传真多少", ["电话、传真或邮箱"]),
        ("怎么申报，要什么材料", ["申报程序或材料"]),
        ("谁牵头检验检测", []),
    ],
)
def test_a_question_needs_the_kinds_of_fact_that_it_asks_for(
    question: str, names: list[str]
) -> None:
    assert names_of_needs(question) == names


def test_a_need_is_met_by_a_clause_that_holds_such_a_fact(corpus: Corpus) -> None:
    def clause(clause_id: str) -> Clause:
        return next(c for c in corpus.clauses if c.clause_id == clause_id)

    (amount,) = read_needs("补贴多少钱")
    assert amount.is_met(clause("guangdong-2023/2.1"))
    assert not amount.is_met(clause("guangdong-2023/2.2"))
    (telephone,) = read_needs("电话多少")
    assert telephone.is_met(clause("miit-2022-draft/front/contact"))
