"""Find what answers a question: drafts from structure or from clauses that were read."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from answer.drafts import Draft, Extract
from answer.forms.comparison import Comparer
from answer.forms.department_tasks import find_department_tasks
from answer.forms.figures import FigureTable, draft_figures
from answer.forms.front_matter import answer_front_matter
from answer.forms.quotes import Quoter
from answer.forms.responsibility import draft_responsibilities
from answer.lists import Lists
from answer.refusal.absence import Absence, is_outside, places_of
from answer.refusal.leads import asks_who_leads, lacks_lead, say_no_lead
from answer.selection import Choice, Selector, telling_hits
from index import Hit, Searcher
from ingest import Clause, Document
from question.examples import Likeness
from question.query import Query

# A comparison needs the best clauses of each document.
_COMPARED = 40
_MOST_CLAUSES = 4
# Figures are taken from so many of the best clauses, documents meant from so many.
_WITH_FIGURES, _MEANT = 10, 3
_NUMBER = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Found:
    """What was found for a question.

    Attributes:
        drafts: Statements that answer; none where nothing does.
        absent: What the question names and provably no document does, in Chinese.
        nearest: The best hits of the search.
        strength: How strongly the documents answer to the question at all.
        counts: How many of the drafts, the first ones, count clauses: their numbers stand in none.
        from_structure: The drafts are complete as they are: a list, or facts of the documents.
        is_near: The drafts are related to the question; nothing was read as its answer.
    """

    drafts: Sequence[Draft] = ()
    absent: Sequence[str] = ()
    nearest: Sequence[Hit] = ()
    strength: float = 0.0
    counts: int = 0
    from_structure: bool = False
    is_near: bool = False

    @property
    def refusal(self) -> str:
        """Return why there is no answer, where there are no drafts."""
        return "not_found" if self.absent else "no_answer"

    @property
    def extracts(self) -> list[Extract]:
        """Return what the drafts rest on."""
        return [extract for draft in self.drafts for extract in draft.extracts]

    @property
    def clauses(self) -> list[Clause]:
        """Return the clauses of the drafts, each once."""
        return list(dict.fromkeys(extract.clause for extract in self.extracts))


class Finder:
    """Finds what answers a question, by its kind."""

    def __init__(self, searcher: Searcher) -> None:
        """Find in the clauses of `searcher`."""
        self._searcher = searcher
        self._corpus = searcher.snapshot.corpus
        self._documents = {document.doc_id: document for document in self._corpus.documents}
        self._absence = Absence(self._corpus)
        self._figures = FigureTable(searcher)
        self._selector = Selector(searcher)
        self._quoter = Quoter(Lists(self._corpus.clauses), self._corpus.texts)
        self._comparer = Comparer(searcher, self._selector, self._figures, self._quoter)

    def find(
        self, question: str, query: Query, intent: str, likeness: Likeness | None = None
    ) -> Found:
        """Return what answers `question`, which stands by itself.

        Args:
            question: As it was typed, or completed.
            query: The same as it was read.
            intent: Its kind, as `read_intent` gives it.
            likeness: What it seems to be by questions whose answers are known.
        """
        found = self._find(question, query, intent)
        if not likeness or not likeness.is_unanswered:
            return found
        # What is counted, or read from front matter or a table of figures, stands whatever the
        # question is like: those that ask for another year are most like it.
        if not found.drafts or found.from_structure:
            return found
        # So does the answer to a question that names its clause.
        if self._selector.is_named_by(query, found.clauses[0]):
            return found
        return replace(found, drafts=(), absent=(), counts=0)

    def _find(self, question: str, query: Query, intent: str) -> Found:
        hits = self._searcher.search(question, k=_COMPARED)
        strength = self._searcher.match_strength(question, hits[0])
        found = Found(nearest=hits, strength=strength, from_structure=True)
        absent = self._absence.find(query)
        if absent:
            return replace(found, absent=absent)
        hits = self._of_the_places(query, hits)
        if not hits:
            return replace(found, absent=self._absence.places_without_document(places_of(query)))
        if intent == "department_list":
            tasks = find_department_tasks(self._searcher, query)
            if tasks.drafts:
                return replace(
                    found, drafts=tasks.drafts, absent=tasks.absent, counts=len(tasks.counts)
                )
        elif intent in ("front_matter", "validity"):
            front = answer_front_matter(self._searcher, query, self._meant(query, hits))
            if front.drafts or front.absent:
                return replace(found, drafts=front.drafts, absent=front.absent)
        return self._search(question, query, intent, replace(found, nearest=hits))

    def _of_the_places(self, query: Query, hits: Sequence[Hit]) -> list[Hit]:
        """Return the hits in documents that hold for the places named; national ones do for all."""
        places = places_of(query)
        texts = self._corpus.texts
        return [
            hit for hit in hits if not is_outside(self._documents[hit.clause.doc_id], places, texts)
        ]

    def _meant(self, query: Query, hits: Sequence[Hit]) -> list[Document]:
        """Return the documents that a question names, else those of the best hits."""
        named = query.reference.doc_ids
        best = dict.fromkeys(hit.clause.doc_id for hit in hits[:_MEANT])
        return [self._documents[doc_id] for doc_id in sorted(named) or best]

    def _search(self, question: str, query: Query, intent: str, found: Found) -> Found:
        meant = query.reference.doc_ids or set(self._documents)
        hits = [hit for hit in found.nearest if hit.clause.doc_id in meant] or found.nearest
        if intent == "comparison":
            drafts = self._comparer.compare(question, hits)
            return replace(found, drafts=drafts, from_structure=False)
        figures: list[Draft] = []
        if intent == "figure":
            near = {hit.clause for hit in hits[:_WITH_FIGURES]}
            figures = draft_figures(self._figures.find(question, query, near))
        if figures:
            return replace(found, drafts=figures)
        choices = self._choose(question, hits)
        unled = _find_unled(choices) if asks_who_leads(query.text) else None
        if unled:
            nearest = [unled, *(hit for hit in found.nearest if hit is not unled)]
            return replace(found, absent=[say_no_lead(unled.clause)], nearest=nearest)
        if intent == "figure":
            numbered = [hit for hit in hits if _NUMBER.search(hit.clause.text)]
            choices = self._choose(question, numbered or hits)
        drafts = draft_responsibilities(choices, query) if intent == "responsibility" else []
        return replace(found, drafts=drafts or self._quoter.draft(choices), from_structure=False)

    def _choose(self, question: str, hits: Sequence[Hit]) -> list[Choice]:
        return self._selector.choose(question, telling_hits(hits) or hits, most=_MOST_CLAUSES)


def _find_unled(choices: Sequence[Choice]) -> Hit | None:
    """Return the hit that fits a question for a lead best, if it states none."""
    parted = [c.hit for c in choices if c.hit.clause.annotations.responsibilities]
    return parted[0] if parted and lacks_lead(parted[0].clause) else None
