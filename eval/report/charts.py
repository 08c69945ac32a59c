"""Charts of summaries; `to_svg` draws them without a browser or a network.

Each takes `say`, which turns its words, and the names of kinds, into those of another language.
"""

from collections.abc import Callable, Sequence
from typing import Any, Literal, TypeVar

import altair as alt
import vl_convert

from eval.report.tables import is_search

Chart = alt.LayerChart | alt.VConcatChart
Say = Callable[[str], str]
_Drawn = TypeVar("_Drawn", alt.LayerChart, alt.VConcatChart)

BASELINES = frozenset({"dense", "lexical", "langchain", "langchain-ensemble"})
WIDTH = 880
# Narrower than this, a chart is for a phone.
_NARROW = 480
_ROW = 30
_FONT = 'Arial, "Liberation Sans", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif'
ACCENT, GREY, _PALE, _INK = "#0b4a8f", "#6b675e", "#8f8a80", "#1f1d1a"
_PERCENTILES = {"median": "p50", "95th percentile": "p95"}
# What is told apart by colour is told apart by shape too.
_MARKS = {
    "this project": ("circle", ACCENT),
    "baseline": ("diamond", GREY),
    "median": ("circle", ACCENT),
    "95th percentile": ("diamond", GREY),
}


def retriever_chart(
    summaries: Sequence[dict[str, Any]], *, width: int = WIDTH, say: Say = str
) -> alt.LayerChart:
    """Return nDCG@10 of each retriever with its interval, best first, baselines marked.

    Args:
        summaries: Those of retrievers are drawn, at least one.
        width: Of the whole chart, in pixels.
        say: Turns the chart's words into another language.
    """
    rows = [_interval_record(s["system"], s) for s in summaries if is_search(s)]
    for row in rows:
        row["source"] = "baseline" if row["name"] in BASELINES else "this project"
    classes = _classes("source", [row["source"] for row in rows], say)
    for row in rows:
        row["source"] = say(row["source"])
    return _interval_chart(rows, width, say, **classes)


def kind_chart(summary: dict[str, Any], *, width: int = WIDTH, say: Say = str) -> alt.LayerChart:
    """Return nDCG@10 of a retriever for each kind of question, with interval, best first."""
    rows = [_interval_record(say(kind), group) for kind, group in summary["by"]["kind"].items()]
    for row in rows:
        row["label"] += f" (n {row['queries']})"
    return _interval_chart(rows, width, say)


def latency_chart(
    summaries: Sequence[dict[str, Any]], *, width: int = WIDTH, say: Say = str
) -> alt.LayerChart:
    """Return median and 95th percentile of the time that a query takes, fastest first."""
    ordered = sorted(summaries, key=lambda s: (s["latency_ms"]["p50"], s["system"]))
    spans = [{"name": say(s["system"])} | s["latency_ms"] for s in ordered]
    for span in spans:
        span["label"] = f"{span['p50']:,.0f} / {span['p95']:,.0f}"
    times = [
        {"name": span["name"], "percentile": say(name), "ms": span[key]}
        for span in spans
        for name, key in _PERCENTILES.items()
    ]
    title = say("milliseconds a query: median / 95th percentile")
    scale = alt.Scale(domainMin=0, nice=True)
    axis = alt.Axis(tickCount=4 if width < _NARROW else 8, labelFlush=False)
    y = _names_axis(spans)
    lines = alt.Chart(inline_data(spans)).mark_rule(strokeWidth=2, color=GREY)
    points = alt.Chart(inline_data(times)).mark_point(filled=True, size=90, opacity=1)
    layers = [
        lines.encode(x=alt.X("p50:Q", title=title, scale=scale, axis=axis), x2="p95:Q", y=y),
        points.encode(
            x=alt.X("ms:Q", title=title, scale=scale, axis=axis),
            y=y,
            **_classes("percentile", list(_PERCENTILES), say),
        ),
        _labels(spans, y),
    ]
    return _finish(layers, width)


def risk_coverage_chart(summary: dict[str, Any], *, width: int = WIDTH, say: Say = str) -> Chart:
    """Return risk over coverage of the answers: all questions, then each kind in a small panel.

    Args:
        summary: Of the answers; `risk_coverage["all"]` has a point at least.
        width: Of the whole chart, in pixels.
        say: Turns the chart's words into another language.
    """
    curves = dict(summary["risk_coverage"])
    all_questions = curves.pop("all")
    whole = _whole_curve(all_questions, width, say)
    groups = summary.get("by", {}).get("kind", {})
    titles = {
        kind: f"{say(kind)} (n {groups[kind]['queries']})"
        for kind, curve in curves.items()
        if curve and kind in groups
    }
    if not titles:
        return dressed(whole)
    rows = [
        {"title": title} | point
        for kind, title in titles.items()
        for point in _points(all_questions, "all") + _points(curves[kind], "kind")
    ]
    columns = 2 if width < _NARROW else 5
    panel = (width - 40) // columns - 20
    header = alt.Header(title=None, labelFontSize=12, labelColor=_INK, labelLimit=panel + 16)
    grid = _panels(rows, panel).facet(
        facet=alt.Facet("title:N", header=header, sort=list(titles.values())),
        columns=columns,
        spacing=16,
    )
    return dressed(alt.vconcat(whole, grid, spacing=24))


def to_svg(chart: Chart) -> str:
    """Return a chart as SVG; nothing is fetched."""
    return vl_convert.vegalite_to_svg(chart.to_dict(), allowed_base_urls=[])


def _interval_record(name: str, group: dict[str, Any]) -> dict[str, Any]:
    value, (low, high) = group["metrics"]["nDCG@10"], group["intervals"]["nDCG@10"]
    record = {"name": name, "queries": group["queries"], "label": f"{value:.3f}"}
    return record | {"value": value, "low": low, "high": high}


def _interval_chart(
    rows: list[dict[str, Any]], width: int, say: Say, **point: alt.Color | alt.Shape
) -> alt.LayerChart:
    """Return one line a row, best first: name, interval, value as a point and in print."""
    ordered = sorted(rows, key=lambda row: (-row["value"], row["name"]))
    y = _names_axis(ordered)
    title = say("nDCG@10 (0–1), line: 95 % interval")
    marks = alt.Chart(inline_data(ordered))
    lines = marks.mark_rule(strokeWidth=2, color=ACCENT)
    # Small on a phone, lest the point hides the interval.
    size = 36 if width < _NARROW else 100
    points = marks.mark_point(filled=True, size=size, opacity=1, color=ACCENT)
    colour = {name: channel for name, channel in point.items() if name == "color"}
    layers = [
        lines.encode(x=_share_x("low", title, width), x2="high:Q", y=y, **colour),
        points.encode(x=_share_x("value", title, width), y=y, **point),
        _labels(ordered, y),
    ]
    return _finish(layers, width)


def _classes(field: str, present: Sequence[str], say: Say) -> dict[str, alt.Color | alt.Shape]:
    """Return colour and shape of two classes, with a legend of those that occur."""
    names = [name for name in _MARKS if name in present]
    legend = alt.Legend(title=None, orient="top", symbolSize=110)
    said = [say(name) for name in names]
    shapes = alt.Scale(domain=said, range=[_MARKS[name][0] for name in names])
    colours = alt.Scale(domain=said, range=[_MARKS[name][1] for name in names])
    return {
        "color": alt.Color(f"{field}:N", scale=colours, legend=legend),
        "shape": alt.Shape(f"{field}:N", scale=shapes, legend=legend),
    }


def _names_axis(rows: list[dict[str, Any]]) -> alt.Y:
    axis = alt.Axis(ticks=False, labelPadding=8)
    return alt.Y("name:N", sort=[row["name"] for row in rows], title=None, axis=axis)


def _share_x(field: str, title: str, width: int) -> alt.X:
    values = [0, 0.5, 1] if width < _NARROW else [0, 0.2, 0.4, 0.6, 0.8, 1]
    axis = alt.Axis(values=values, format=".1f", labelFlush=False)
    return alt.X(f"{field}:Q", title=title, scale=alt.Scale(domain=[0, 1]), axis=axis)


def _labels(rows: list[dict[str, Any]], y: alt.Y) -> alt.Chart:
    """Return the rows' labels in a column to the right, where no mark can lie under them."""
    text = alt.Chart(inline_data(rows)).mark_text(align="left", dx=10, color=_INK)
    labels: alt.Chart = text.encode(x=alt.value("width"), y=y, text="label:N")
    return labels


def _whole_curve(curve: list[list[float]], width: int, say: Say) -> alt.LayerChart:
    points = _points(curve, "all")
    last = points[-1]
    last["label"] = say("risk {risk:.2f} at coverage {coverage:.2f}").format(**last)
    # Beside a curve that ends early there is no room to the left, above a high one none at all.
    align: Literal["left", "right"] = "right" if last["coverage"] > 0.5 else "left"
    below = 18 if last["risk"] > 0.8 else -14
    x = _share_x("coverage", say("coverage: share of questions answered"), width)
    y = alt.Y("risk:Q", title=say("risk: share of them wrong"), scale=alt.Scale(domain=[0, 1]))
    end = alt.Chart(inline_data([last])).encode(x=x, y=y)
    layers = [
        alt.Chart(inline_data(points)).mark_line(color=ACCENT, strokeWidth=3).encode(x=x, y=y),
        end.mark_point(filled=True, size=90, opacity=1, color=ACCENT),
        end.mark_text(align=align, dy=below, color=_INK).encode(text="label:N"),
    ]
    title = alt.TitleParams(say("all questions"), anchor="start", fontSize=13)
    return alt.LayerChart(layer=layers, width=width - 70, height=220, title=title)


def _panels(rows: list[dict[str, Any]], width: int) -> alt.LayerChart:
    """Return the curve of a kind, over a thin one of all questions to compare it with."""
    axis = alt.Axis(title=None, values=[0, 0.5, 1], format=".1~f", labelFlush=False)
    # Room above 1: a line at the very edge would lift the title of its panel.
    x_scale, y_scale = alt.Scale(domain=[0, 1]), alt.Scale(domain=[0, 1.05])
    lines = alt.Chart().encode(
        x=alt.X("coverage:Q", scale=x_scale, axis=axis),
        y=alt.Y("risk:Q", scale=y_scale, axis=axis),
    )
    dots = alt.OverlayMarkDef(size=14, color=ACCENT)
    layers = [
        lines.mark_line(color=_PALE, strokeWidth=1.2).transform_filter("datum.curve === 'all'"),
        lines.mark_line(color=ACCENT, point=dots).transform_filter("datum.curve === 'kind'"),
    ]
    return alt.LayerChart(layer=layers, data=inline_data(rows), width=width, height=90)


def _points(curve: list[list[float]], name: str) -> list[dict[str, Any]]:
    return [{"coverage": x, "risk": y, "curve": name} for x, y in curve]


def inline_data(rows: list[dict[str, Any]]) -> alt.InlineData:
    """Return rows as a chart's data, of whatever types they are."""
    return alt.InlineData(values=rows)


def _finish(layers: list[alt.Chart], width: int) -> alt.LayerChart:
    fit = alt.AutoSizeParams(type="fit-x", contains="padding")
    return dressed(alt.LayerChart(layer=layers, width=width, height=alt.Step(_ROW), autosize=fit))


def dressed(chart: _Drawn) -> _Drawn:
    """Return a chart with the look of all; `aria` is off, as each is described where it stands."""
    axis = alt.AxisConfig(
        labelFontSize=13,
        titleFontSize=13,
        titleFontWeight="normal",
        titlePadding=10,
        labelColor=_INK,
        titleColor=_INK,
        gridColor="#e4e1da",
        domainColor=GREY,
        tickColor=GREY,
        labelLimit=240,
    )
    config = alt.Config(
        font=_FONT,
        aria=False,
        background="white",
        axis=axis,
        legend=alt.LegendConfig(labelFontSize=13, labelColor=_INK, labelLimit=240),
        text=alt.MarkConfig(fontSize=13),
        title=alt.TitleConfig(color=_INK),
        view=alt.ViewConfig(stroke=None),
    )
    return chart.properties(config=config)
