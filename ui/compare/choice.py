"""Which two documents, and of what subject: kept in the address of the page."""

from collections.abc import Collection
from dataclasses import dataclass

import streamlit as st

from ingest import Corpus, Document
from ui.parts.linked import follow_address, keep_in_address
from ui.parts.script import say

LEFT, RIGHT, SUBJECT, VIEW = "a", "b", "q", "view"
_VIEWS = {"texts": "条文", "figures": "只看目标、金额和日期"}


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the page shows; `subject` is "" for all of both documents.

    `only_figures` leaves out the texts, and rows without a number or date.
    """

    left: Document
    right: Document
    subject: str = ""
    only_figures: bool = False


def known_values(corpus: Corpus) -> dict[str, Collection[str] | None]:
    """Return the parameters of the page and what each may be; None for any text."""
    ids = [document.doc_id for document in corpus.documents]
    return {LEFT: ids, RIGHT: ids, SUBJECT: None, VIEW: list(_VIEWS)}


def draw_choice(corpus: Corpus) -> Chosen:
    """Draw the choice of two different documents and of a subject; return what was chosen.

    Args:
        corpus: Holds at least two documents.
    """
    documents = {document.doc_id: document for document in corpus.documents}
    places = st.columns(2)
    left = _choose(LEFT, "左边的文件", list(documents), documents, places[0])
    others = [doc_id for doc_id in documents if doc_id != left]
    right = _choose(RIGHT, "右边的文件", others, documents, places[1])
    follow_address(SUBJECT)
    words, views = st.columns([3, 2], vertical_alignment="bottom")
    words.text_input(
        say("主题（不填就是全文对照）"), key=SUBJECT, placeholder=say("例如：人才、处罚、施行日期")
    )
    follow_address(VIEW, _VIEWS, default="texts")
    views.segmented_control(
        say("看什么"),
        list(_VIEWS),
        required=True,
        format_func=lambda view: say(_VIEWS[view]),
        key=VIEW,
        label_visibility="collapsed",
    )
    view = keep_in_address(VIEW, default="texts")
    subject = keep_in_address(SUBJECT).strip()
    return Chosen(documents[left], documents[right], subject, view == "figures")


def _choose(
    key: str,
    label: str,
    doc_ids: list[str],
    documents: dict[str, Document],
    place: st.delta_generator.DeltaGenerator,
) -> str:
    follow_address(key, doc_ids, default=doc_ids[0])
    if st.session_state[key] not in doc_ids:
        st.session_state[key] = doc_ids[0]
    place.selectbox(
        say(label),
        doc_ids,
        key=key,
        format_func=lambda doc_id: documents[doc_id].title or doc_id,
    )
    return keep_in_address(key, default=doc_ids[0])
