"""The chart of how a search and its memory grow with the collection."""

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

from eval.report.charts import ACCENT, GREY, WIDTH, dressed, inline_data

_HEIGHT = 200
_NAMES = {"p50": "median", "p95": "95th percentile"}


def growth_chart(growth: Sequence[Mapping[str, Any]], *, width: int = WIDTH) -> alt.VConcatChart:
    """Return milliseconds beyond the encoder, and memory, by the number of clauses.

    Args:
        growth: Records of `measure_growth`; one that did not fail at least.
        width: Of the whole chart, in pixels.
    """
    measured = [record for record in growth if "failed" not in record]
    times = [
        {"clauses": r["clauses"], "value": r["beyond_encoder_ms"][key], "of": name, "label": label}
        for r in measured
        # One label for both, over the upper point, lest they overlap.
        for (key, name), label in zip(_NAMES.items(), ("", _both(r)), strict=True)
    ]
    memory = [
        {"clauses": r["clauses"], "value": r["peak_mb"], "label": f"{r['peak_mb']:,.0f}"}
        for r in measured
    ]
    colours = alt.Scale(domain=list(_NAMES.values()), range=[ACCENT, GREY])
    shapes = alt.Scale(domain=list(_NAMES.values()), range=["circle", "diamond"])
    legend = alt.Legend(title=None, orient="top", symbolSize=110)
    told_apart = {
        "color": alt.Color("of:N", scale=colours, legend=legend),
        "shape": alt.Shape("of:N", scale=shapes, legend=legend),
    }
    sizes = [record["clauses"] for record in measured]
    upper = _panel(times, sizes, "milliseconds of a search beyond the encoder", width, told_apart)
    plain = {"color": alt.value(ACCENT)}
    lower = _panel(memory, sizes, "MiB at most while searching", width, plain)
    return dressed(alt.vconcat(upper, lower, spacing=24))


def _both(record: Mapping[str, Any]) -> str:
    return " / ".join(f"{record['beyond_encoder_ms'][key]:,.0f}" for key in _NAMES)


def _panel(
    rows: list[dict[str, Any]],
    sizes: Sequence[int],
    title: str,
    width: int,
    told_apart: Mapping[str, Any],
) -> alt.LayerChart:
    axis = alt.Axis(values=list(sizes), format=",", labelFlush=False)
    scale = alt.Scale(type="log", domain=[min(sizes) / 1.5, max(sizes) * 1.5])
    base = alt.Chart(inline_data(rows)).encode(
        x=alt.X("clauses:Q", title="clauses", scale=scale, axis=axis),
        y=alt.Y("value:Q", title=None, scale=alt.Scale(domainMin=0, nice=True)),
    )
    lines = {name: channel for name, channel in told_apart.items() if name == "color"}
    layers = [
        base.mark_line(strokeWidth=2).encode(**lines),
        base.mark_point(filled=True, size=90, opacity=1).encode(**told_apart),
        base.mark_text(dy=-12, color=GREY).encode(text="label:N"),
    ]
    shown = alt.TitleParams(title, anchor="start", fontSize=13)
    return alt.LayerChart(layer=layers, width=width - 80, height=_HEIGHT, title=shown)
