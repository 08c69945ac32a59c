"""Document, clause and hit in the address of the page: read from it, written to it."""

from collections.abc import Sequence

import streamlit as st

from ingest import Clause, Corpus
from ui.reading.anchors import find_clause, hit_anchor
from views.place import Place, find_place
from views.text_search import TextHit, find_text

FIND = "find"


def read_address(corpus: Corpus, hits: Sequence[TextHit]) -> tuple[Place, TextHit | None]:
    """Return the place that the address names, and the hit of the search that is looked at."""
    clause_id, doc_id = (st.query_params.get(name, "") for name in ("clause", "doc"))
    place = find_place(corpus, clause_id=clause_id, doc_id=doc_id)
    hit = _find_hit(place, hits, st.query_params.get("hit", ""), is_set=bool(clause_id or doc_id))
    if hit is not None and place.clause is None and not place.is_unknown:
        place = find_place(corpus, clause_id=hit.clause.clause_id)
    return place, hit


def choose_anchor(corpus: Corpus, hits: Sequence[TextHit], anchor: str) -> None:
    """Go to the clause or hit of an anchor; what the browser sends that is none is ignored."""
    hit = next((hit for hit in hits if hit_anchor(hit.n) == anchor), None)
    if hit is not None:
        choose_hit(hit)
        return
    clause = find_clause(anchor, corpus.clauses)
    if clause is not None:
        choose_clause(clause)


def choose_clause(clause: Clause) -> None:
    """Go to a clause."""
    _write(clause=clause.clause_id)


def choose_hit(hit: TextHit) -> None:
    """Go to a hit of the search."""
    _write(clause=hit.clause.clause_id, hit=str(hit.n))


def choose_document(key: str) -> None:
    """Go to the beginning of the document that the widget `key` holds."""
    _write(doc=st.session_state[key])


def follow_search(corpus: Corpus) -> None:
    """Go to the first hit of new words: in the open document, else in the first that has one."""
    hits = find_text(corpus, st.session_state[FIND])
    place, _ = read_address(corpus, ())
    here = [hit for hit in hits if hit.clause.doc_id == place.document.doc_id]
    if hits:
        choose_hit((here or hits)[0])
    else:
        st.query_params.pop("hit", None)


def _find_hit(
    place: Place, hits: Sequence[TextHit], number: str, *, is_set: bool
) -> TextHit | None:
    """Return the hit that the address names, else the first of the place that it names."""
    named = next((hit for hit in hits if str(hit.n) == number), None)
    if place.clause is not None:
        within = [hit for hit in hits if hit.clause == place.clause]
    elif is_set:
        within = [hit for hit in hits if hit.clause.doc_id == place.document.doc_id]
    else:
        within = list(hits)
    return named if named in within else next(iter(within), None)


def _write(*, doc: str = "", clause: str = "", hit: str = "") -> None:
    for name, value in (("doc", doc), ("clause", clause), ("hit", hit)):
        if value:
            st.query_params[name] = value
        else:
            st.query_params.pop(name, None)
