"""What the parts of the page are drawn with: tables, numbers with intervals, charts."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from eval.report.charts import WIDTH, Chart
from ui.evaluation.words import CHART_WORDS
from ui.parts.markup import Html, draw_html, element, join
from ui.parts.script import is_traditional, say

# Of a phone's screen, less the page's margins.
_NARROW = 342
Cell = str | Html


def draw(*pieces: Html) -> None:
    """Draw a part of the page."""
    language = "zh-Hant" if is_traditional() else "zh-Hans"
    draw_html(element("div", *pieces, class_="evaluation", lang=language))


def write_table(
    caption: str,
    heads: Sequence[Cell],
    rows: Sequence[Sequence[Cell]],
    *,
    words: Sequence[int] = (),
    orders: Sequence[str] = (),
) -> Html:
    """Return a table that scrolls by itself where it is wider than the screen.

    Args:
        caption: What it shows, said already.
        heads: Of the columns, said already.
        rows: The first cell of each names it.
        words: Columns that hold words; the others hold numbers.
        orders: Whether each column is `ascending`, `descending` or `none`, of a sorted table.
    """
    sorts = [{"aria_sort": order} for order in orders] or [{}] * len(heads)
    columns = zip(heads, sorts, strict=True)
    head = element("tr", *(element("th", text, scope="col", **sort) for text, sort in columns))
    body = [
        element(
            "tr",
            element("th", row[0], scope="row"),
            *(
                element("td", cell, class_="words" if column in words else "number")
                for column, cell in enumerate(row[1:], start=1)
            ),
        )
        for row in rows
    ]
    table = element(
        "table",
        element("caption", element("span", caption)),
        element("thead", head),
        element("tbody", *body),
    )
    return element("div", table, class_="wide", role="region", tabindex="0", aria_label=caption)


def write_mean(group: Mapping[str, Any], name: str, *, is_best: bool = False) -> Cell:
    """Return the mean of a metric with its interval below; a dash where it has none."""
    if name not in group["metrics"]:
        return "–"
    low, high = group["intervals"][name]
    mean = f"{group['metrics'][name]:.3f}"
    return join(
        [
            element("strong", mean) if is_best else mean,
            element("span", f"{low:.3f}–{high:.3f}", class_="interval"),
        ]
    )


def say_chart(text: str) -> str:
    """Return words of a chart in Chinese; names that are none of its words stay."""
    return say(CHART_WORDS[text]) if text in CHART_WORDS else text


def draw_chart(name: str, text: str, make: Callable[[int], Chart]) -> None:
    """Draw a chart for wide screens and one for narrow ones, of which the style shows one.

    Args:
        name: Tells it from the page's other charts.
        text: What it shows, for those who do not see it; said already.
        make: Makes it for a width in pixels.
    """
    for size, width in (("wide", WIDTH), ("narrow", _NARROW)):
        with st.container(key=f"chart_{size}_{name}"):
            st.altair_chart(make(width), width="content", theme=None, alt=text)
