"""What is suggested is answered: over the real documents with the real model."""

from datetime import date

import pytest

from answer import Answer, Answerer
from index import Searcher
from ingest.model import INDEXED_KINDS

DAY = date(2024, 3, 1)
pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def answerer(real_searcher: Searcher) -> Answerer:
    return Answerer(real_searcher)


def _ask(answerer: Answerer, question: str) -> Answer:
    return answerer.answer(question, as_of=DAY)


@pytest.mark.parametrize(
    "question", ["检验检测由谁牵头？", "加大政策支持力度有哪些内容？", "2025年产业规模目标是多少？"]
)
def test_what_follows_an_answer_is_answered_directly(answerer: Answerer, question: str) -> None:
    suggested = _ask(answerer, question).suggestions
    assert 2 <= len(suggested) <= 3
    assert question not in suggested
    assert [_ask(answerer, q).support for q in suggested] == ["direct"] * len(suggested)


def test_without_an_answer_it_is_said_whom_to_ask_and_what_is_answered(answerer: Answerer) -> None:
    answer = _ask(answerer, "佛山家具企业数字化改造能拿多少钱？")
    assert answer.status == "not_found"
    assert "广东省工业和信息化厅" in answer.advice
    assert "12345" in answer.advice
    assert "12345" not in answer.text, "no document says it"
    assert all(_ask(answerer, q).citations for q in answer.suggestions)


def test_a_question_about_supports_of_everything_is_asked_back(answerer: Answerer) -> None:
    wide, narrow = (_ask(answerer, q) for q in ("企业能拿哪些支持？", "家具企业有什么支持？"))
    assert wide.asks_back
    assert len(wide.suggestions) > 3
    assert wide.citations, "nothing is withheld"
    assert not narrow.asks_back


@pytest.mark.parametrize("text", ["你好", "hello", "介绍一下"])
def test_a_greeting_gets_a_guide_with_questions_to_begin_with(
    answerer: Answerer, text: str
) -> None:
    answer = _ask(answerer, text)
    assert answer.status == "out_of_scope"
    assert "不在所收文件的范围内" not in answer.text
    assert len(answer.suggestions) == 3
    assert all(_ask(answerer, q).support == "direct" for q in answer.suggestions)


def test_a_question_of_another_field_is_told_so(answerer: Answerer) -> None:
    assert "不在所收文件的范围内" in _ask(answerer, "今天天气怎么样，要带伞吗？").text


def test_what_is_stated_is_in_points_that_make_the_text(answerer: Answerer) -> None:
    answer = _ask(answerer, "省市场监管局有哪些任务？")
    lines = answer.text.splitlines()
    assert len(lines) == len(answer.points)
    assert answer.points[0].is_verdict
    ids = {c.clause_id for c in answerer._corpus.clauses if c.kind in INDEXED_KINDS}
    assert all(p.clause and p.clause.clause_id in ids for p in answer.points[1:])
    assert not [line for line in lines if line[:2] in ("1.", "2.", "3.")]
