"""The catalogue of an index: read once for all who look at it."""

from dataclasses import dataclass

import streamlit as st

from ingest import Corpus
from ui.desk import Desk
from views.catalogue import (
    Entry,
    Group,
    Relation,
    find_relations,
    group_documents,
    list_entries,
)

_KEPT = 4


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All documents, how they stand to each other, and which belong together.

    `relations` are by the doc_id of either document.
    """

    entries: tuple[Entry, ...]
    groups: tuple[Group, ...]
    relations: dict[str, tuple[Relation, ...]]


def read_catalogue(desk: Desk) -> Catalogue:
    """Return the catalogue of the documents of `desk`."""
    ids = tuple(document.doc_id for document in desk.corpus.documents)
    return _read(desk.fingerprint, ids, desk.corpus)


@st.cache_resource(show_spinner=False, max_entries=_KEPT)
def _read(fingerprint: str, doc_ids: tuple[str, ...], _corpus: Corpus) -> Catalogue:
    relations = find_relations(_corpus)
    by_document: dict[str, tuple[Relation, ...]] = {}
    for relation in relations:
        for doc_id in (relation.doc_id, relation.other):
            by_document[doc_id] = (*by_document.get(doc_id, ()), relation)
    return Catalogue(
        list_entries(_corpus.documents),
        group_documents(_corpus.documents, relations),
        by_document,
    )
