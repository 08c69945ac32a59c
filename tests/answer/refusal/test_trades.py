"""The trade that a question is about, known by words or not at all."""

import pytest

from answer.refusal.trades import is_only_about, unknown_trades

TEXTS = ["支持家具、陶瓷等行业发展,推动专利布局"]


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("做潜水服的有什么支持", "潜水服"),
        ("避雷针厂有哪些扶持政策", "避雷针"),
        ("文件对滑翔伞行业有什么安排", "滑翔伞"),
        ("what does the plan say about kite makers?", "kite"),
    ],
)
def test_a_trade_that_nothing_knows_is_found(question: str, name: str) -> None:
    assert list(unknown_trades(question, TEXTS)) == [name]


@pytest.mark.parametrize(
    "question",
    [
        "家具厂有哪些扶持政策",
        # The thesaurus knows what the documents call it.
        "做口红的有什么支持",
        "民营企业有什么支持",
        "为什么担心工厂会搬走",
        "what does the plan say about toy makers?",
        "which small manufacturers get support?",
    ],
)
def test_a_trade_that_is_known_and_what_is_none_are_let_be(question: str) -> None:
    assert list(unknown_trades(question, TEXTS)) == []


def test_a_question_with_a_subject_beside_the_trade_is_about_that() -> None:
    assert list(unknown_trades("做鸟笼的怎么申请专利", TEXTS)) == []
    assert is_only_about("做鸟笼的有什么支持", "鸟笼")
    assert not is_only_about("做鸟笼的怎么申请专利", "鸟笼")
