"""Records of systems: percentiles, ratios, and what is counted."""

import json
from pathlib import Path
from typing import Any

import pytest

from eval.speed.measure import (
    UNCOUNTED,
    Plan,
    measure_encoders,
    measure_systems,
    ratios,
    system_record,
)
from eval.speed.rounds import Asked, Entry

STAND_INS = "tests/eval/speed/stand_in.py"
END = {"open_s": 0.5, "peak_mb": 100.04, "threads": None}
QUESTIONS = [f"question {number}" for number in range(UNCOUNTED + 5)]


def test_percentiles_are_those_counted_by_hand() -> None:
    # Of 10, 20, 30, 40, 50 ms the median is 30. The 95th percentile stands at place 0.95 · 4 = 3.8
    # of 0 to 4: 40 + 0.8 · 10 = 48. The 99th at 3.96: 40 + 0.96 · 10 = 49.6.
    asked = Asked([0.05, 0.01, 0.04, 0.02, 0.03], [0.045, 0.009, 0.039, 0.018, 0.02], [10] * 5)
    record = system_record(asked, [9.0, 7.0, 8.0], END)
    assert record["latency_ms"] == {"p50": 30.0, "p90": 46.0, "p95": 48.0, "p99": 49.6}
    # Beyond the encoder: 5, 1, 1, 2, 10 ms.
    assert record["beyond_encoder_ms"]["p50"] == 2.0
    assert (record["ready_s"], record["ready_all_s"]) == (8.0, [9.0, 7.0, 8.0])
    assert record["each_ms"] == [50.0, 10.0, 40.0, 20.0, 30.0]
    assert (record["peak_mb"], record["hits"]) == (100.0, 10)


def test_without_the_encoders_share_nothing_is_said_of_it() -> None:
    record = system_record(Asked([0.01], [], [10]), [1.0], END)
    assert "beyond_encoder_ms" not in record


def test_a_ratio_is_how_many_times_as_much_another_system_takes() -> None:
    def system(ready: float, ms: float, mb: float, build: float | None) -> dict[str, Any]:
        latency = {"p50": ms, "p95": 2 * ms, "p99": 3 * ms}
        built = {} if build is None else {"build": {"build_s": build}}
        return {"ready_s": ready, "latency_ms": latency, "peak_mb": mb, **built}

    systems = {"search": system(4, 20, 500, 10), "a": system(8, 10, 1000, 15)}
    systems["b"] = system(4, 20, 500, None)
    found = ratios(systems)
    assert found["a"]["ready_s"] == 2
    assert found["a"]["build_s"] == 1.5
    assert [found["a"][f"{name}_ms"] for name in ("p50", "p95", "p99")] == [0.5, 0.5, 0.5]
    assert found["a"]["peak_mb"] == 2
    # One that uses another's index has none of its own to compare.
    assert "build_s" not in found["b"]
    assert "search" not in found


def test_systems_are_built_started_and_asked_and_those_of_one_index_share_it(
    tmp_path: Path,
) -> None:
    log = tmp_path / "log"
    entries = [
        Entry("one", f"{STAND_INS}:Quick", {"hits": 9, "called": "one", "log": str(log)}),
        Entry("two", f"{STAND_INS}:Untold", {"called": "two", "log": str(log)}, index="one"),
    ]
    plan = Plan(starts=2, per_round=3)
    measured = measure_systems(entries, QUESTIONS, tmp_path / "indexes", plan)
    assert [measured[name]["hits"] for name in ("one", "two")] == [9, 9]
    assert measured["one"]["build"]["texts_per_s"] > 0
    assert "build" not in measured["two"]
    # The first questions warm the systems, and only the five after them are counted.
    assert [len(one["each_ms"]) for one in measured.values()] == [5, 5]
    assert [len(one["ready_all_s"]) for one in measured.values()] == [2, 2]
    said = log.read_text(encoding="utf-8").splitlines()
    # Once at each start.
    assert said.count("one question 0") == 2
    assert all(said.count(f"two {question}") == 1 for question in QUESTIONS[1:])
    json.dumps(measured)


def test_an_encoder_is_measured_by_queries_and_by_all_passages_at_once(tmp_path: Path) -> None:
    (tmp_path / "index").write_text("1", encoding="utf-8")
    entries = [Entry(name, f"{STAND_INS}:Quick") for name in ("ours", "theirs")]
    measured = measure_encoders(entries, ["passage"] * 4, QUESTIONS, tmp_path, Plan(starts=3))
    for one in measured.values():
        assert one["passages"] == 4
        assert len(one["passages_s"]) == 3
        assert one["passages_per_s"] > 0
        assert len(one["each_ms"]) == 5


@pytest.mark.parametrize("size", [1, 3])
def test_the_middle_one_of_several_starts_is_reported(size: int) -> None:
    ready = [5.0, 100.0, 4.0][:size]
    assert system_record(Asked([0.01], [], [1]), ready, END)["ready_s"] == 5.0
