"""The chart of score against time: what each retriever finds, and what it takes."""

import math
from collections.abc import Sequence
from typing import Any

import altair as alt

from eval.report.charts import (
    ACCENT,
    BASELINES,
    GREY,
    WIDTH,
    Say,
    dressed,
    inline_data,
)

# Narrower than this, a chart is for a phone: names stand above the points, not beside.
_NARROW = 480
_LEAST_MS = 0.1
_ABOVE, _BELOW = -12, 16
# Of a letter of a name, in pixels.
_LETTER = 7
_LINE = 14


def cost_chart(
    summaries: Sequence[dict[str, Any]], metric: str, *, width: int = WIDTH, say: Say = str
) -> alt.LayerChart:
    """Return a metric of each retriever over its median time, the time by powers of ten.

    Args:
        summaries: Of retrievers, at least one.
        metric: One that is drawn where a retriever has it.
        width: Of the whole chart, in pixels.
        say: Turns the chart's words into another language.
    """
    rows = [
        {
            "name": s["system"],
            "ms": max(s["latency_ms"]["p50"], _LEAST_MS),
            "value": s["metrics"][metric],
            "source": say("baseline" if s["system"] in BASELINES else "this project"),
        }
        for s in summaries
        if metric in s["metrics"]
    ]
    height = 240 if width < _NARROW else 300
    _place_names(rows, width, height)
    title = say("milliseconds a query (median)")
    axis = alt.Axis(tickCount=4, labelOverlap="greedy")
    x = alt.X("ms:Q", title=title, axis=axis, scale=alt.Scale(type="log", nice=True, padding=30))
    y = alt.Y("value:Q", title=metric, scale=alt.Scale(zero=False, nice=True, padding=12))
    said = [say("this project"), say("baseline")]
    legend = alt.Legend(title=None, orient="top", symbolSize=110)
    marks = alt.Chart(inline_data(rows)).encode(x=x, y=y)
    points = marks.mark_point(filled=True, size=90, opacity=1).encode(
        color=alt.Color(
            "source:N", scale=alt.Scale(domain=said, range=[ACCENT, GREY]), legend=legend
        ),
        shape=alt.Shape(
            "source:N", scale=alt.Scale(domain=said, range=["circle", "diamond"]), legend=legend
        ),
    )
    names = [
        alt.Chart(inline_data([row for row in rows if row["dy"] == dy]))
        .mark_text(dy=dy)
        .encode(x=x, y=y, text="name:N")
        for dy in (_ABOVE, _BELOW)
    ]
    fit = alt.AutoSizeParams(type="fit-x", contains="padding")
    chart = alt.LayerChart(layer=[points, *names], width=width, height=height, autosize=fit)
    return dressed(chart)


def _place_names(rows: list[dict[str, Any]], width: int, height: int) -> None:
    """Put each name above its point, or below it where another name stands there already."""
    times = [math.log(row["ms"]) for row in rows]
    values = [row["value"] for row in rows]
    taken: list[tuple[float, float, float]] = []
    for row in sorted(rows, key=lambda row: -row["value"]):
        x = _share(math.log(row["ms"]), times) * width * 0.7
        y = (1 - _share(row["value"], values)) * height * 0.8
        half = len(row["name"]) * _LETTER / 2
        row["dy"] = _ABOVE
        if any(abs(x - a) < half + b and abs(y + _ABOVE - c) < _LINE for a, c, b in taken):
            row["dy"] = _BELOW
        taken.append((x, y + row["dy"], half))


def _share(value: float, values: Sequence[float]) -> float:
    low, high = min(values), max(values)
    return (value - low) / (high - low) if high > low else 0.0
