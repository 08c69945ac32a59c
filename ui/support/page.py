"""The page 惠企支持: a firm's owner asks which support applies, and whom to turn to."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from ui.parts.frame import draw_masthead
from ui.parts.opening import open_or_explain
from ui.parts.parameters import warn_of_parameters

if TYPE_CHECKING:
    from ui.desk import Desk

_STYLE = Path(__file__).parent / "page.css"


def draw_support_page(open_desk: "Callable[[], Desk]", *, as_of: date) -> None:
    """Draw the page.

    Args:
        open_desk: Opens the index; what it raises is shown with what mends it.
        as_of: The day on which documents are in force or not.
    """
    st.html(_STYLE)
    draw_masthead(
        "惠企支持", "选行业、城市、规模和需要，看文件里哪些条款与您有关、该问谁；原文逐字引用。"
    )
    desk = open_or_explain(open_desk)
    if desk is not None:
        _draw_support(desk, as_of)


def _draw_support(desk: "Desk", as_of: date) -> None:
    # Seconds of libraries, which the frame of the page does not wait for.
    from ui.parts.documents import write_foot
    from ui.parts.markup import draw_html
    from ui.support.address import known_values
    from ui.support.exporting import draw_export
    from ui.support.filtering import list_all_filters
    from ui.support.profile import draw_examples, draw_needs, draw_profile
    from ui.support.result import draw_result
    from ui.support.typed import draw_typed, read_typed, settle
    from views.support import find_support, list_choices

    corpus = desk.corpus
    choices = list_choices(corpus)
    warn_of_parameters(known_values(choices, list_all_filters(corpus.documents)))
    said = draw_profile(choices)
    typed = read_typed(said, choices, desk)
    draw_typed(typed, said)
    support = find_support(corpus, settle(said, typed))
    said = draw_needs(choices, {} if said.is_empty else support.kinds)
    if support.profile.is_empty:
        if said.is_empty:
            draw_examples(choices)
        draw_export(support, corpus, as_of=as_of)
    else:
        draw_result(support, corpus, as_of)
    draw_html(write_foot(corpus, as_of))
