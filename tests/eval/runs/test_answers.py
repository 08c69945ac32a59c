"""Metrics of answers, on answers and questions made by hand."""

import math
from dataclasses import replace
from pathlib import Path

import pytest

from answer import Answer, Citation
from eval.data.benchmark import PolicyBenchmark
from eval.data.questions import Gold, Question
from eval.data.spans import Span
from eval.runs.answers import (
    AnswerResult,
    RiskPoint,
    area_under,
    evaluate_answers,
    is_verbatim,
    risk_coverage,
    score_answer,
)
from ingest import Clause, Corpus, Document
from tests.fakes import PLAN, make_searcher

TEXT = (
    "一、目标。到2025年建设3个集群，\n\n培育5家企业。"
    "二、任务。支持检验检测。（省市场监管局牵头）完。"
)
CORPUS = Corpus((Document("d", "d.txt", "sha"),), {"d": TEXT}, ())
GOALS = (0, TEXT.index("二、"))
TASKS = (TEXT.index("二、"), len(TEXT))


def span_of(quote: str) -> tuple[int, int]:
    start = TEXT.index(quote)
    return start, start + len(quote)


def make_gold(quote: str, grade: int = 2) -> Gold:
    return Gold(Span("d", *span_of(quote)), grade)


def make_citation(quote: str, clause: tuple[int, int], *, doc_id: str = "d") -> Citation:
    start, end = span_of(quote)
    source = Clause(
        "d/1", doc_id, "d.txt", *clause, "clause", "", "", (), TEXT[slice(*clause)], "《D》一"
    )
    return Citation(1, source, quote, start, end, {})


def make_answer(text: str = "", *citations: Citation, status: str = "answered") -> Answer:
    return Answer("问？", status, "content", text, citations, (), ())


def make_question(
    *gold: Gold, facts: tuple[str, ...] = (), question_id: str = "q", text: str = "问？"
) -> Question:
    expect = "answered" if gold else "not_found"
    return Question(question_id, text, "dev", "official", "figure", "typo", expect, gold, facts, ())


def score(answer: Answer, question: Question) -> dict[str, float]:
    return score_answer(answer, question, CORPUS)


def test_a_right_answer_with_its_clause_is_correct() -> None:
    quote = "培育5家企业。"
    answer = make_answer("培育 5 家企业。[1]", make_citation(quote, GOALS))
    assert score(answer, make_question(make_gold(quote), facts=("5家",))) == {
        "facts": 1.0,
        "all_facts": 1.0,
        "right_clause": 1.0,
        "citation_recall": 1.0,
        "citation_precision": 1.0,
        "clause_precision": 1.0,
        "false_refusal": 0.0,
        "near": 0.0,
        "correct": 1.0,
        "verbatim": 1.0,
    }


def test_facts_are_the_share_that_the_answer_says_white_space_aside() -> None:
    answer = make_answer("到2025年建设3个\n集群。", make_citation("建设3个集群", GOALS))
    question = make_question(make_gold("建设3个集群"), facts=("3个集群", "2025 年", "5家企业"))
    scores = score(answer, question)
    assert scores["facts"] == pytest.approx(2 / 3)
    # The clause is right, yet a fact is missing.
    assert [scores[name] for name in ("all_facts", "right_clause", "correct")] == [0.0, 1.0, 0.0]


def test_a_question_without_facts_asks_for_the_clause_alone() -> None:
    answer = make_answer("x", make_citation("建设3个集群", GOALS))
    scores = score(answer, make_question(make_gold("培育5家企业")))
    assert (scores["facts"], scores["all_facts"], scores["correct"]) == (1.0, 1.0, 1.0)
    # The clause holds the gold, but the quote is of another place in it.
    assert (scores["citation_recall"], scores["citation_precision"]) == (0.0, 0.0)
    assert scores["clause_precision"] == 1.0


def test_facts_from_another_clause_are_not_correct() -> None:
    answer = make_answer("支持检验检测。", make_citation("支持检验检测", TASKS))
    scores = score(answer, make_question(make_gold("培育5家企业"), facts=("检验检测",)))
    assert (scores["all_facts"], scores["right_clause"], scores["correct"]) == (1.0, 0.0, 0.0)
    assert scores["clause_precision"] == 0.0


def test_the_same_place_of_another_document_is_not_the_gold() -> None:
    citation = make_citation("培育5家企业", GOALS, doc_id="e")
    scores = score_answer(
        make_answer("5家", citation),
        make_question(make_gold("培育5家企业")),
        replace(CORPUS, texts={"d": TEXT, "e": TEXT}),
    )
    assert (scores["right_clause"], scores["citation_recall"]) == (0.0, 0.0)
    assert (scores["citation_precision"], scores["clause_precision"]) == (0.0, 0.0)


def test_citation_recall_counts_answering_spans_and_precision_quotes() -> None:
    gold = (
        make_gold("建设3个集群"),
        make_gold("培育5家企业"),
        make_gold("支持检验检测"),
        make_gold("一、目标", 1),
    )
    answer = make_answer(
        "x",
        # Holds more than the gold, a part of one that is half of it, help, and nothing of it.
        make_citation("到2025年建设3个集群", GOALS),
        make_citation("5家企业", GOALS),
        make_citation("一、目标", GOALS),
        make_citation("（省市场监管局牵头）", TASKS),
    )
    scores = score(answer, make_question(*gold))
    # Of the three spans that answer two are cited; of the four quotes three lie in gold.
    assert scores["citation_recall"] == pytest.approx(2 / 3)
    assert scores["citation_precision"] == 3 / 4
    # The last clause holds gold, although what is quoted of it is none.
    assert scores["clause_precision"] == 1.0


def test_a_short_quote_from_long_gold_is_precise_and_recalls_nothing() -> None:
    gold = make_gold(TEXT[slice(*GOALS)])
    scores = score(make_answer("x", make_citation("3个", GOALS)), make_question(gold))
    assert (scores["citation_precision"], scores["citation_recall"]) == (1.0, 0.0)


def test_an_empty_quote_is_not_precise() -> None:
    citation = replace(make_citation("3个", GOALS), start=5, end=5, quote="")
    scores = score(make_answer("x", citation), make_question(make_gold("培育5家企业")))
    assert scores["citation_precision"] == 0.0


@pytest.mark.parametrize("status", ["not_found", "out_of_scope"])
def test_a_refused_question_that_has_an_answer_is_wrong(status: str) -> None:
    question = make_question(make_gold("培育5家企业"), facts=("5家",))
    assert score(make_answer("没有找到。", status=status), question) == {
        "facts": 0.0,
        "all_facts": 0.0,
        "right_clause": 0.0,
        "citation_recall": 0.0,
        "false_refusal": 1.0,
        "correct": 0.0,
        "refusal_precision": 0.0,
    }


@pytest.mark.parametrize("status", ["not_found", "out_of_scope"])
def test_refusing_what_the_documents_do_not_say_is_right(status: str) -> None:
    assert score(make_answer("没有找到。", status=status), make_question()) == {
        "refusal_recall": 1.0,
        "refused_or_near": 1.0,
        "refusal_precision": 1.0,
        "correct": 1.0,
    }


@pytest.mark.parametrize("status", ["answered", "partial"])
def test_answering_what_the_documents_do_not_say_is_wrong(status: str) -> None:
    answer = make_answer("5家", make_citation("培育5家企业", GOALS), status=status)
    scores = {"refusal_recall": 0.0, "refused_or_near": 0.0, "correct": 0.0, "verbatim": 1.0}
    assert score(answer, make_question()) == scores


def test_a_quote_is_verbatim_when_it_is_its_span_white_space_aside() -> None:
    across = make_citation("3个集群，\n\n培育5家", GOALS)
    assert is_verbatim(make_answer("x", replace(across, quote="3个集群，培育5家")), CORPUS)
    assert not is_verbatim(make_answer("x", replace(across, quote="3个集群，培育6家")), CORPUS)
    assert not is_verbatim(make_answer("x", replace(across, start=across.start + 1)), CORPUS)
    assert not is_verbatim(make_answer("x", across, replace(across, quote="")), CORPUS)
    assert is_verbatim(make_answer("x"), CORPUS)


def make_result(*answers: tuple[str, str, float, float]) -> AnswerResult:
    """Return results of (query_id, status, confidence, correct)."""
    return AnswerResult(
        {q: replace(make_answer(status=status), confidence=c) for q, status, c, _ in answers},
        {q: {"correct": correct} for q, _, _, correct in answers},
        [0.1] * len(answers),
    )


def test_risk_and_coverage_by_hand() -> None:
    result = make_result(
        ("a", "answered", 1.0, 0.0),
        ("b", "answered", 3.0, 1.0),
        ("c", "not_found", 9.0, 1.0),
        ("d", "partial", 2.0, 1.0),
        ("e", "answered", 0.5, 0.0),
    )
    # In order of confidence b, d, a, e: none, none, one of three, two of four wrong.
    curve = risk_coverage(result, ["a", "b", "c", "d", "e"])
    assert curve == [
        RiskPoint(0.2, 0.0),
        RiskPoint(0.4, 0.0),
        RiskPoint(0.6, 1 / 3),
        RiskPoint(0.8, 0.5),
    ]
    assert area_under(curve) == pytest.approx((0 + 0 + 1 / 3 + 1 / 2) / 4)


def test_answers_of_equal_confidence_come_in_order_of_their_ids() -> None:
    result = make_result(("b", "answered", 1.0, 1.0), ("a", "answered", 1.0, 0.0))
    assert [point.risk for point in risk_coverage(result, ["b", "a"])] == [1.0, 0.5]


def test_only_the_questions_of_a_group_count() -> None:
    result = make_result(("a", "answered", 1.0, 0.0), ("b", "answered", 2.0, 1.0))
    assert risk_coverage(result, ["b"]) == [RiskPoint(1.0, 0.0)]


def test_where_all_is_refused_there_is_no_risk_to_tell() -> None:
    result = make_result(("a", "not_found", 1.0, 1.0))
    assert risk_coverage(result, ["a"]) == []
    assert risk_coverage(result, []) == []
    assert math.isnan(area_under([]))


def test_every_question_of_a_benchmark_is_answered_and_scored(tmp_path: Path) -> None:
    searcher = make_searcher(tmp_path)
    start = PLAN.index("支持建设检验检测")
    gold = Gold(Span("plan", start, start + 8), 2)
    questions = (
        make_question(gold, question_id="q1", text="谁牵头检验检测公共服务平台？"),
        make_question(question_id="q2", text="补贴多少钱？"),
    )
    benchmark = PolicyBenchmark("dev", questions, searcher.snapshot.corpus, "")
    result = evaluate_answers(searcher, benchmark)
    assert list(result.answers) == list(result.scores) == ["q1", "q2"]
    assert [a.question for a in result.answers.values()] == [q.text for q in questions]
    assert len(result.seconds) == 2
    assert "false_refusal" in result.scores["q1"]
    assert "refusal_recall" in result.scores["q2"]


def test_what_is_shown_as_near_is_no_answer_and_no_refusal() -> None:
    answer = replace(make_answer("x", make_citation("5家企业", GOALS)), support="near")
    assert score(answer, make_question(make_gold("培育5家企业")))["near"] == 1.0
    unanswerable = score(answer, make_question())
    assert (unanswerable["refusal_recall"], unanswerable["refused_or_near"]) == (0.0, 1.0)
