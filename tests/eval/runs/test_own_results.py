"""An evaluator's own questions, asked and measured."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from answer import Answer, Answerer
from eval.data.own_file import OwnFile, OwnQuestion
from eval.data.trec import read_run, run_text
from eval.runs.own_results import (
    Outcome,
    answer_own,
    lines_of,
    measure_own,
    run_of,
    score_own,
    search_own,
)
from index import Hit
from question.dialogue.conversation import Conversation
from tests.eval.runs.test_answers import make_answer, make_citation
from tests.fakes import make_searcher

DAY = date(2025, 1, 1)


def make_outcome(question_id: str, found: list[str], *relevant: str) -> Outcome:
    clause = make_citation("支持检验检测。", (0, 9)).clause
    hits = tuple(
        Hit(rank, 1 / rank, replace(clause, clause_id=clause_id), {})
        for rank, clause_id in enumerate(found, start=1)
    )
    return Outcome(OwnQuestion(question_id, "问", relevant), hits)


OUTCOMES = [
    make_outcome("q1", ["d/1", "d/2"], "d/1"),
    make_outcome("q2", ["d/1", "d/2"], "d/2"),
    make_outcome("q3", ["d/1", "d/2"], "d/9"),
    make_outcome("q4", ["d/1"]),
]


def test_questions_with_gold_are_measured_and_the_others_left_out() -> None:
    measured = measure_own(OUTCOMES)
    assert measured["queries"] == 3
    # First, second, and not at all: reciprocal ranks 1, 1/2, 0.
    assert measured["metrics"]["MRR@10"] == 0.5
    assert measured["metrics"]["success@1"] == 0.3333
    assert measured["metrics"]["success@3"] == 0.6667
    # 1, 1 / log2(3) = 0.6309, 0.
    assert measured["metrics"]["nDCG@10"] == 0.5436
    assert [outcome.first_relevant for outcome in OUTCOMES] == [1, 2, 0, 0]


def test_without_gold_there_is_no_metric() -> None:
    assert score_own(OUTCOMES[3:]) == {}
    assert measure_own(OUTCOMES[3:]) == {"queries": 0, "metrics": {}, "intervals": {}}


def test_answers_are_measured_by_the_clauses_that_they_cite() -> None:
    answer = make_answer("文[1]", make_citation("支持检验检测。", (0, 9)))
    outcomes = [
        Outcome(OwnQuestion("q1", "问", ("d/1",)), answer=answer),
        Outcome(OwnQuestion("q2", "问", ("d/2",)), answer=answer),
        Outcome(OwnQuestion("q3", "问"), answer=answer),
    ]
    assert measure_own(outcomes)["metrics"] == {"right_clause": 0.5}


def test_a_run_to_take_away_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "own.run"
    path.write_text(run_text(run_of(OUTCOMES)), encoding="utf-8")
    found = read_run(path).found
    assert [hit.doc_id for hit in found["q2"]] == ["d/1", "d/2"]


def test_searches_and_answers_come_as_the_commands_print_them(tmp_path: Path) -> None:
    searcher = make_searcher(tmp_path)
    question = OwnQuestion("q1", "谁牵头检验检测")
    outcome = search_own(question, searcher)
    (line,) = lines_of(OwnFile("query", (question,)), [outcome]).splitlines()
    record = json.loads(line)
    assert list(record) == ["id", "query", "hits"]
    assert [hit["clause_id"] for hit in record["hits"]] == list(outcome.clause_ids)
    answered = answer_own(question, Answerer(searcher), as_of=DAY)
    (line,) = lines_of(OwnFile("question", (question,)), [answered]).splitlines()
    assert json.loads(line)["question"] == "谁牵头检验检测"


class Remembering:
    """Notes what it was asked after what."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, tuple[str, ...]]] = []

    def answer(
        self, question: str, *, as_of: date, conversation: Conversation | None = None
    ) -> Answer:
        turns = conversation.turns if conversation else ()
        self.asked.append((question, tuple(turn.question for turn in turns)))
        return Answer(question, "answered", "content", "文", (), (), ())


def test_a_question_is_answered_after_those_before_it() -> None:
    answerer = Remembering()
    answer_own(OwnQuestion("q", "它呢？", earlier=("一？", "二？")), answerer, as_of=DAY)
    assert answerer.asked == [("一？", ()), ("二？", ("一？",)), ("它呢？", ("一？", "二？"))]


@pytest.mark.model
def test_real_questions_are_found(real_searcher) -> None:  # type: ignore[no-untyped-def]
    question = OwnQuestion("q", "检验检测和认证由谁牵头", ("guangdong-2023/3.3.3",))
    assert search_own(question, real_searcher).first_relevant == 1
