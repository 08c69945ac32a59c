"""Metrics by kind of question, by language and by who asks."""

from typing import Any

import streamlit as st

from eval.report.charts import kind_chart
from eval.report.tables import is_search
from ui.evaluation.choice import choose
from ui.evaluation.drawing import Cell, draw, draw_chart, say_chart, write_mean, write_table
from ui.evaluation.overview import name_metric, write_meanings
from ui.evaluation.sources import Opened
from ui.evaluation.words import LABELS, SYSTEMS, VALUES
from ui.parts.markup import element
from ui.parts.script import say

_SEARCH_METRICS = ("nDCG@10", "success@1", "success@3", "MRR@10", "recall@10")
_ANSWER_METRICS = ("correct", "all_facts", "right_clause", "refusal_recall", "false_refusal")


def draw_groups(opened: Opened) -> None:
    """Draw the metrics of one system by the labels of the questions."""
    grouped = {s["system"]: s for s in opened.stored.summaries if s.get("by")}
    if not grouped:
        st.info(say("这份结果没有按题型分组的指标。"))
        return
    left, right = st.columns(2)
    with left:
        words = {system: name_system(system) for system in grouped}
        system = choose("检索方式或回答", words, key="retriever", default="hybrid")
    labels = {
        label: say(words) for label, words in LABELS.items() if label in grouped[system]["by"]
    }
    with right:
        label = choose("按什么分组", labels, key="by", default="kind", as_buttons=True)
    _draw_groups(grouped[system], label)


def name_system(system: str) -> str:
    """Return the name of a system with what it is, in one line."""
    return f"{system} — {say(SYSTEMS[system])}" if system in SYSTEMS else system


def _draw_groups(summary: dict[str, Any], label: str) -> None:
    main, *others = _SEARCH_METRICS if is_search(summary) else _ANSWER_METRICS
    groups = summary["by"][label]
    names = [n for n in (main, *others) if any(n in group["metrics"] for group in groups.values())]
    areas = summary.get("area_under_risk_coverage", {}) if label == "kind" else {}
    rows: list[list[Cell]] = []
    for value, group in sorted(
        groups.items(), key=lambda pair: (-pair[1]["metrics"].get(main, -1.0), pair[0])
    ):
        cells: list[Cell] = [say(VALUES[label].get(value, value)), str(group["queries"])]
        cells += [write_mean(group, name) for name in names]
        if areas:
            cells.append(f"{areas[value]:.3f}" if value in areas else "–")
        rows.append(cells)
    heads = [say(LABELS[label]), say("题数"), *map(name_metric, names)]
    heads += [say("平均风险")] if areas else []
    caption = say("每组题的平均得分与 95% 区间，") + name_metric(main) + say("高的在前")
    draw(
        element("h2", say(f"按{LABELS[label]}") + "：" + summary["system"]),
        write_table(caption, heads, rows),
        write_meanings(names),
    )
    if is_search(summary):
        shown = {"by": {"kind": groups}}
        text = say("每组题的 nDCG@10 与 95% 区间，括号里是题数；数值见上表。")
        draw_chart("groups", text, lambda w: kind_chart(shown, width=w, say=say_chart))
