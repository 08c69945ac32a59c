"""Where a reader is in the documents, and what lies next to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from ingest import Clause, Corpus, Document
from ingest.model import INDEXED_KINDS
from views.text_search import TextHit

_NEAREST = 3


@dataclass(frozen=True, slots=True)
class Place:
    """A document, and a clause of it; `clause` is None at the document's beginning.

    Attributes:
        document: The document that is open.
        clause: The clause that was asked for.
        is_unknown: A clause was asked for that no document has.
        nearest: Clauses whose ids come nearest to the one that no document has.
    """

    document: Document
    clause: Clause | None = None
    is_unknown: bool = False
    nearest: tuple[Clause, ...] = ()


def find_place(corpus: Corpus, *, clause_id: str = "", doc_id: str = "") -> Place:
    """Return the place of an address; the document of a clause comes before `doc_id`.

    Where neither names anything, it is the beginning of the first document.

    Args:
        corpus: Has at least one document.
        clause_id: The clause asked for, "" for none.
        doc_id: The document asked for, "" for none.
    """
    documents = {document.doc_id: document for document in corpus.documents}
    clause = corpus.find_clause(clause_id)
    wanted = (clause_id.split("/")[0], doc_id)
    document = next((documents[d] for d in wanted if d in documents), corpus.documents[0])
    if clause is not None or not clause_id:
        return Place(document, clause)
    return Place(document, None, is_unknown=True, nearest=find_nearest(corpus, clause_id))


def find_nearest(corpus: Corpus, clause_id: str) -> tuple[Clause, ...]:
    """Return the clauses whose ids come nearest to `clause_id`, which no document has.

    The nearest clause above comes first: `a/3.3` for `a/3.3.9`.
    """
    clauses = {c.clause_id: c for c in corpus.clauses if c.kind in INDEXED_KINDS}
    cuts = [i for i, character in enumerate(clause_id) if character in "./"]
    above = [clause_id[:cut] for cut in reversed(cuts) if clause_id[:cut] in clauses]
    near = get_close_matches(clause_id, clauses, n=_NEAREST, cutoff=0.75)
    return tuple(clauses[name] for name in list(dict.fromkeys([*above[:1], *near]))[:_NEAREST])


def find_neighbours(corpus: Corpus, place: Place) -> tuple[Clause | None, Clause | None]:
    """Return the clause before `place` and the one after it in the same document.

    Tables of contents and page furniture are passed over. At a document's beginning the next
    clause is its first.
    """
    clauses = corpus.clauses_of(place.document.doc_id)
    at = -1 if place.clause is None else clauses.index(place.clause)
    before = [c for c in clauses[: max(at, 0)] if c.kind in INDEXED_KINDS]
    after = [c for c in clauses[at + 1 :] if c.kind in INDEXED_KINDS]
    return (before[-1] if before else None), (after[0] if after else None)


def find_hits_around(
    corpus: Corpus, place: Place, hits: Sequence[TextHit], hit: TextHit | None
) -> tuple[TextHit | None, TextHit | None]:
    """Return the hits before and after `hit`, or, without one, before and after `place`."""
    if hit is not None:
        before, after = hits[: hit.n - 1], hits[hit.n :]
    else:
        at = next(
            i
            for i, clause in enumerate(corpus.clauses)
            if clause == place.clause
            or (place.clause is None and clause.doc_id == place.document.doc_id)
        )
        earlier = {clause.clause_id for clause in corpus.clauses[:at]}
        before = [hit for hit in hits if hit.clause.clause_id in earlier]
        after = hits[len(before) :]
    return (before[-1] if before else None), (after[0] if after else None)
