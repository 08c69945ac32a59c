"""What each of several documents says on one theme, side by side."""

import re
from collections.abc import Sequence
from dataclasses import replace

from answer.drafts import Draft
from answer.forms.figures import FigureTable, draft_figures
from answer.forms.parts import split_by_document
from answer.forms.quotes import Quoter
from answer.selection import Selector, telling_hits
from index import Hit, Searcher
from ingest import Document
from question.query import blank
from question.words import tokenize

_SEARCHED = 40
_WITH_FIGURES = 10
# A comparison is of the documents of the first hits, of at most so many.
_LOOKED_AT, _MOST_DOCUMENTS = 5, 2
_MOST_CLAUSES, _MOST_SENTENCES, _MOST_FIGURES = 2, 3, 2
# What is asked of one document asks by itself if it has this share of the words of all; else, as
# in 那国家的呢, it leaves out what the rest has said.
_ENOUGH = 0.5
_ASKS_NUMBER = re.compile(
    r"多少|百分|几个?点|几成|比例|占比|(?<![哪那这])几(?:家|个百|亿|万)|多大|多高|数字|指标"
    r"|how (?:many|much)|percent|\btargets?\b|\bshare\b"
)


class Comparer:
    """Answers for each document by itself, from what a question asks of that one."""

    def __init__(
        self, searcher: Searcher, selector: Selector, figures: FigureTable, quoter: Quoter
    ) -> None:
        """Compare the documents of one index."""
        self._searcher = searcher
        self._selector = selector
        self._figures = figures
        self._quoter = quoter
        self._documents = searcher.snapshot.corpus.documents

    def compare(self, question: str, hits: Sequence[Hit]) -> list[Draft]:
        """Return what each document says, after its title; the nearest of one that says nothing.

        Args:
            question: It sets documents beside each other.
            hits: What was found for all of it.
        """
        parts = split_by_document(self._searcher, question)
        asks_number = _ASKS_NUMBER.search(self._searcher.read(question).lexical_text)
        drafts: list[Draft] = []
        for document in self._compared(question, hits):
            part = parts[document.doc_id]
            if not self._asks_by_itself(part, question):
                part = question
            found = hits if part == question else self._searcher.search(part, k=_SEARCHED)
            own = [hit for hit in found if hit.clause.doc_id == document.doc_id]
            stated = self._state(part, document.doc_id, own, with_figures=bool(asks_number))
            lead = f"《{document.title}》："
            if not stated:
                lead = f"《{document.title}》（最接近的条款）："
                stated = self._nearest(part, document.doc_id)
            if stated:
                drafts += [replace(stated[0], text=lead + stated[0].text), *stated[1:]]
        return drafts

    def _nearest(self, part: str, doc_id: str) -> list[Draft]:
        """Return the best clause of one document among all that the search looks at closely."""
        hits = self._searcher.search(part, k=self._searcher.weights.depth)
        own = telling_hits([hit for hit in hits if hit.clause.doc_id == doc_id])
        choices = self._selector.choose(part, own[:1], most=1) if own else []
        return self._quoter.draft(choices, most=_MOST_SENTENCES)

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
        """Return how much `text` asks for: the rarity of its words that the documents use."""
        query = self._searcher.read(text)
        words = blank(query.lexical_text, query.reference.spans)
        return self._selector.weigh(frozenset(tokenize(words)))

    def _state(
        self, part: str, doc_id: str, hits: Sequence[Hit], *, with_figures: bool
    ) -> list[Draft]:
        """Return what one document says: its figures where one is asked for, then its clauses."""
        drafts: list[Draft] = []
        if with_figures:
            query = self._searcher.read(part)
            near = {hit.clause for hit in hits[:_WITH_FIGURES]}
            found = self._figures.find(part, query, near, doc_id=doc_id)
            drafts = draft_figures(found[:_MOST_FIGURES])
        given = {extract.clause for draft in drafts for extract in draft.extracts}
        telling = telling_hits(hits)
        if not telling:
            return drafts
        choices = self._selector.choose(part, telling, most=_MOST_CLAUSES)
        rest = [choice for choice in choices if choice.hit.clause not in given]
        return drafts + self._quoter.draft(
            rest[: 1 if drafts else _MOST_CLAUSES], most=_MOST_SENTENCES
        )
