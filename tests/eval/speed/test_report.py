"""What people read of a run."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from eval.report.charts import to_svg
from eval.speed.charts import growth_chart
from eval.speed.report import speed_text, write_speed_report


def system(ms: float, **others: Any) -> dict[str, Any]:
    latency = {"p50": ms, "p90": ms, "p95": 2 * ms, "p99": 3 * ms}
    return {"ready_s": 4.0, "latency_ms": latency, "peak_mb": 1234.5, "threads": 2, **others}


def grown(clauses: int, ms: float) -> dict[str, Any]:
    build = {"composed": clauses - 10, "build_s": 1.5, "peak_mb": 2000.0, "disk_mb": 30.0}
    beyond = {"p50": ms, "p95": 2 * ms}
    told = {"open_s": 0.5, "beyond_encoder_ms": beyond, "recall_at_10": 0.991, "build": build}
    return system(ms, clauses=clauses, **told)


@pytest.fixture
def record() -> dict[str, Any]:
    build = {"texts": 175, "build_s": 8.0, "texts_per_s": 21.9, "disk_mb": 19.2}
    return {
        "systems": {
            "search": system(40, build=build, beyond_encoder_ms={"p50": 15.0}),
            "langchain": system(20, build=build),
        },
        "ratios": {"langchain": {"ready_s": 1.2, "build_s": 1.1, "p50_ms": 0.5, "peak_mb": 0.8}},
        "skipped": {"chromadb": "chromadb is not installed; run: pip install"},
        "encoders": {"this project": system(18, passages_per_s=35.4)},
        "growth": [grown(150, 13.0), grown(10_000, 44.0), {"clauses": 10**6, "failed": "memory"}],
        "asked": {"questions": 200, "per_round": 10, "starts": 3},
        "machine": "A processor, 2 cores",
        "cores": 2,
        "omp_num_threads": None,
        "made": "2026-11-30T20:00:00+00:00",
        "commit": "0123456789abcdef",
        "packages": {"torch": "2.13.0"},
        "load_average": {"before": [1.5, 1, 1], "after": [2.5, 1, 1]},
    }


def rows(text: str, first: str) -> list[str]:
    (line,) = [line for line in text.splitlines() if line.startswith(f"| {first} |")]
    return [cell.strip() for cell in line.strip("|").split("|")]


def test_each_system_has_a_line_and_what_is_not_known_is_left_empty(
    record: dict[str, Any],
) -> None:
    text = speed_text(record)
    own = ["175", "21.9", "8.0", "4.0", "40.0", "80.0", "120.0", "15.0", "1,234", "19.2"]
    assert rows(text, "this project: search, all channels")[1:] == own
    assert rows(text.split("\n\n")[0], "LangChain, FAISS, same clauses")[8] == ""


def test_a_size_that_was_not_reached_is_said(record: dict[str, Any]) -> None:
    text = speed_text(record)
    assert rows(text, "1,000,000")[1] == "not reached"
    assert rows(text, "10,000")[1:6] == ["9,990", "1.5", "0.5", "44.0", "88.0"]


def test_tables_have_as_many_cells_in_each_row_as_in_their_heading(record: dict[str, Any]) -> None:
    for table in speed_text(record).split("\n\n"):
        assert len({line.count("|") for line in table.splitlines()}) == 1


def test_the_page_names_machine_versions_and_load_and_shows_its_charts(
    record: dict[str, Any], tmp_path: Path
) -> None:
    paths = write_speed_report(record, tmp_path / "new")
    text = paths[0].read_text(encoding="utf-8")
    assert "A processor, 2 cores; 2026-11-30, commit 0123456789" in text
    assert "Load average 1.5 before and 2.5 after" in text
    assert "torch 2.13.0" in text
    assert "the same 200 development questions" in text
    assert "Left out: chromadb, chromadb is not installed" in text
    shown = re.findall(r"!\[[^]]+\]\(([^)]+)\)", text)
    assert [tmp_path / "new" / name for name in shown] == paths[1:]
    assert all(path.read_text(encoding="utf-8").startswith("<svg") for path in paths[1:])


def test_without_growth_there_is_no_part_of_it(record: dict[str, Any], tmp_path: Path) -> None:
    paths = write_speed_report(record | {"growth": []}, tmp_path)
    assert [path.name for path in paths] == ["speed.md", "chart-speed-peers.svg"]
    assert "As the collection grows" not in paths[0].read_text(encoding="utf-8")


def test_the_chart_shows_times_and_memory_of_the_sizes_that_were_reached(
    record: dict[str, Any],
) -> None:
    svg = to_svg(growth_chart(record["growth"]))
    found = re.findall(r"<text[^>]*>([^<]*)</text>", svg)
    assert {"13 / 26", "44 / 88", "1,234", "150", "10,000"} <= set(found)
    assert "1,000,000" not in found


def test_a_record_read_from_its_file_gives_the_same_page(record: dict[str, Any]) -> None:
    assert speed_text(json.loads(json.dumps(record))) == speed_text(record)
