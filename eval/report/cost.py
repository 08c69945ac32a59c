"""The chart of score against time: what each retriever finds, and what it takes."""

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
    title = say("milliseconds a query (median)")
    x = alt.X("ms:Q", title=title, scale=alt.Scale(type="log", nice=True, padding=30))
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
    names = marks.mark_text(dy=-12).encode(text="name:N")
    height = 240 if width < _NARROW else 300
    fit = alt.AutoSizeParams(type="fit-x", contains="padding")
    chart = alt.LayerChart(layer=[points, names], width=width, height=height, autosize=fit)
    return dressed(chart)
