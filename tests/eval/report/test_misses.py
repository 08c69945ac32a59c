"""Questions opened: gold, hits and answers."""

import json
from pathlib import Path

import pytest

from answer.records import answer_record
from eval.data.benchmark import PolicyBenchmark
from eval.data.benchmark_files import load_benchmark
from eval.data.packed import where_stored
from eval.data.questions import Question
from eval.data.spans import Span
from eval.report.gate import BASELINE
from eval.report.misses import (
    find_missed,
    judge_hits,
    quote_gold,
    read_answers,
    select_questions,
)
from eval.runs.results import ResultsError, read_scores, scores_path
from ingest import Corpus
from tests.eval.runs.test_answers import make_answer, make_citation


@pytest.fixture(scope="module")
def benchmark(corpus: Corpus) -> PolicyBenchmark:
    return load_benchmark(corpus, split="all")


@pytest.fixture(scope="module")
def questions(benchmark: PolicyBenchmark) -> dict[str, Question]:
    return {question.question_id: question for question in benchmark.questions}


def test_what_has_nothing_of_a_metric_is_missed() -> None:
    scores = {"q1": {"m": 0.0}, "q2": {"m": 0.1}, "q3": {"n": 0.0}, "q4": {"m": -0.0}}
    assert find_missed(scores, "m") == ["q1", "q4"]


def test_the_missed_are_as_many_as_the_mean_says() -> None:
    scores = read_scores(where_stored(scores_path(BASELINE / "policy-test", "hybrid")))
    mean = sum(row["success@3"] for row in scores.values()) / len(scores)
    assert len(find_missed(scores, "success@3")) == round((1 - mean) * len(scores))


def test_questions_are_selected_by_all_labels(questions: dict[str, Question]) -> None:
    ids = ["dev-001", "dev-002", "dev-003", "unknown"]
    assert [q.question_id for q in select_questions(questions, ids)] == ids[:3]
    found = select_questions(questions, ids, kind="front_matter", variety="", user="enterprise")
    assert [q.question_id for q in found] == ["dev-003"]


def test_gold_is_quoted_with_the_clause_it_stands_in(
    benchmark: PolicyBenchmark, questions: dict[str, Question]
) -> None:
    sources = {doc_id: "".join(text.split()) for doc_id, text in benchmark.corpus.texts.items()}
    for question in benchmark.questions:
        spans = sorted(question.gold, key=lambda gold: (-gold.grade, gold.span))
        for gold, quote in zip(spans, quote_gold(benchmark, question), strict=True):
            assert quote.clause is not None
            assert Span.of(quote.clause).covers(gold.span)
            assert "".join(quote.text.split()) in sources[gold.span.doc_id]
    grades = [quote.grade for quote in quote_gold(benchmark, questions["dev-004"])]
    assert grades == [2, 1, 1]


def test_each_hit_is_judged_by_itself(
    benchmark: PolicyBenchmark, questions: dict[str, Question]
) -> None:
    # The gold of dev-001 is the document number, guangdong-2023:62-77.
    names = ["guangdong-2023/front/number", "guangdong-2023:0-400", "guangdong-2023/4.5.2", "gone"]
    hits = judge_hits(benchmark, questions["dev-001"], names)
    assert [hit.grade for hit in hits] == [2, 2, 0, 0]
    assert [hit.rank for hit in hits] == [1, 2, 3, 4]
    assert hits[0].text == "粤工信消费函〔2023〕16号"
    assert hits[1].clause is not None, "a chunk leads to the clause that it shares most with"
    assert (hits[3].clause, hits[3].text) == (None, "")


def test_of_an_unanswerable_question_no_hit_is_relevant(
    benchmark: PolicyBenchmark, questions: dict[str, Question]
) -> None:
    question = next(q for q in questions.values() if not q.gold)
    assert quote_gold(benchmark, question) == []
    (hit,) = judge_hits(benchmark, question, ["guangdong-2023/4.5.2"])
    assert hit.grade == 0


def test_stored_answers_are_read_with_each_clause_once(tmp_path: Path) -> None:
    citation = make_citation("支持检验检测。", (0, 9))
    answer = make_answer("支持检验检测[1][2]", citation, citation)
    path = tmp_path / "answers.jsonl"
    path.write_text(json.dumps(answer_record("q1", answer)) + "\n", encoding="utf-8")
    assert read_answers(path)["q1"].cited == ("d/1",)
    assert read_answers(path)["q1"].status == "answered"


@pytest.mark.parametrize("content", ["{", "[]", "{}", '{"id": "q", "citations": [1]}'])
def test_damaged_answers_are_named(tmp_path: Path, content: str) -> None:
    path = tmp_path / "answers.jsonl"
    path.write_text(content)
    with pytest.raises(ResultsError, match=r"answers.jsonl: is missing or damaged"):
        read_answers(path)
