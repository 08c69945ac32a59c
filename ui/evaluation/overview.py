"""The overview: each retriever, the answers, the time taken, and where the results come from."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from eval.report.charts import latency_chart, retriever_chart, risk_coverage_chart
from eval.report.cost import cost_chart
from eval.report.formats import TextTable, mean_of
from eval.report.tables import ANSWER_METRICS, is_search
from ui.evaluation.depth import choose_depth, metrics_of
from ui.evaluation.downloads import draw_result_files, draw_table_files
from ui.evaluation.drawing import Cell, draw, draw_chart, say_chart, write_mean, write_table
from ui.evaluation.naming import explain_metric, name_metric, write_meanings, write_system
from ui.evaluation.sorting import Column, Row, sort_rows, write_sorted
from ui.evaluation.sources import Opened
from ui.evaluation.words import ORIGINS
from ui.parts.markup import element
from ui.parts.script import say

_PERCENTILES = {"p50": "中位数", "p90": "90 百分位", "p95": "95 百分位", "p99": "99 百分位"}


def draw_overview(opened: Opened) -> None:
    """Draw the overview of a set of results."""
    summaries = opened.stored.summaries
    searches = [summary for summary in summaries if is_search(summary)]
    if searches:
        _draw_searches(opened, searches)
    for summary in summaries:
        if not is_search(summary):
            _draw_answers(summary)
    if summaries:
        _draw_latency(summaries)
        _draw_origins(summaries)
    if not summaries:
        st.info(say("这份结果里没有可以显示的指标。"))
    draw_result_files(opened)


def _draw_searches(opened: Opened, searches: Sequence[dict[str, Any]]) -> None:
    counts = sorted({s["queries"] for s in searches})
    counted = str(counts[0]) if len(counts) == 1 else f"{counts[0]}–{counts[-1]}"
    draw(
        element("h2", say("检索")),
        element("p", say(f"有答案的题：{counted} 道。每题取前 10 条，与标注的答案对照。")),
    )
    depth = choose_depth()
    names = metrics_of(searches, depth)
    columns = [Column("system", say("检索方式"), is_text=True), Column("queries", say("题数"))]
    columns += [Column(name, name_metric(name)) for name in names]
    columns.append(Column("ms", say("毫秒")))
    rows = _search_rows(searches, names)
    caption = say("每种检索方式的平均得分与 95% 区间、每题耗时的中位数；每列最好的加粗")
    pieces = [write_sorted(caption, columns, rows), write_meanings(names)]
    missing = [f"{s['system']} {s['without_hits']}" for s in searches if s.get("without_hits")]
    if missing:
        said = say("一条也没找到的题，各项计 0：")
        pieces.append(element("p", said + "、".join(missing)))
    draw(*pieces)
    by_system = {s["system"]: s for s in searches}
    values = [
        [s["system"], str(s["queries"]), *(mean_of(s, n) for n in names), s["latency_ms"]["p50"]]
        for s in (by_system[str(row.values[0])] for row in sort_rows(columns, rows))
    ]
    heads = ["system", "queries", *names, "ms"]
    title = f"{opened.stored.dataset}, {opened.stored.split}"
    draw_table_files(opened.stored.name, f"search-k{depth}", TextTable(title, heads, values))
    text = say("每种检索方式的 nDCG@10 与 95% 区间，菱形为对照；数值见上表。")
    draw_chart("retrievers", text, lambda w: retriever_chart(searches, width=w, say=say_chart))
    _draw_cost(searches, f"nDCG@{depth}")


def _search_rows(searches: Sequence[dict[str, Any]], names: Sequence[str]) -> list[Row]:
    best = {name: max(s["metrics"].get(name, -1.0) for s in searches) for name in names}
    # Of different questions none is the best.
    asked = {(s["queries"], s.get("provenance", {}).get("data")) for s in searches}
    rows = []
    for summary in searches:
        cells: list[Cell] = [write_system(summary["system"]), str(summary["queries"])]
        for name in names:
            is_best = summary["metrics"].get(name) == best[name]
            is_best = is_best and len(searches) > len(asked) == 1
            cells.append(write_mean(summary, name, is_best=is_best))
        ms = summary["latency_ms"]["p50"]
        cells.append(f"{ms:,.1f}")
        means = [summary["metrics"].get(name) for name in names]
        rows.append(Row(cells, [summary["system"], summary["queries"], *means, ms]))
    return rows


def _draw_cost(searches: Sequence[dict[str, Any]], metric: str) -> None:
    """Draw what each retriever's quality costs in time."""
    if len(searches) < 2:
        return
    draw(
        element("h3", say("得分与耗时")),
        element("p", say("越靠左越快，越靠上越准；两方面都不如另一项的，没有理由选它。")),
    )
    text = say(f"每种检索方式的 {metric}（纵轴）与每题毫秒数的中位数（横轴）；数值见上表。")
    draw_chart("cost", text, lambda w: cost_chart(searches, metric, width=w, say=say_chart))


def _draw_answers(summary: dict[str, Any]) -> None:
    names = [name for name in ANSWER_METRICS if name in summary["metrics"]]
    rows: list[list[Cell]] = [
        [name_metric(name), write_mean(summary, name), explain_metric(name)] for name in names
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
    rows = []
    for summary in ordered:
        times = [summary["latency_ms"][name] for name in _PERCENTILES]
        cells: list[Cell] = [write_system(summary["system"])]
        cells += [f"{ms:,.0f}" for ms in times]
        rows.append(Row(cells, [summary["system"], *times]))
    caption = say("每题耗时（毫秒），逐题测量")
    columns = [Column("timed", say("检索方式"), is_text=True)]
    columns += [Column(name, say(head)) for name, head in _PERCENTILES.items()]
    draw(element("h2", say("耗时")), write_sorted(caption, columns, rows))
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
