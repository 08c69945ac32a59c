"""Tasks of each department by role, as bars."""

from collections.abc import Sequence

import altair as alt

from ui.parts.script import say
from ui.tasks.words import ROLE_WORDS
from views.assignments.counts import Cell

_COLOURS = {"lead": "#9b1c1c", "support": "#2f6ea8", "no_lead": "#8f8a80"}
_INK = "#1f1d1a"
_ROW = 28
_LONGEST_NAME = 170
_FONT = '"Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif'


def draw_chart(departments: Sequence[tuple[str, Cell]]) -> alt.LayerChart:
    """Return a bar a department, in the order given, with a piece for each role.

    Args:
        departments: Names, short enough for an axis, and their parts.
    """
    names = [name for name, _ in departments]
    y = alt.Y("name:N", sort=names, title=None, axis=alt.Axis(ticks=False, labelPadding=6))
    words = [say(word) for word in ROLE_WORDS.values()]
    rows = [
        {"name": name, "role": word, "tasks": number, "order": order}
        for name, cell in departments
        for order, (word, number) in enumerate(zip(words, _numbers(cell), strict=True))
        if number
    ]
    totals = [{"name": name, "total": cell.total} for name, cell in departments]
    colour = alt.Color(
        "role:N",
        scale=alt.Scale(domain=words, range=list(_COLOURS.values())),
        legend=alt.Legend(title=None, orient="top"),
    )
    axis = alt.Axis(format="d", tickMinStep=1, tickCount=6)
    title = say("任务（项）")
    bars = alt.Chart(alt.InlineData(values=rows)).mark_bar(size=16)
    labels = alt.Chart(alt.InlineData(values=totals)).mark_text(align="left", dx=5, color=_INK)
    layers = [
        bars.encode(
            x=alt.X("sum(tasks):Q", title=title, axis=axis), y=y, color=colour, order="order:O"
        ),
        labels.encode(x=alt.X("total:Q"), y=y, text="total:Q"),
    ]
    # Drawn as a picture: names of documents would else be text of the page in no language.
    drawn = alt.LayerChart(
        layer=layers,
        height=alt.Step(_ROW),
        usermeta={"embedOptions": {"renderer": "canvas"}},
    )
    chart: alt.LayerChart = drawn.configure(
        font=_FONT,
        background="white",
        axis=alt.AxisConfig(
            labelFontSize=13,
            titleFontSize=13,
            titleFontWeight="normal",
            labelColor=_INK,
            titleColor=_INK,
            labelLimit=_LONGEST_NAME,
            gridColor="#e4e1da",
        ),
        legend=alt.LegendConfig(labelFontSize=13, labelColor=_INK),
        text=alt.MarkConfig(fontSize=13),
        view=alt.ViewConfig(stroke=None),
    )
    return chart


def describe_chart(departments: Sequence[tuple[str, Cell]]) -> str:
    """Return in words what the chart shows."""
    said = []
    for name, cell in departments:
        numbers = zip(ROLE_WORDS.values(), _numbers(cell), strict=True)
        parts = "、".join(f"{say(word)} {number}" for word, number in numbers if number)
        said.append(f"{name} {parts}")
    return say("各部门的任务项数：") + "；".join(said)


def _numbers(cell: Cell) -> tuple[int, int, int]:
    return cell.leads, cell.supports - cell.unled, cell.unled
