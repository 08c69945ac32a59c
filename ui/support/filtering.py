"""The counts of what fits, each a filter of the list; the one chosen is in the address."""

from collections.abc import Sequence

import streamlit as st

from export.support_words import OTHERS_WORDS, STRENGTH_WORDS, level_of
from ingest import Document
from ui.parts.script import say
from ui.support.address import ONLY, follow_filter, keep_filter
from views.support import Support
from views.support.cards import OTHERS
from views.support.closeness import NAMED_SIDES
from views.support.filters import OF_DOCUMENT, count_filters
from views.support.offers import STRENGTHS

NAMED_WORDS = {"industry": "点名您的行业", "city": "写到您的地区", "size": "写明您的规模"}
_SHORT = 12


def list_all_filters(documents: Sequence[Document]) -> list[str]:
    """Return what a filter can be."""
    own = (OF_DOCUMENT + document.doc_id for document in documents)
    return [*NAMED_SIDES, *STRENGTHS, OTHERS, *own]


def draw_filters(support: Support, documents: Sequence[Document]) -> str:
    """Draw the counts and return the filter that the reader chose, "" for none."""
    counts = count_filters(support)
    of_documents = [name for name in counts if name.startswith(OF_DOCUMENT)]
    if len(of_documents) < 2:
        # All are of that document.
        counts = {name: n for name, n in counts.items() if name not in of_documents}
    names = name_documents(documents)
    words = NAMED_WORDS | STRENGTH_WORDS | {OTHERS: OTHERS_WORDS}
    words |= {OF_DOCUMENT + doc_id: name for doc_id, name in names.items()}
    follow_filter(counts)
    with st.container(key="filters"):
        st.pills(
            say("只看其中一部分"),
            list(counts),
            format_func=lambda name: say(f"{words[str(name)]} {counts[str(name)]} 条"),
            key=ONLY,
            label_visibility="collapsed",
        )
    return keep_filter()


def name_documents(documents: Sequence[Document]) -> dict[str, str]:
    """Return what documents are called in short: who issued them, where that tells them apart."""
    levels = [level_of(document) for document in documents]
    return {
        document.doc_id: level
        if levels.count(level) == 1
        else f"《{_shorten(document.title or document.doc_id)}》"
        for document, level in zip(documents, levels, strict=True)
    }


def _shorten(title: str) -> str:
    return title if len(title) <= _SHORT else f"{title[:_SHORT]}…"
