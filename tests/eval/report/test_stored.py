"""Stored results as a page reads them."""

import json
from pathlib import Path
from typing import Any

import pytest

from eval.judging.metrics import score_run
from eval.report.gate import BASELINE
from eval.report.stored import list_sets, made_of_other, read_set, stamp_of
from eval.runs.results import ResultsError, search_summary, write_search
from eval.runs.run import SearchResult
from tests.eval.hand_made import make_collection, make_run
from tests.fakes import without_root

COLLECTION = make_collection({"q1": "d1", "q2": "d2"})
KINDS = {"kind": {"q1": "term", "q2": "list"}}


def write_run(folder: Path, system: str, found: dict[str, list[str]], **origin: str) -> None:
    run = make_run(system, found)
    result = SearchResult(run, score_run(COLLECTION, run), [0.01, 0.02])
    write_search(folder, COLLECTION, result, search_summary(COLLECTION, result, dict(origin)))


def write_two(folder: Path) -> None:
    write_run(folder, "right", {"q1": ["d1"], "q2": ["d2"]}, index="a", data="x")
    write_run(folder, "half", {"q1": ["d1"], "q2": ["d3"]}, index="b")


def change(path: Path, **values: Any) -> None:
    path.write_text(json.dumps(json.loads(path.read_text()) | values))


def test_sets_are_the_folders_with_results_tests_first(tmp_path: Path) -> None:
    for name in ("results/a-dev", "results/b-test", "base/b-test"):
        write_run(tmp_path / name, "right", {"q1": ["d1"]})
    (tmp_path / "results" / "empty").mkdir()
    (tmp_path / "results" / "file.json").touch()
    found = list_sets(tmp_path / "results", tmp_path / "base")
    assert list(found) == ["b-test", "a-dev", "baseline/b-test"]
    assert found["baseline/b-test"] == tmp_path / "base" / "b-test"


def test_a_fresh_install_has_the_committed_baselines(tmp_path: Path) -> None:
    found = list_sets(tmp_path / "none", BASELINE)
    assert list(found) == ["baseline/policy-test", "baseline/policy-dev"]
    stored = read_set("baseline/policy-test", found["baseline/policy-test"])
    assert (stored.dataset, stored.split, stored.faults) == ("policy", "test", ())
    assert stored.summaries[0]["queries"] == len(stored.scores["hybrid"])


def test_a_folder_that_may_not_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "results").mkdir()
    (tmp_path / "results").chmod(0)
    with without_root(), pytest.raises(ResultsError, match=r"results: cannot be read \(Perm"):
        list_sets(tmp_path / "results", tmp_path / "none")
    (tmp_path / "results").chmod(0o700)
    with pytest.raises(ResultsError, match="none: cannot be read"):
        stamp_of(tmp_path / "none")


def test_a_set_holds_summaries_best_first_and_all_scores(tmp_path: Path) -> None:
    write_two(tmp_path / "small-test")
    stored = read_set("small-test", tmp_path / "small-test")
    assert [s["system"] for s in stored.summaries] == ["right", "half"]
    assert stored.scores["half"]["q2"]["success@1"] == 0.0
    assert (stored.dataset, stored.split, stored.faults) == ("small", "test", ())


def test_other_results_have_another_stamp(tmp_path: Path) -> None:
    write_two(tmp_path)
    before = stamp_of(tmp_path)
    assert stamp_of(tmp_path) == before
    write_run(tmp_path, "half", {"q1": ["d1"], "q2": ["d2", "d3", "d4"]})
    assert stamp_of(tmp_path) != before


@pytest.mark.parametrize(
    "changes",
    [
        {"dataset": None},
        {"queries": "many"},
        {"latency_ms": {"p50": 1}},
        {"latency_ms": None},
        {"by": []},
        {"by": {"kind": {"term": {"queries": 1, "metrics": {}, "intervals": {}}}}},
        {"provenance": "x"},
        {"metrics": {"nDCG@10": float("nan")}},
        {"intervals": {}},
        {"risk_coverage": {"all": [[1]]}},
    ],
)
def test_a_damaged_summary_is_a_fault_and_the_others_are_read(
    tmp_path: Path, changes: dict[str, Any]
) -> None:
    write_two(tmp_path)
    change(tmp_path / "half.json", **changes)
    stored = read_set("small-test", tmp_path)
    assert [s["system"] for s in stored.summaries] == ["right"]
    (fault,) = stored.faults
    assert fault.startswith(f"{tmp_path / 'half.json'}: ")
    assert fault.endswith("; run: python -m eval run")


def test_damaged_scores_are_a_fault(tmp_path: Path) -> None:
    write_two(tmp_path)
    (tmp_path / "half.scores.jsonl").write_text("{")
    stored = read_set("small-test", tmp_path)
    assert list(stored.scores) == ["right"]
    assert len(stored.faults) == 1


def test_results_of_another_index_are_told_apart(tmp_path: Path) -> None:
    write_two(tmp_path)
    summaries = read_set("small-test", tmp_path).summaries
    assert made_of_other(summaries, "index", "a") == (["half"], [])
    assert made_of_other(summaries, "data", "x") == ([], ["half"])
