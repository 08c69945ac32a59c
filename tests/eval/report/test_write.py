"""The report of a results folder, from summaries made up here."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from eval.report.tables import ANSWER_METRICS
from eval.report.write import escape_markdown, write_report
from eval.runs.results import ResultsError

HOSTILE = "<script>alert(1)</script>|*a*_b_`c`[d](http://e)"
PROVENANCE = {
    "commit": "abc123+",
    "data": "data-1",
    "machine": "a machine",
    "packages": {"torch": "2.0", "scipy": "1.0"},
    "made": "2026-01-02T03:04:05+00:00",
}


def scored(names: tuple[str, ...], value: float) -> dict[str, Any]:
    intervals = {name: [value / 2, (1 + value) / 2] for name in names}
    return {"queries": 7, "metrics": dict.fromkeys(names, value), "intervals": intervals}


def search(system: str, value: float, ms: float = 10.0) -> dict[str, Any]:
    names = ("success@1", "nDCG@10", "char_precision@3")
    return scored(names, value) | {
        "system": system,
        "dataset": "policy",
        "split": "dev",
        "by": {},
        "without_hits": 0,
        "latency_ms": {"p50": ms, "p90": ms, "p95": 2 * ms, "p99": 3 * ms},
        "provenance": PROVENANCE,
    }


def with_kinds(summary: dict[str, Any]) -> dict[str, Any]:
    names = tuple(summary["metrics"])
    return summary | {
        "by": {"kind": {"front_matter": scored(names, 0.9), "term": scored(names, 0.1)}}
    }


def answers() -> dict[str, Any]:
    kinds = {
        "front_matter": scored(("correct", "refusal_recall"), 0.9),
        "term": scored(("correct",), 0.4),
    }
    return (
        search("answers", 0.5)
        | scored(ANSWER_METRICS, 0.625)
        | {
            "queries": 11,
            "by": {"kind": kinds},
            "risk_coverage": {"all": [[0.5, 0.0], [1.0, 0.5]], "term": [[1.0, 0.5]]},
            "area_under_risk_coverage": {"all": 0.25, "term": 0.5},
        }
    )


def write_summaries(folder: Path, *summaries: dict[str, Any]) -> Path:
    folder.mkdir(exist_ok=True)
    for i, summary in enumerate(summaries):
        (folder / f"{i}.json").write_text(json.dumps(summary), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a full report."""
    searches = search("dense", 0.5, 5.0), with_kinds(search("hybrid", 0.75)), search("late", 0.8)
    folder = tmp_path_factory.mktemp("results") / "policy-dev"
    write_summaries(folder, *searches, answers())
    write_report(folder)
    return folder


@pytest.fixture(scope="module")
def markdown(folder: Path) -> str:
    return (folder / "report.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def html(folder: Path) -> str:
    return (folder / "report.html").read_text(encoding="utf-8")


def test_the_best_retriever_is_tested_against_each_other_one(tmp_path: Path) -> None:
    values = {"dense": [0.1] * 8, "hybrid": [0.9] * 8}
    write_summaries(tmp_path, *(search(system, mean[0]) for system, mean in values.items()))
    for system, scores in values.items():
        rows = [{"query_id": f"q{i}", "nDCG@10": score} for i, score in enumerate(scores)]
        lines = "".join(f"{json.dumps(row)}\n" for row in rows)
        (tmp_path / f"{system}.scores.jsonl").write_text(lines, encoding="utf-8")
    write_report(tmp_path)
    markdown = (tmp_path / "report.md").read_text(encoding="utf-8")
    assert "## hybrid against the others" in markdown
    # All 2^8 flips of the signs: two sums are as extreme.
    assert "| dense | +0.800 | +0.800 to +0.800 | 0.0078 | 8 | 0 | 0 |" in markdown


def headings(markdown: str) -> list[str]:
    return re.findall(r"^## (.+)$", markdown, re.MULTILINE)


def test_the_report_names_every_system(markdown: str, html: str) -> None:
    for system in ("dense", "hybrid", "late", "answers"):
        assert f"| {system} |" in markdown
        assert f">{system}</th>" in html


def test_the_sections_come_in_order(markdown: str, html: str) -> None:
    expected = [
        "Retrievers",
        "Kinds of question: hybrid",
        "Answers",
        "Answers by kind of question",
        "Risk and coverage",
        "Latency",
        "Queries without hits",
        "Provenance",
    ]
    assert markdown.startswith("# Evaluation on policy, dev: 7 queries\n")
    assert headings(markdown) == expected
    assert re.findall(r"<h2[^>]*>([^<]*)</h2>", html) == expected


def test_the_best_of_each_column_is_bold(markdown: str, html: str) -> None:
    table = "| retriever | success@1 | nDCG@10 | char\\_precision@3 | 95 % of nDCG@10 | ms |"
    assert table in markdown
    assert "| late | **0.800** | **0.800** | **0.800** | 0.400–0.900 | 10 |" in markdown
    assert "| dense | 0.500 | 0.500 | 0.500 | 0.250–0.750 | **5** |" in markdown
    assert "<strong>0.800</strong>" in html


def test_every_metric_of_the_answers_has_its_interval_and_a_meaning(markdown: str) -> None:
    for name in ANSWER_METRICS:
        row = rf"^\| {re.escape(escape_markdown(name))} \| 0\.625 \| 0\.312–0\.812 \| \w.+ \|$"
        assert re.search(row, markdown, re.MULTILINE)


def test_a_metric_that_a_kind_lacks_is_a_dash(markdown: str) -> None:
    assert "| term | 7 | 0.400 | – | 0.200–0.700 |" in markdown


def test_the_charts_lie_beside_the_markdown_with_alternative_text(
    folder: Path, markdown: str
) -> None:
    found = re.findall(r"!\[([^\]]+)\]\(([^)]+)\)", markdown)
    names = ["retrievers", "kinds", "risk-coverage", "latency"]
    assert [file for _, file in found] == [f"chart-{name}.svg" for name in names]
    for _, file in found:
        assert (folder / file).read_text(encoding="utf-8").startswith("<svg")


def test_the_page_is_one_file_without_scripts_or_resources(html: str) -> None:
    assert '<html lang="en">' in html
    assert "<script" not in html
    assert not re.search(r"\b(src|href|srcset|action|data)\s*=", html)
    assert not re.search(r"@import|url\(|<link|<iframe|<img", html)
    assert html.count("<svg") == 8


def test_each_chart_of_the_page_is_described(html: str) -> None:
    described = set(re.findall(r'role="img" aria-labelledby="(\w+)"', html))
    assert described == set(re.findall(r'<figcaption id="(\w+)"', html))
    assert len(described) == 4


def test_values_are_text_and_never_markup(tmp_path: Path) -> None:
    summary = search(HOSTILE, 0.5) | {"dataset": HOSTILE, "split": HOSTILE}
    summary["by"] = {"kind": {HOSTILE: scored(("nDCG@10",), 0.5)}}
    summary["provenance"] = {"machine": HOSTILE, HOSTILE: {HOSTILE: HOSTILE}}
    write_report(write_summaries(tmp_path, summary))
    html = (tmp_path / "report.html").read_text(encoding="utf-8")
    markdown = (tmp_path / "report.md").read_text(encoding="utf-8")
    assert "<script" not in html
    assert "&lt;script&gt;alert(1)" in html
    shown = "\\<script\\>alert(1)\\</script\\>\\|\\*a\\*\\_b\\_\\`c\\`\\[d\\](http\\://e)"
    assert shown in markdown
    assert HOSTILE not in markdown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("a\n\n# b", "a \\# b"),
        ("back\\slash", "back\\\\slash"),
        ("front_matter", "front\\_matter"),
        ("www.example", "www\\.example"),
        ("第一条", "第一条"),
        (0.5, "0.5"),
    ],
)
def test_markdown_shows_a_value_as_it_is(value: object, shown: str) -> None:
    assert escape_markdown(value) == shown


def test_sections_without_data_are_left_out(tmp_path: Path) -> None:
    summary = search("lexical", 0.5)
    del summary["provenance"], summary["metrics"]["char_precision@3"]
    written = write_report(write_summaries(tmp_path, summary))
    markdown = (tmp_path / "report.md").read_text(encoding="utf-8")
    assert headings(markdown) == ["Retrievers", "Latency", "Queries without hits"]
    assert "char\\_precision" not in markdown
    assert "a relevant document" in markdown
    assert sorted(path.name for path in written) == [
        "chart-latency.svg",
        "chart-retrievers.svg",
        "report.html",
        "report.md",
    ]


def test_kinds_are_of_the_best_retriever_where_there_is_no_hybrid(tmp_path: Path) -> None:
    write_report(write_summaries(tmp_path, search("dense", 0.5), with_kinds(search("late", 0.6))))
    markdown = (tmp_path / "report.md").read_text(encoding="utf-8")
    assert "Kinds of question: late" in headings(markdown)


def test_answers_alone_have_a_report(tmp_path: Path) -> None:
    refused = answers() | {"risk_coverage": {"all": []}, "area_under_risk_coverage": {}}
    write_report(write_summaries(tmp_path, refused))
    markdown = (tmp_path / "report.md").read_text(encoding="utf-8")
    expected = ["Answers", "Answers by kind of question", "Latency", "Provenance"]
    assert markdown.startswith("# Evaluation on policy, dev: 11 questions\n")
    assert headings(markdown) == expected


def test_differing_data_and_queries_without_hits_are_told_of_each_system(tmp_path: Path) -> None:
    other = search("late", 0.5) | {"provenance": PROVENANCE | {"data": "data-2"}}
    other["without_hits"] = 3
    write_report(write_summaries(tmp_path, search("dense", 0.5), other))
    markdown = (tmp_path / "report.md").read_text(encoding="utf-8")
    assert "| commit | abc123+ |" in markdown
    assert "| packages | torch 2.0, scipy 1.0 |" in markdown
    assert "| data checksum | data-1 (dense) |\n| data checksum | data-2 (late) |" in markdown
    assert "their figures do not compare" in markdown
    assert "Counted as 0 in every measure: late 3." in markdown


def test_a_folder_without_results_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(ResultsError, match="holds no results; run: python -m eval run"):
        write_report(tmp_path)


def test_a_summary_that_lacks_a_field_says_which(tmp_path: Path) -> None:
    summary = search("dense", 0.5)
    del summary["latency_ms"]
    with pytest.raises(ResultsError, match="lacks 'latency_ms'; run: python -m eval run"):
        write_report(write_summaries(tmp_path, summary))


def test_a_folder_that_cannot_be_written_to_is_named(tmp_path: Path) -> None:
    (tmp_path / "report.md").mkdir()
    with pytest.raises(ResultsError, match="cannot be written to"):
        write_report(write_summaries(tmp_path, search("dense", 0.5)))
