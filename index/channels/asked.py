"""What a question asks for beyond its words: places, kinds of words, facts, documents."""

from collections.abc import Sequence

import numpy as np

from index.channels.found import Floats
from index.channels.passages import label_of
from index.channels.superseded import find_superseded, speaks_of_drafts
from ingest import Clause, Document
from question.answer_type import asked_kinds, stated_kinds
from question.kinds import ABOUT_DOCUMENT
from question.places import Place, places_of
from question.query import Query

# How much more a document counts that is not the one whose number or whole title is stated.
_EXACT = 4.0


class AskedSignals:
    """Signals of the clauses of one index; clauses are named by their place in the index."""

    def __init__(self, clauses: Sequence[Clause], documents: Sequence[Document]) -> None:
        """Note what each clause can be asked for by."""
        self._clauses = clauses
        self._labels = [label_of(clause) for clause in clauses]
        self._kinds = [stated_kinds(clause.text) for clause in clauses]
        self._superseded = find_superseded(documents)
        self._places: dict[Place, dict[int, float]] = {}
        for number, clause in enumerate(clauses):
            for place, share in places_of(clause).items():
                self._places.setdefault(place, {})[number] = share

    def named(self, query: Query, *, most: int) -> list[int]:
        """Return the clauses that a question may name by number, at most `most`, surest first."""
        shares: dict[int, float] = {}
        for place in query.places:
            for clause, share in self._places.get(place, {}).items():
                shares[clause] = max(share, shares.get(clause, 0.0))
        meant = query.reference.doc_ids
        if query.reference.is_exact:
            shares = {c: share for c, share in shares.items() if self._clauses[c].doc_id in meant}
        return sorted(shares, key=lambda clause: (-shares[clause], clause))[:most]

    def place(self, query: Query, clauses: Sequence[int]) -> Floats:
        """Return how surely each clause is one that the question names by its number."""
        shares = np.zeros(len(clauses), dtype=np.float32)
        for place in query.places:
            held = self._places.get(place, {})
            np.maximum(shares, [held.get(clause, 0.0) for clause in clauses], out=shares)
        return shares

    def kind(self, query: Query, clauses: Sequence[int]) -> Floats:
        """Return how many kinds of words that the question asks for each clause holds."""
        asked = asked_kinds(query.text)
        return np.array([len(asked & self._kinds[clause]) for clause in clauses], dtype=np.float32)

    def superseded(self, query: Query, clauses: Sequence[int]) -> Floats:
        """Return whether each clause is of a draft whose document is held.

        For a question about drafts: whether it is of that document.
        """
        about_drafts = speaks_of_drafts(query.text)
        unwanted = frozenset(self._superseded.values() if about_drafts else self._superseded)
        return self._flags([self._clauses[clause].doc_id in unwanted for clause in clauses])

    def fact(self, query: Query, clauses: Sequence[int]) -> Floats:
        """Return whether each clause is front or back matter, for a question about a document."""
        is_asked = query.kind in ABOUT_DOCUMENT
        return self._flags([is_asked and bool(self._labels[clause]) for clause in clauses])

    def other_document(self, query: Query, clauses: Sequence[int]) -> Floats:
        """Return whether each clause is of a document that the question does not mean."""
        meant = query.reference.doc_ids
        others = [bool(meant) and self._clauses[clause].doc_id not in meant for clause in clauses]
        return self._flags(others) * np.float32(_EXACT if query.reference.is_exact else 1.0)

    @staticmethod
    def _flags(values: Sequence[bool]) -> Floats:
        return np.array(values, dtype=np.float32)
