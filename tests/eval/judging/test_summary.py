import json
import random

import pytest

from eval.judging.metrics import Scores
from eval.judging.statistics import mean_interval
from eval.judging.summary import latency_record, summarise, summarise_group


def test_a_metric_is_averaged_over_the_queries_that_have_it() -> None:
    scores: Scores = {
        "q1": {"facts": 1.0},
        "q2": {"facts": 0.5, "refusal": 0.0},
        "q3": {"refusal": 1.0},
    }
    summary = summarise_group(scores, scores)
    assert summary["queries"] == 3
    assert summary["metrics"] == {"facts": 0.75, "refusal": 0.5}


def test_a_metric_that_all_queries_have_has_the_interval_of_its_mean() -> None:
    rng = random.Random(1)
    scores = {f"q{i}": {"nDCG@10": rng.random()} for i in range(30)}
    low, high = mean_interval([row["nDCG@10"] for row in scores.values()])
    assert summarise_group(scores, scores)["intervals"] == {
        "nDCG@10": [round(low, 4), round(high, 4)]
    }


def test_a_metric_of_some_queries_has_an_interval_over_all() -> None:
    # Whether a query counts is drawn too: one of two answers right, with others that have none.
    scores: Scores = {f"q{i}": {} for i in range(20)} | {"a": {"x": 1.0}, "b": {"x": 0.0}}
    summary = summarise_group(scores, scores)
    assert summary["metrics"] == {"x": 0.5}
    assert summary["intervals"] == {"x": [0.0, 1.0]}


def test_scores_are_summed_up_whole_and_by_label() -> None:
    scores: Scores = {"q1": {"m": 1.0}, "q2": {"m": 0.0}, "q3": {"m": 0.5}}
    groups = {
        "kind": {"q1": "term", "q2": "list", "q3": "term", "unjudged": "list"},
        "user": dict.fromkeys(scores, "official"),
    }
    summary = summarise(scores, groups)
    assert (summary["queries"], summary["metrics"]) == (3, {"m": 0.5})
    by = summary["by"]
    assert list(by) == ["kind", "user"]
    assert list(by["kind"]) == ["list", "term"]
    assert by["kind"]["term"]["metrics"] == {"m": 0.75}
    # Of a single query nothing can be said of the spread.
    assert by["kind"]["list"] == {
        "queries": 1,
        "metrics": {"m": 0.0},
        "intervals": {"m": [0.0, 0.0]},
    }
    assert by["user"]["official"] == {
        key: summary[key] for key in ("queries", "metrics", "intervals")
    }


def test_a_benchmark_without_labels_has_no_groups() -> None:
    assert summarise({"q": {"m": 1 / 3}}, {})["by"] == {}


def test_numbers_have_four_digits_and_go_into_json() -> None:
    summary = summarise({"q": {"m": 2 / 3}}, {"kind": {"q": "term"}})
    assert summary["metrics"] == {"m": 0.6667}
    assert json.loads(json.dumps(summary)) == summary


def test_the_same_scores_give_the_same_summary() -> None:
    rng = random.Random(2)
    scores = {f"q{i}": {"m": rng.random()} for i in range(40)}
    groups = {"kind": {query_id: rng.choice("abc") for query_id in scores}}
    assert summarise(scores, groups) == summarise(scores, groups)


def test_times_are_percentiles_in_milliseconds() -> None:
    # Of 1 to 101 milliseconds the percentile p is 1 + p.
    seconds = [i / 1000 for i in range(1, 102)]
    assert latency_record(seconds) == {"p50": 51.0, "p90": 91.0, "p95": 96.0, "p99": 100.0}
    assert latency_record([0.25]) == pytest.approx(
        dict.fromkeys(("p50", "p90", "p95", "p99"), 250.0)
    )
