"""The index behind a page: opened, or what keeps it from being opened, with what mends it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import streamlit as st

from ui.parts.commands import BUILD
from ui.parts.markup import code_span
from ui.parts.script import say

if TYPE_CHECKING:
    from ui.desk import Desk


def open_or_explain(open_desk: "Callable[[], Desk]") -> "Desk | None":
    """Return the desk; where it cannot be opened, say why and what mends it, and return None."""
    with st.spinner(say("正在打开索引；首次使用需先建立索引，约需一分钟……")):
        # A second of libraries, which the frame of the page does not wait for.
        from ui.parts.failures import EXPECTED_FAILURES, draw_failure

        failure: Exception | None = None
        try:
            desk = open_desk()
        except EXPECTED_FAILURES as error:
            failure = error
    if failure is not None:
        draw_failure(failure)
        return None
    if desk.notice:
        st.warning(f"{say(desk.notice)}\n\n{code_span(BUILD)}")
    return desk
