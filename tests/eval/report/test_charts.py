"""Charts, as the text that their SVG holds."""

import re
from typing import Any

import pytest

from eval.report.charts import (
    kind_chart,
    latency_chart,
    retriever_chart,
    risk_coverage_chart,
    to_svg,
)


def scored(value: float, **fields: Any) -> dict[str, Any]:
    metrics = {"nDCG@10": value}
    return {"queries": 4, "metrics": metrics, "intervals": {"nDCG@10": [0.1, 0.9]}} | fields


def search(system: str, value: float, ms: float = 10.0) -> dict[str, Any]:
    return scored(value, system=system, latency_ms={"p50": ms, "p95": 2 * ms})


def texts(svg: str) -> list[str]:
    return re.findall(r"<text[^>]*>([^<]*)</text>", svg)


def test_retrievers_stand_in_order_with_their_values_and_a_legend() -> None:
    found = texts(to_svg(retriever_chart([search("dense", 0.5), search("hybrid", 0.75)])))
    assert {"this project", "baseline", "0.750", "0.500"} <= set(found)
    assert found.index("hybrid") < found.index("dense")
    assert any("nDCG@10 (0–1)" in text for text in found)


def test_baselines_differ_by_shape_and_not_by_colour_alone() -> None:
    encoded = retriever_chart([search("dense", 0.5), search("hybrid", 0.75)]).to_dict()
    scales = [layer["encoding"].get("shape", {}).get("scale") for layer in encoded["layer"]]
    assert {"domain": ["this project", "baseline"], "range": ["circle", "diamond"]} in scales


def test_the_legend_names_only_what_is_drawn() -> None:
    assert "baseline" not in texts(to_svg(retriever_chart([search("hybrid", 0.75)])))


@pytest.mark.parametrize("width", [880, 342])
def test_a_chart_is_as_wide_as_asked(width: int) -> None:
    summary = search("hybrid", 0.75) | {"by": {"kind": {"a_kind": scored(0.5)}}}
    for chart in (
        retriever_chart([summary], width=width),
        kind_chart(summary, width=width),
        latency_chart([summary], width=width),
    ):
        assert f'width="{width}"' in to_svg(chart)


def test_kinds_are_printed_as_they_are_with_the_number_of_queries() -> None:
    summary = {"by": {"kind": {"front_matter": scored(0.25), "总则": scored(0.5)}}}
    found = texts(to_svg(kind_chart(summary)))
    assert {"front_matter", "总则", "0.250 (n 4)", "0.500 (n 4)"} <= set(found)


def test_latency_holds_median_and_percentile_of_every_system() -> None:
    found = texts(to_svg(latency_chart([search("slow", 0.5, 1200), search("fast", 0.5, 8)])))
    assert {"8 / 16", "1,200 / 2,400", "median", "95th percentile"} <= set(found)
    assert found.index("fast") < found.index("slow")


def test_risk_coverage_has_a_panel_for_each_kind_that_was_answered() -> None:
    curves = {"all": [[0.25, 0.0], [0.5, 0.5]], "term": [[0.5, 0.5]], "refused": []}
    groups = {"kind": {"term": scored(0.5), "refused": scored(0.5)}}
    found = texts(to_svg(risk_coverage_chart({"risk_coverage": curves, "by": groups})))
    assert {"all questions", "risk 0.50 at coverage 0.50", "term (n 4)"} <= set(found)
    assert not any("refused" in text for text in found)


def test_risk_coverage_without_kinds_is_the_curve_of_all_questions() -> None:
    found = texts(to_svg(risk_coverage_chart({"risk_coverage": {"all": [[0.25, 1.0]]}})))
    assert "risk 1.00 at coverage 0.25" in found


def test_names_are_text_and_never_markup() -> None:
    svg = to_svg(retriever_chart([search("<script>alert(1)</script>\"'&", 0.5)]))
    assert "<script" not in svg
    assert "&lt;script&gt;" in svg


def test_charts_hold_no_ids_that_would_clash_on_a_page() -> None:
    curves = {"all": [[0.25, 0.0]], "term": [[0.5, 0.5]]}
    groups = {"kind": {"term": scored(0.5)}}
    for chart in (
        retriever_chart([search("hybrid", 0.5)]),
        risk_coverage_chart({"risk_coverage": curves, "by": groups}),
    ):
        assert " id=" not in to_svg(chart)


def test_the_words_of_a_chart_are_said_in_another_language() -> None:
    words = {"baseline": "对照", "this project": "本项目", "term": "术语", "all questions": "全部"}
    words["risk {risk:.2f} at coverage {coverage:.2f}"] = "覆盖 {coverage:.2f} 风险 {risk:.2f}"

    def say(text: str) -> str:
        return words.get(text, text)

    found = texts(to_svg(retriever_chart([search("dense", 0.5), search("x", 0.7)], say=say)))
    assert {"对照", "本项目"} <= set(found)
    assert "baseline" not in found
    assert "术语" in texts(to_svg(kind_chart({"by": {"kind": {"term": scored(0.5)}}}, say=say)))
    curve = {"risk_coverage": {"all": [[0.5, 0.25]]}}
    assert {"全部", "覆盖 0.50 风险 0.25"} <= set(
        texts(to_svg(risk_coverage_chart(curve, say=say)))
    )
