"""Comparison of stored scores."""

import pytest

from eval.judging.differences import Change, compare_scores, shared_metrics
from eval.judging.metrics import score_run
from eval.report.compare import compare_runs
from tests.eval.hand_made import make_collection, make_run

COLLECTION = make_collection({"q1": "d1", "q2": "d2", "q3": "d3", "q4": "d4"})
RIGHT = make_run("right", {"q1": ["d1"], "q2": ["d2"], "q3": ["d3"], "q4": ["d4"]})
WORSE = make_run("worse", {"q1": ["d2", "d1"], "q2": ["d1", "d2"], "q3": ["d1"], "q4": ["d4"]})
OTHER = make_run("other", {"q1": ["d1"], "q2": ["d2"], "q3": ["d1"], "q4": ["d1"]})


def test_stored_scores_compare_as_their_runs_do() -> None:
    scores = {run.system: score_run(COLLECTION, run) for run in (WORSE, RIGHT, OTHER)}
    found = compare_scores(scores, "right", "MRR@10")
    # The command takes the reference first, and says how much better the others are.
    expected = compare_runs(COLLECTION, [RIGHT, WORSE, OTHER], metric="MRR@10")
    assert [d.system for d in found] == [c.system for c in expected]
    for mine, theirs in zip(found, expected, strict=True):
        assert mine.means == theirs.means
        assert mine.test.difference == pytest.approx(-theirs.test.difference)
        assert (mine.test.wins, mine.test.losses) == (theirs.test.losses, theirs.test.wins)
        assert mine.p_holm == pytest.approx(theirs.p_holm)
        assert {c.query_id for c in mine.changed} == {d.query_id for d in theirs.changed}


def test_changes_come_with_both_scores_greatest_losses_first() -> None:
    first = {"q1": {"m": 1.0}, "q2": {"m": 0.0}, "q3": {"m": 0.5}, "q4": {"m": 0.2}}
    second = {"q1": {"m": 0.0}, "q2": {"m": 1.0}, "q3": {"m": 1.0}, "q4": {"m": 0.2}}
    (found,) = compare_scores({"a": first, "b": second}, "a", "m")
    # -1, -0.5, +1; q4 is alike.
    assert found.changed == (Change("q2", 0.0, 1.0), Change("q3", 0.5, 1.0), Change("q1", 1.0, 0.0))
    assert found.test.difference == pytest.approx(-0.5 / 4)


def test_only_queries_of_both_count_and_the_others_are_counted() -> None:
    first = {"q1": {"m": 1.0}, "q2": {"m": 1.0}, "q3": {}}
    second = {"q1": {"m": 0.0}, "q9": {"m": 1.0}}
    unlike = {"q8": {"m": 1.0}}
    (found,) = compare_scores({"a": first, "b": second, "c": unlike}, "a", "m")
    assert (found.system, found.queries, found.left_out) == ("b", 1, 3)
    assert found.means == (1.0, 0.0)


def test_metrics_are_shared_where_one_query_has_them_in_both() -> None:
    first = {"q1": {"m": 1.0, "n": 1.0}, "q2": {"o": 1.0}}
    second = {"q1": {"m": 1.0, "o": 1.0}, "q3": {"n": 1.0}}
    assert shared_metrics(first, second) == ["m"]
    assert shared_metrics(first, {}) == []
