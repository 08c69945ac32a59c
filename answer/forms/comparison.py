"""What each of several documents says on one theme, side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from answer.drafts import Draft
from answer.forms.parts import split_by_document
from answer.forms.quotes import Quoter
from answer.selection import Selector
from index import Hit, Searcher
from index.channels.passages import label_of
from ingest import Document
from question.query import blank
from reader.hits import HitReading

_SEARCHED = 40
# A comparison is of the documents of the first hits, of at most so many.
_LOOKED_AT, _MOST_DOCUMENTS = 5, 2
_MOST_CLAUSES, _MOST_SENTENCES, _MARGIN = 3, 3, 0.1
# What is asked of one document asks by itself if it has this share of the words of all; else, as
# in 那国家的呢, it leaves out what the rest has said.
_ENOUGH = 0.5
_NEAREST = "最接近的条款："
# Clauses, and front matter that says more than a fact.
_TELLING = ("", "text", "preamble")


class Comparer:
    """Answers for each document by itself, from what a question asks of that one."""

    def __init__(self, searcher: Searcher, selector: Selector, quoter: Quoter) -> None:
        """Compare the documents of one index."""
        self._searcher = searcher
        self._selector = selector
        self._quoter = quoter
        self._documents = searcher.corpus.documents

    def compare(
        self, question: str, hits: Sequence[Hit], read: Mapping[str, HitReading]
    ) -> list[Draft]:
        """Return what each document says; the nearest of one that nothing was found in.

        Args:
            question: It sets documents beside each other.
            hits: What was found for all of it.
            read: What those that were read say to it, by clause_id.
        """
        parts = split_by_document(self._searcher, question)
        drafts: list[Draft] = []
        for document in self._compared(question, hits):
            part = parts[document.doc_id]
            found, known = hits, read
            if self._asks_by_itself(part, question):
                found, known = self._searcher.search(part, k=_SEARCHED), {}
            else:
                part = question
            own, lead = _of_document(found, document), ""
            if not own:
                # The best among all that the search looks at closely.
                found = self._searcher.search(part, k=self._searcher.weights.depth)
                own, lead = _of_document(found, document)[:1], _NEAREST
            if own:
                choices = self._selector.rank(part, own, known, margin=_MARGIN, most=_MOST_CLAUSES)
                stated = self._quoter.draft(choices, most=_MOST_SENTENCES)
                drafts += [replace(stated[0], text=lead + stated[0].text), *stated[1:]]
        return drafts

    def _compared(self, question: str, hits: Sequence[Hit]) -> list[Document]:
        """Return the documents that a question sets beside each other, else those of its hits."""
        named = self._searcher.read(question).reference.doc_ids
        best = dict.fromkeys(hit.clause.doc_id for hit in hits[:_LOOKED_AT])
        chosen = named if len(named) > 1 else set(list(best)[:_MOST_DOCUMENTS])
        if len(self._documents) <= _MOST_DOCUMENTS:
            return list(self._documents)
        return [document for document in self._documents if document.doc_id in chosen]

    def _asks_by_itself(self, part: str, question: str) -> bool:
        whole = self._weigh(question)
        return part != question and self._weigh(part) >= _ENOUGH * whole > 0

    def _weigh(self, text: str) -> float:
        """Return how much `text` asks for: what its words are worth that the documents use."""
        query = self._searcher.read(text)
        return self._searcher.snapshot.lexical.worth(
            blank(query.lexical_text, query.reference.spans)
        )


def _of_document(hits: Sequence[Hit], document: Document) -> list[Hit]:
    """Return the hits in a document that say something: its front facts are read elsewhere."""
    return [
        hit
        for hit in hits
        if hit.clause.doc_id == document.doc_id and label_of(hit.clause) in _TELLING
    ]
