"""The documents that alone are asked: chosen in 文件库, kept by every page, said where one asks."""

from collections.abc import Collection, Sequence

import streamlit as st

from ingest import Corpus, Document
from ui.parts.addresses import DOCUMENTS, PageLink
from ui.parts.frame import has_just_come
from ui.parts.markup import Html, code_span, draw_html, element, source_text
from ui.parts.script import say

# More make an address that servers and mail programs refuse.
MOST_CHOSEN = 40
_CHOSEN = "documents_asked"
_NAMED = 2
_LONGEST_SHOWN = 60


def keep_chosen() -> None:
    """Take the choice along to another page; to be called once a run before a page is drawn."""
    linked = st.query_params.get_all(DOCUMENTS)
    chosen: tuple[str, ...] = st.session_state.get(_CHOSEN, ())
    if not linked and chosen and has_just_come():
        st.query_params[DOCUMENTS] = list(chosen)
    else:
        st.session_state[_CHOSEN] = tuple(linked)


def choose_documents(doc_ids: Collection[str]) -> None:
    """Ask these documents alone, at most `MOST_CHOSEN`; none of them: all."""
    chosen = tuple(dict.fromkeys(doc_ids))[:MOST_CHOSEN]
    st.session_state[_CHOSEN] = chosen
    if chosen:
        st.query_params[DOCUMENTS] = list(chosen)
    else:
        st.query_params.pop(DOCUMENTS, None)


def read_chosen(corpus: Corpus) -> tuple[str, ...]:
    """Return the documents that alone are asked, in their order, none for all.

    What the address names that there is not is said, with what to do.
    """
    linked = list(dict.fromkeys(st.query_params.get_all(DOCUMENTS)))
    held = {document.doc_id for document in corpus.documents}
    unknown = [doc_id for doc_id in linked if doc_id not in held]
    if unknown:
        named = " ".join(code_span(doc_id[:_LONGEST_SHOWN]) for doc_id in unknown[:_NAMED])
        st.warning(
            say(
                f"网址中有 {len(unknown)} 份要问的文件不在文件库里，已忽略；"
                "可能已被移除或改了名。请到“文件库”页重新选择："
            )
            + named
        )
    known = [document.doc_id for document in corpus.documents if document.doc_id in linked]
    return tuple(known[:MOST_CHOSEN])


def draw_chosen(
    corpus: Corpus, *, leads_to: str = "library", words: str = "重新选择"
) -> tuple[str, ...]:
    """Say which documents alone are asked, where not all are, and return their ids.

    Args:
        corpus: All documents.
        leads_to: The page that a link beside it opens.
        words: Those of the link.
    """
    doc_ids = read_chosen(corpus)
    if doc_ids:
        documents = [d for d in corpus.documents if d.doc_id in doc_ids]
        with st.container(horizontal=True, vertical_alignment="center", key="asked_only"):
            link = element("a", say(words), href=PageLink(leads_to))
            draw_html(_write_chosen(documents, link))
            st.button(say("改为全部"), key="ask_all", on_click=choose_documents, args=((),))
    return doc_ids


def _write_chosen(documents: Sequence[Document], link: Html) -> Html:
    titles = "".join(f"《{d.title or d.doc_id}》" for d in documents[:_NAMED])
    rest = f"等 {len(documents)} 份文件" if len(documents) > _NAMED else ""
    return element(
        "p",
        say("只在"),
        source_text("span", titles),
        say(f"{rest}中查找。"),
        link,
        class_="asked-only",
        role="status",
    )
