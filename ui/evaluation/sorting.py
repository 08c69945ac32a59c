"""Tables that the reader sorts: the column stands in the address, its head is a link to it."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from ui.evaluation.drawing import Cell, write_table
from ui.parts.addresses import PageLink
from ui.parts.markup import Html, element
from ui.parts.script import say

SORT = "sort"
# Behind the name of a column in the address: its lesser values first, or its greater ones.
_UP, _DOWN = ".up", ".down"
_ARROWS = {_UP: "↑", _DOWN: "↓", "": "↕"}
_WORDS = {_UP: "ascending", _DOWN: "descending", "": "none"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `name` in the address, `head` as shown, said already.

    `is_text` columns hold words and begin with the first in the order of the alphabet.
    """

    name: str
    head: str
    is_text: bool = False

    @property
    def first_order(self) -> str:
        """Return the order that a reader wants first: of numbers the greatest."""
        return _UP if self.is_text else _DOWN


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its cells, and the value of each by which it is sorted; None stands last always."""

    cells: Sequence[Cell]
    values: Sequence[float | str | None]


def write_sorted(
    caption: str, columns: Sequence[Column], rows: Sequence[Row], *, is_linked: bool = True
) -> Html:
    """Return a table in the order that the address asks for.

    Args:
        caption: What it shows, said already.
        columns: The first one names the rows.
        rows: In the order in which they stand if the address asks for none.
        is_linked: Whether heads are links; they draw the page anew, without a file sent to it.
    """
    name, order = _asked(columns)
    ordered = sort_rows(columns, rows)
    heads = [_write_head(c, order if c.name == name else "", is_linked) for c in columns]
    orders = [_WORDS[order if c.name == name else ""] for c in columns]
    words = [place for place, column in enumerate(columns) if column.is_text]
    cells = [row.cells for row in ordered]
    return write_table(caption, heads, cells, words=words, orders=orders if is_linked else ())


def sort_rows(columns: Sequence[Column], rows: Sequence[Row]) -> list[Row]:
    """Return the rows in the order that the address asks for, else as they are."""
    name, order = _asked(columns)
    if not name:
        return list(rows)
    place = next(n for n, column in enumerate(columns) if column.name == name)
    known = [row for row in rows if row.values[place] is not None]
    known.sort(key=lambda row: row.values[place], reverse=order == _DOWN)  # type: ignore[arg-type, return-value]
    return known + [row for row in rows if row.values[place] is None]


def _asked(columns: Sequence[Column]) -> tuple[str, str]:
    """Return the column of the address and its order; nothing where it is of another table."""
    name, dot, order = st.query_params.get(SORT, "").rpartition(".")
    is_known = f".{order}" in (_UP, _DOWN) and name in [column.name for column in columns]
    return (name, dot + order) if is_known else ("", "")


def _write_head(column: Column, order: str, is_linked: bool) -> Cell:
    if not is_linked:
        return column.head
    turned = {_UP: _DOWN, _DOWN: _UP}.get(order, column.first_order)
    values = dict(st.query_params.items()) | {SORT: column.name + turned}
    link = PageLink("evaluation", values)
    arrow = element("span", _ARROWS[order], class_="arrow")
    label = say(f"按“{column.head}”排序")
    return element("a", column.head, " ", arrow, href=link, class_="sort", aria_label=label)
