"""The page 评测: stored results, what was missed, and an evaluator's own questions."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from ui.parts.frame import draw_masthead
from ui.parts.opening import open_or_explain

if TYPE_CHECKING:
    from eval.report.stored import Folders
    from ui.desk import Desk

_STYLE = Path(__file__).parent / "page.css"


def draw_evaluation_page(
    open_desk: "Callable[[], Desk]",
    *,
    as_of: date | None = None,
    folders: "Folders | None" = None,
) -> None:
    """Draw the page.

    Args:
        open_desk: Opens index and model; what it raises is shown with what mends it.
        as_of: The day on which own questions are answered; today if not given.
        folders: Where results and questions lie; the project's own if not given.
    """
    st.html(_STYLE)
    draw_masthead(
        "评测",
        "检索和回答有多准：在带标注的题目上的各项指标，没答好的每一道题，也可以用自己的题目来测。",
    )
    desk = open_or_explain(open_desk)
    if desk is None:
        return
    # Metrics and charts bring libraries of seconds, which the frame does not wait for.
    from eval.report.stored import Folders
    from ui.evaluation.body import draw_body

    draw_body(desk, as_of or date.today(), folders or Folders())
