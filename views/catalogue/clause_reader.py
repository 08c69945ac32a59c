"""Clauses of a corpus by document and place; of all others few are looked at."""

from bisect import bisect_right
from collections.abc import Sequence

from ingest import Clause, Corpus, Document
from ingest.structure.replacements import title_key

# Front matter is looked for in so many clauses.
_FIRST = 16


class ClauseReader:
    """Finds clauses of a corpus by document and place."""

    def __init__(self, corpus: Corpus) -> None:
        """Note the order of the documents, which is that of their clauses."""
        self._corpus = corpus
        places = {document.doc_id: place for place, document in enumerate(corpus.documents)}
        self._places, self._place_of = places, lambda clause: places[clause.doc_id]

    def first(self, doc_id: str) -> Sequence[Clause]:
        """Return the clauses that a document begins with."""
        start, end = self._bounds(doc_id)
        return self._corpus.clauses[start : min(end, start + _FIRST)]

    def at(self, doc_id: str, offset: int) -> Clause | None:
        """Return the clause that holds a place of the source, None where none does."""
        start, end = self._bounds(doc_id)
        clauses = self._corpus.clauses
        place = bisect_right(clauses, offset, start, end, key=lambda clause: clause.start) - 1
        while place >= start:
            if clauses[place].start <= offset < clauses[place].end:
                return clauses[place]
            place -= 1
        return None

    def titled(self, document: Document, title: str) -> Clause | None:
        """Return the clause that states the title of `document`, or that of its notice."""
        facts = (f for f in document.facts if f.name == "title")
        fitting = [f for f in facts if title_key(f.value) == title_key(title)]
        if fitting:
            return self.at(document.doc_id, fitting[0].start)
        key = title_key(title)
        return next((c for c in self.first(document.doc_id) if key in title_key(c.text)), None)

    def _bounds(self, doc_id: str) -> tuple[int, int]:
        place, clauses = self._places[doc_id], self._corpus.clauses
        end = bisect_right(clauses, place, key=self._place_of)
        return bisect_right(clauses, place - 1, 0, end, key=self._place_of), end
