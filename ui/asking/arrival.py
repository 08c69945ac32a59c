"""What brings the reader to a question as soon as it is asked."""

from pathlib import Path

import streamlit as st

_mount = st.components.v2.component(
    "policy_qa.arrival", js=Path(__file__).with_name("arrival.js").read_text(encoding="utf-8")
)


def draw_arrival(times_asked: int) -> None:
    """Bring the page to the question on it; to be drawn after it.

    Args:
        times_asked: In this session; where it has not changed, the page stays as it is.
    """
    _mount(key="arrival", data={"asked": times_asked})
