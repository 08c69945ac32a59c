"""Metrics of answers."""

import pytest

from eval.answers import evaluate_answers
from eval.questions import QUESTIONS_DIR, load_questions
from index import Searcher

pytestmark = pytest.mark.model


def test_answers_keep_their_quality_on_the_development_questions(real_searcher: Searcher) -> None:
    questions = load_questions(QUESTIONS_DIR / "dev.jsonl", real_searcher.snapshot.corpus)
    summary = evaluate_answers(real_searcher, questions)
    assert summary.verbatim == 1.0
    assert summary.right_clause >= 0.85
    assert summary.facts >= 0.75
    assert sum(summary.statuses.values()) == len(questions)
    assert summary.statuses["answered → answered"] >= 0.95 * summary.questions


def test_no_answerable_question_is_an_error(real_searcher: Searcher) -> None:
    with pytest.raises(ValueError, match="no question is answerable"):
        evaluate_answers(real_searcher, [])
