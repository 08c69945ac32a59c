"""Metrics of search."""

import pytest

from eval.questions import QUESTIONS_DIR, Gold, load_questions
from eval.run import evaluate_search, relevant_clauses
from index import Searcher
from ingest import Clause


def make_clause(clause_id: str, start: int, end: int) -> Clause:
    return Clause(clause_id, "d", "d.txt", start, end, "clause", "", "", (), "", "")


def test_a_clause_is_relevant_when_it_holds_at_least_half_of_the_gold() -> None:
    clauses = [make_clause("d/1", 0, 10), make_clause("d/2", 10, 20), make_clause("d/3", 20, 30)]
    assert relevant_clauses([Gold("d", 8, 18, 2)], clauses) == {"d/2": 2}
    assert relevant_clauses([Gold("d", 5, 15, 1)], clauses) == {"d/1": 1, "d/2": 1}
    assert relevant_clauses([Gold("e", 8, 18, 2)], clauses) == {}


def test_the_higher_grade_of_a_clause_counts() -> None:
    clauses = [make_clause("d/1", 0, 10)]
    assert relevant_clauses([Gold("d", 0, 4, 1), Gold("d", 5, 9, 2)], clauses) == {"d/1": 2}


@pytest.mark.model
def test_search_keeps_its_quality_on_the_development_questions(real_searcher: Searcher) -> None:
    questions = load_questions(QUESTIONS_DIR / "dev.jsonl", real_searcher.snapshot.corpus)
    summary = evaluate_search(real_searcher, questions)
    # The figures stand in the README; below these something is broken.
    assert summary.metrics["success@1"] >= 0.80
    assert summary.metrics["nDCG@10"] >= 0.85
    assert summary.verbatim == 1.0
    assert summary.questions == sum(bool(question.gold) for question in questions)


@pytest.mark.model
def test_no_answerable_question_is_an_error(real_searcher: Searcher) -> None:
    with pytest.raises(ValueError, match="no question is answerable"):
        evaluate_search(real_searcher, [])
