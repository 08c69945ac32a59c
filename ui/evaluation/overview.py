"""The overview: each retriever, the answers, the time taken, and where the results come from."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from eval.report.charts import latency_chart, retriever_chart, risk_coverage_chart
from eval.report.tables import ANSWER_METRICS, is_search, shown_metrics
from ui.evaluation.drawing import Cell, draw, draw_chart, say_chart, write_mean, write_table
from ui.evaluation.sources import Opened
from ui.evaluation.words import METRIC_NAMES, METRICS, ORIGINS, SYSTEMS
from ui.parts.markup import Html, element, join
from ui.parts.script import say

_PERCENTILES = {"p50": "中位数", "p90": "90 百分位", "p95": "95 百分位", "p99": "99 百分位"}


def draw_overview(opened: Opened) -> None:
    """Draw the overview of a set of results."""
    summaries = opened.stored.summaries
    searches = [summary for summary in summaries if is_search(summary)]
    if searches:
        _draw_searches(searches)
    for summary in summaries:
        if not is_search(summary):
            _draw_answers(summary)
    timed = [summary for summary in summaries if "latency_ms" in summary]
    if timed:
        _draw_latency(timed)
        _draw_origins(timed)
    if not summaries:
        st.info(say("这份结果里没有可以显示的指标。"))


def name_metric(name: str) -> str:
    """Return what a metric is called on the page."""
    return say(METRIC_NAMES.get(name, name))


def write_meanings(names: Sequence[str]) -> Html:
    """Return a closed box that says what each metric is."""
    listed = []
    for name in names:
        listed += [element("dt", name_metric(name)), element("dd", say(METRICS.get(name, "")))]
    note = say("小字里的范围是按题重抽样得到的 95% 区间：题少则宽，差别小于它可能只是碰巧。")
    return element(
        "details",
        element("summary", say("各项指标的含义")),
        element("dl", *listed),
        element("p", note),
        class_="meanings",
    )


def write_system(system: str) -> Html:
    """Return the name of a system, and what it is."""
    said = say(SYSTEMS[system]) if system in SYSTEMS else ""
    return join([element("span", system, class_="system"), element("span", said, class_="what")])


def _draw_searches(searches: Sequence[dict[str, Any]]) -> None:
    names = shown_metrics(searches)
    best = {name: max(s["metrics"][name] for s in searches) for name in names}
    # Of different questions none is the best.
    asked = {(s["queries"], s.get("provenance", {}).get("data")) for s in searches}
    counts = sorted({s["queries"] for s in searches})
    counted = str(counts[0]) if len(counts) == 1 else f"{counts[0]}–{counts[-1]}"
    missing = [f"{s['system']} {s['without_hits']}" for s in searches if s.get("without_hits")]
    rows: list[list[Cell]] = []
    for summary in searches:
        cells: list[Cell] = [write_system(summary["system"]), str(summary["queries"])]
        for name in names:
            is_best = summary["metrics"][name] == best[name] and len(searches) > len(asked) == 1
            cells.append(write_mean(summary, name, is_best=is_best))
        rows.append(cells)
    heads = [say("检索方式"), say("题数"), *map(name_metric, names)]
    caption = say("每种检索方式的平均得分与 95% 区间，nDCG@10 高的在前，每列最好的加粗")
    pieces = [
        element("h2", say("检索")),
        element("p", say(f"有答案的题：{counted} 道。每题取前 10 条，与标注的答案对照。")),
        write_table(caption, heads, rows),
        write_meanings(names),
    ]
    if missing:
        said = say("一条也没找到的题，各项计 0：")
        pieces.append(element("p", said + "、".join(missing)))
    draw(*pieces)
    text = say("每种检索方式的 nDCG@10 与 95% 区间，菱形为对照；数值见上表。")
    draw_chart("retrievers", text, lambda w: retriever_chart(searches, width=w, say=say_chart))


def _draw_answers(summary: dict[str, Any]) -> None:
    names = [name for name in ANSWER_METRICS if name in summary["metrics"]]
    rows: list[list[Cell]] = [
        [name_metric(name), write_mean(summary, name), say(METRICS.get(name, ""))] for name in names
    ]
    heads = [say("指标"), say("平均与 95% 区间"), say("含义")]
    said = say(f"共 {summary['queries']} 道题，文件里有答案的和没有答案的都在内。")
    draw(
        element("h2", say("回答")),
        element("p", said),
        write_table(say("回答的各项指标"), heads, rows, words=(2,)),
    )
    if summary.get("risk_coverage", {}).get("all"):
        _draw_risk(summary)


def _draw_risk(summary: dict[str, Any]) -> None:
    area = summary.get("area_under_risk_coverage", {}).get("all")
    said = "把回答按把握从大到小排：覆盖率是作答的题所占比例，风险是其中答错的比例。"
    if area is not None:
        said += f"平均风险 {area:.3f}，越低越好。"
    draw(element("h3", say("风险与覆盖率")), element("p", say(said)))
    text = say("风险随覆盖率变化的曲线：先是全部题目，再是每种题型；细灰线为全部题目。")
    draw_chart("risk", text, lambda w: risk_coverage_chart(summary, width=w, say=say_chart))


def _draw_latency(summaries: Sequence[dict[str, Any]]) -> None:
    ordered = sorted(summaries, key=lambda s: (s["latency_ms"]["p50"], s["system"]))
    rows: list[list[Cell]] = [
        [write_system(s["system"]), *(f"{s['latency_ms'][name]:,.0f}" for name in _PERCENTILES)]
        for s in ordered
    ]
    caption = say("每题耗时（毫秒），逐题测量，快的在前")
    heads = [say("检索方式"), *map(say, _PERCENTILES.values())]
    draw(element("h2", say("耗时")), write_table(caption, heads, rows))
    text = say("每题耗时的中位数与 95 百分位，单位毫秒；数值见上表。")
    draw_chart("latency", text, lambda w: latency_chart(summaries, width=w, say=say_chart))


def _draw_origins(summaries: Sequence[dict[str, Any]]) -> None:
    rows = []
    for name in dict.fromkeys(name for s in summaries for name in s["provenance"]):
        systems: dict[str, list[str]] = {}
        for summary in summaries:
            value = summary["provenance"].get(name, "–")
            if isinstance(value, dict):
                value = "，".join(f"{package} {version}" for package, version in value.items())
            systems.setdefault(str(value), []).append(summary["system"])
        for value, listed in systems.items():
            of = f"（{'、'.join(listed)}）" if len(systems) > 1 else ""
            rows.append([say(ORIGINS.get(name, name)), value + of])
    table = write_table(
        say("结果出自哪里；程序版本后的 + 表示有未提交的改动"),
        [say("项目"), say("内容")],
        rows,
        words=(1,),
    )
    draw(element("details", element("summary", say("出处")), table, class_="meanings origins"))
