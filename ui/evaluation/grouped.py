"""Metrics by kind of question, by language and by who asks."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from eval.report.charts import kind_chart
from eval.report.formats import TextTable, Value, mean_of
from eval.report.tables import is_search
from ui.evaluation.choice import choose
from ui.evaluation.depth import choose_depth, metrics_of
from ui.evaluation.downloads import draw_table_files
from ui.evaluation.drawing import Cell, draw, draw_chart, say_chart, write_mean
from ui.evaluation.naming import name_metric, name_system, write_meanings
from ui.evaluation.sorting import Column, Row, sort_rows, write_sorted
from ui.evaluation.sources import Opened
from ui.evaluation.words import LABELS, VALUES
from ui.parts.markup import element
from ui.parts.script import say

_ANSWER_METRICS = ("correct", "all_facts", "right_clause", "refusal_recall", "false_refusal")
_RISK = "risk"


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
    _draw_groups(opened, grouped[system], label)


def _draw_groups(opened: Opened, summary: dict[str, Any], label: str) -> None:
    groups = summary["by"][label]
    draw(element("h2", say(f"按{LABELS[label]}") + "：" + summary["system"]))
    if is_search(summary):
        names = metrics_of(list(groups.values()), choose_depth())
    else:
        names = [n for n in _ANSWER_METRICS if any(n in g["metrics"] for g in groups.values())]
    areas = summary.get("area_under_risk_coverage", {}) if label == "kind" else {}
    columns = [Column("group", say(LABELS[label]), is_text=True), Column("queries", say("题数"))]
    columns += [Column(name, name_metric(name)) for name in names]
    columns += [Column(_RISK, say("平均风险"))] if areas else []
    rows = sort_rows(columns, _rows(groups, label, names, areas))
    caption = say("每组题的平均得分与 95% 区间，") + name_metric(names[0]) + say("高的在前")
    draw(write_sorted(caption, columns, rows), write_meanings(names))
    _draw_files(opened, summary, label, names, rows)
    if is_search(summary):
        shown = {"by": {"kind": groups}}
        text = say("每组题的 nDCG@10 与 95% 区间，括号里是题数；数值见上表。")
        draw_chart("groups", text, lambda w: kind_chart(shown, width=w, say=say_chart))


def _rows(
    groups: dict[str, Any], label: str, names: Sequence[str], areas: dict[str, float]
) -> list[Row]:
    ordered = sorted(
        groups.items(), key=lambda pair: (-pair[1]["metrics"].get(names[0], -1.0), pair[0])
    )
    rows = []
    for value, group in ordered:
        cells: list[Cell] = [say(VALUES[label].get(value, value)), str(group["queries"])]
        cells += [write_mean(group, name) for name in names]
        values = [value, group["queries"], *(group["metrics"].get(name) for name in names)]
        if areas:
            cells.append(f"{areas[value]:.3f}" if value in areas else "–")
            values.append(areas.get(value))
        rows.append(Row(cells, values))
    return rows


def _draw_files(
    opened: Opened, summary: dict[str, Any], label: str, names: Sequence[str], rows: Sequence[Row]
) -> None:
    """Draw downloads of the table; groups have the names that the questions' file gives them."""
    listed: list[list[Value]] = []
    for row in rows:
        value = str(row.values[0])
        group = summary["by"][label][value]
        means = [mean_of(group, name) for name in names]
        listed.append([value, str(group["queries"]), *means])
    title = f"{opened.stored.dataset}, {opened.stored.split}: {summary['system']}"
    table = TextTable(title, [label, "queries", *names], listed)
    draw_table_files(opened.stored.name, f"{summary['system']}-by-{label}", table)
