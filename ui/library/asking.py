"""Which documents to ask: chosen one by one, or all that the filters leave."""

from collections.abc import Sequence

import streamlit as st

from ingest import Corpus
from ui.parts.addresses import PAGES
from ui.parts.chosen import MOST_CHOSEN, choose_documents, draw_chosen
from ui.parts.script import say
from views.catalogue import Entry


def draw_asking(corpus: Corpus, shown: Sequence[Entry], count: int) -> tuple[str, ...]:
    """Draw what is chosen, and the choice of all that is shown; return the ids chosen.

    Args:
        corpus: All documents.
        shown: Those that the filters leave.
        count: How many there are without filters.
    """
    chosen = draw_chosen(corpus, leads_to="ask", words=f"到“{PAGES['ask']}”页提问")
    with st.container(horizontal=True, vertical_alignment="center", key="ask_these"):
        is_part = 0 < len(shown) < count
        if is_part and len(shown) <= MOST_CHOSEN:
            ids = tuple(entry.doc_id for entry in shown)
            label = say(f"只问筛选出的 {len(shown)} 份")
            st.button(label, key="ask_shown", on_click=choose_documents, args=(ids,))
        elif is_part:
            st.caption(say(f"筛选到 {MOST_CHOSEN} 份以内，就可以只问筛选出的文件。"))
    return chosen


def draw_choice_of(entry: Entry, chosen: Sequence[str]) -> None:
    """Draw the choice to ask one document."""
    key = f"choose_{entry.doc_id}"
    st.session_state[key] = entry.doc_id in chosen
    st.checkbox(
        say("只问这份"),
        key=key,
        on_change=_change,
        args=(entry.doc_id, tuple(chosen)),
        disabled=not st.session_state[key] and len(chosen) >= MOST_CHOSEN,
    )


def _change(doc_id: str, chosen: tuple[str, ...]) -> None:
    rest = [one for one in chosen if one != doc_id]
    choose_documents([*rest, doc_id] if doc_id not in chosen else rest)
