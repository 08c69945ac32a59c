"""What links the text to the address: scrolls to the place, and tells which one is chosen."""

from collections.abc import Callable
from pathlib import Path

import streamlit as st

_KEY = "places"
_mount = st.components.v2.component(
    "policy_qa.places", js=Path(__file__).with_name("places.js").read_text(encoding="utf-8")
)


def draw_places(*, clause: str, hit: str, top: str, on_choice: Callable[[str], None]) -> None:
    """Bring outline and text to a place; to be drawn after them.

    Args:
        clause: Anchor of the clause that is chosen, "" for none.
        hit: Anchor of the hit that is looked at, "" for none.
        top: Anchor of the text, where it is shown from without any.
        on_choice: Is given the anchor that a reader chooses, as the browser sends it.
    """

    def follow() -> None:
        chosen = st.session_state[_KEY].get("chosen")
        if isinstance(chosen, str):
            on_choice(chosen)

    place = {"clause": clause, "hit": hit, "top": top}
    data = {**place, "drawn": " ".join(place.values())}
    _mount(key=_KEY, data=data, on_chosen_change=follow)
