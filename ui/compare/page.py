"""The page 对照: two documents side by side, by subject, with their numbers and dates drawn out."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from ui.parts.frame import draw_masthead
from ui.parts.opening import open_or_explain
from ui.parts.parameters import warn_of_parameters
from ui.parts.script import say

if TYPE_CHECKING:
    from ui.compare.choice import Chosen
    from ui.desk import Desk
    from views.side_by_side import Comparison

_STYLE = Path(__file__).parent / "page.css"
_METHOD = (
    "左右由程序按内容相近对齐，请对照原文判断；没有对上的，不等于另一份文件没有写，下面给出最接近的一处。"
    "数字和日期照录原文。"
)


def draw_compare_page(open_desk: "Callable[[], Desk]", *, as_of: date) -> None:
    """Draw the page.

    Args:
        open_desk: Opens the index; what it raises is shown with what mends it.
        as_of: The day on which documents are in force or not.
    """
    st.html(_STYLE)
    draw_masthead("对照", "两份文件并排看：同一件事各怎么写，目标、金额和日期有什么不同。")
    desk = open_or_explain(open_desk)
    if desk is not None:
        _draw(desk, as_of)


def _draw(desk: "Desk", as_of: date) -> None:
    # Seconds of libraries, which the frame of the page does not wait for.
    from ui.compare.choice import draw_choice, known_values
    from ui.compare.exporting import draw_export
    from ui.compare.rows import write_comparison, write_heads
    from ui.parts.documents import write_foot
    from ui.parts.markup import draw_html, element

    corpus = desk.corpus
    warn_of_parameters(known_values(corpus))
    if len(corpus.documents) < 2 or desk.searcher is None:
        st.info(say("对照要有两份文件；现在只有一份，请先加入另一份文件。"))
    else:
        chosen = draw_choice(corpus)
        comparison = _compare(desk, chosen)
        if comparison is not None:
            draw_html(write_heads(chosen, as_of))
            draw_export(comparison, chosen, corpus, as_of=as_of)
            draw_html(write_comparison(comparison, chosen, corpus))
            draw_html(element("p", say(_METHOD), class_="compare note"))
    draw_html(write_foot(corpus, as_of))


def _compare(desk: "Desk", chosen: "Chosen") -> "Comparison | None":
    """Return what is shown; where the subject cannot be searched for, say why and return None."""
    from question.query import QueryError
    from question.typed import LONGEST_QUERY
    from ui.compare.kept import compare

    try:
        return compare(desk, chosen.left.doc_id, chosen.right.doc_id, chosen.subject)
    except QueryError:
        said = f"主题里要有字词，不超过 {LONGEST_QUERY:,} 字；请改写后再查。"
        st.warning(say(said))
        return None
