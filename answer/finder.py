"""Find what answers a question: drafts from structure or from clauses that were read."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from answer.drafts import Draft, Extract
from answer.forms.comparison import Comparer
from answer.forms.department_tasks import find_department_tasks
from answer.forms.figures import FigureTable, draft_figures
from answer.forms.front_matter import answer_front_matter
from answer.forms.quotes import Quoter
from answer.forms.responsibility import draft_responsibilities
from answer.lists import Lists
from answer.refusal.absence import Absence, is_outside, places_of
from answer.refusal.departments import lacks_part, parts_not_named
from answer.refusal.evidence import absent_first, find_absent
from answer.refusal.leads import asks_who_leads, lacks_lead, say_no_lead
from answer.selection import Choice, Selector, telling_hits
from index import Hit, Searcher
from ingest import Clause, Document
from prompts import fill
from question.document_names import find_named
from question.examples import Likeness
from question.query import Query
from reader.hits import READ, HitReader

# A comparison needs the best clauses of each document.
_COMPARED = 40
# Below this match strength a question like none of the documents' field is of another one. Chosen
# on the development questions: of the answerable ones none lies lower.
_LEAST_STRENGTH = 1.05
_MOST_CLAUSES = 4
# So many clauses are quoted, as far as their scores lie so near the best.
_MOST_QUOTED, _MARGIN, _BESIDE = 4, 0.06, 8
# What the documents do not say is looked for in so many of the best clauses.
_READ = 5
# Figures are taken from so many of the best clauses, documents meant from so many.
_WITH_FIGURES, _MEANT = 10, 2
# Below the first probability that any of the hits read answers, nothing is said to; below the
# second, what is found is only near.
_UNANSWERED, _NEAR = 0.5, 0.75
# Of so few documents each has a kind of its own.
_FEW = 2
# Kinds of question whose words alone tell that a document is asked about itself.
_FROM_FRONT = ("front_matter", "validity")
_NUMBER = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Found:
    """What was found for a question.

    Attributes:
        drafts: Statements that answer; none where nothing does.
        absent: What the question asks for and the documents do not say, in Chinese.
        is_doubted: Something was found; without drafts, `absent` and this, the question is of
            another field.
        nearest: The best hits of the search.
        strength: How strongly the documents answer to the question at all.
        counts: How many of the drafts, the first ones, count clauses: their numbers stand in none.
        from_structure: The drafts are complete as they are: a list, or facts of the documents.
        is_near: The drafts are related to the question; nothing was read as its answer.
        notices: What else a reader must know of what was found.
    """

    drafts: Sequence[Draft] = ()
    absent: Sequence[str] = ()
    is_doubted: bool = False
    nearest: Sequence[Hit] = ()
    strength: float = 0.0
    counts: int = 0
    from_structure: bool = False
    is_near: bool = False
    notices: Sequence[str] = ()

    @property
    def refusal(self) -> str:
        """Return why there is no answer, where there are no drafts."""
        if self.absent:
            return "not_found"
        return "no_answer" if self.is_doubted else "out_of_scope"

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

    def __init__(self, searcher: Searcher, reader: HitReader | None, absence: Absence) -> None:
        """Find in the clauses of `searcher`; without a reader their order is that of the search."""
        self._searcher = searcher
        self._corpus = searcher.snapshot.corpus
        self._documents = {document.doc_id: document for document in self._corpus.documents}
        self._absence = absence
        self._reader = reader
        self._figures = FigureTable(searcher)
        self._selector = Selector(searcher)
        self._quoter = Quoter(Lists(self._corpus.clauses), self._corpus.texts)
        self._comparer = Comparer(searcher, self._selector, self._figures, self._quoter)

    def find(
        self,
        question: str,
        query: Query,
        intent: str,
        likeness: Likeness | None = None,
        *,
        as_of: date,
    ) -> Found:
        """Return what answers `question`, which stands by itself.

        Args:
            question: As it was typed, or completed.
            query: The same as it was read.
            intent: Its kind, as `read_intent` gives it.
            likeness: What it seems to be by questions whose answers are known.
            as_of: The day that validity is asked for.
        """
        found = self._find(question, query, intent, likeness, as_of)
        if not likeness or not likeness.is_unanswered:
            return found
        # What is counted, or read from front matter or a table of figures, stands whatever the
        # question is like: those that ask for another year are most like it.
        if not found.drafts or found.from_structure:
            return found
        # So does the answer to a question that names its clause.
        if self._selector.is_named_by(query, found.clauses[0]):
            return found
        is_doubted = not likeness.is_other_field
        return replace(found, drafts=(), absent=(), counts=0, is_doubted=is_doubted)

    def _find(
        self, question: str, query: Query, intent: str, likeness: Likeness | None, as_of: date
    ) -> Found:
        hits = self._searcher.search(question, k=_COMPARED)
        strength = self._searcher.match_strength(question, hits[0])
        found = Found(nearest=hits, strength=strength, from_structure=True)
        if likeness is None:
            return self._find_untaught(question, query, intent, found, as_of)
        if intent == "department_list":
            tasks = find_department_tasks(self._searcher, query)
            found = replace(
                found, drafts=tasks.drafts, absent=tasks.absent, counts=len(tasks.counts)
            )
        elif intent != "comparison":
            found = self._find_front_matter(query, intent, found, as_of)
        first = self._absent_first(query, found, likeness)
        if first:
            return replace(found, drafts=(), absent=first, counts=0)
        if found.drafts or found.absent:
            return found
        if strength < _LEAST_STRENGTH and likeness.is_other_field:
            return Found(nearest=hits, strength=strength)
        if not likeness.is_answered:
            absent = self._lacks(query, intent, self._of_the_documents(query, hits))
            if absent:
                return replace(found, absent=absent)
        found = self._search(question, query, intent, found)
        is_checked = intent == "responsibility" and found.drafts
        return self._check_parts(query, found) if is_checked else found

    def _absent_first(self, query: Query, found: Found, likeness: Likeness) -> Sequence[str]:
        """Return what is absent though something was found by structure.

        Who leads a task is no department's list, nor are people and comments front matter.
        """
        first: Sequence[str] = ()
        if found.drafts and not likeness.is_answered:
            first = absent_first(query, self._documents, self._corpus.texts)
        if found.counts and not first:
            best = [hit.clause for hit in found.nearest[:_READ]]
            first = lacks_part(query, best, self._documents)
        return first

    def _find_untaught(
        self, question: str, query: Query, intent: str, found: Found, as_of: date
    ) -> Found:
        """Return what answers from documents that no examples are about.

        There only what provably is absent is said to be; how surely the reader finds an answer in
        the best clauses tells whether they answer, are only near, or are not shown as either.
        """
        found = replace(found, is_doubted=True)
        absent = self._absence.find(query)
        if absent:
            return replace(found, absent=absent)
        hits = self._of_the_places(query, found.nearest)
        if not hits:
            return replace(found, absent=self._absence.places_without_document(places_of(query)))
        found = replace(found, nearest=hits)
        answered = 1.0
        if self._reader:
            readings = self._reader.read_hits(self._searcher, question, hits[:READ])
            answered = readings.answered
            found = replace(found, nearest=readings.reorder(hits))
        if intent != "comparison":
            front = self._find_front_matter(query, intent, found, as_of)
            if front.drafts:
                return replace(front, absent=())
        # Of another year than the document's no clause is surely the answer.
        document = self._documents[found.nearest[0].clause.doc_id]
        unstated = self._absence.unstated_years(query, document)
        if unstated:
            years = "、".join(unstated)
            found = replace(
                found, notices=[fill("notice_unstated", title=document.title, years=years)]
            )
        if answered < (_NEAR if unstated else _UNANSWERED):
            return found
        if query.reference.compares and len(query.reference.doc_ids) > 1:
            found = replace(found, drafts=self._comparer.compare(question, found.nearest))
        if not found.drafts:
            found = self._quote(question, query, found)
        is_near = answered < _NEAR or bool(unstated)
        return replace(found, is_near=is_near, from_structure=False)

    def _quote(self, question: str, query: Query, found: Found) -> Found:
        """Return the clauses that the search puts first, in the documents' own words."""
        hits = self._of_the_documents(query, found.nearest)
        choices = self._selector.rank(question, hits, margin=_MARGIN, most=_MOST_QUOTED)
        drafts = self._quoter.draft(choices, beside=hits[:_BESIDE])
        return replace(found, drafts=drafts)

    def _lacks(self, query: Query, intent: str, hits: Sequence[Hit]) -> list[str]:
        """Return what a question asks for and the best clauses do not seem to hold."""
        near = [hit.clause for hit in hits[:_READ]]
        return find_absent(query, intent, near, self._documents, self._corpus.texts)

    def _check_parts(self, query: Query, found: Found) -> Found:
        """Note the departments asked about that have no part; nothing answers where none has."""
        missing = parts_not_named(query, found.clauses)
        is_parted = any(clause.annotations.responsibilities for clause in found.clauses)
        return replace(
            found, absent=missing, drafts=found.drafts if is_parted or not missing else ()
        )

    def _of_the_documents(self, query: Query, hits: Sequence[Hit]) -> Sequence[Hit]:
        """Return the hits in the documents that a question names; all where it names none.

        Where there are many documents, words for a kind of them, such as 公告, name none.
        """
        named = query.reference
        if not named.doc_ids or not (named.is_exact or len(self._documents) <= _FEW):
            return hits
        return [hit for hit in hits if hit.clause.doc_id in named.doc_ids] or hits

    def _of_the_places(self, query: Query, hits: Sequence[Hit]) -> list[Hit]:
        """Return the hits in documents that hold for the places named; national ones do for all."""
        places = places_of(query)
        texts = self._corpus.texts
        return [
            hit for hit in hits if not is_outside(self._documents[hit.clause.doc_id], places, texts)
        ]

    def _find_front_matter(self, query: Query, intent: str, found: Found, as_of: date) -> Found:
        """Return what the documents meant state of themselves.

        A question whose words tell no such fact asks for one only of a document that it names.
        """
        is_likely = intent in _FROM_FRONT
        meant = self._meant(query, found.nearest if is_likely else ())
        front = answer_front_matter(self._searcher, query, meant, as_of=as_of, is_likely=is_likely)
        return replace(found, drafts=front.drafts, absent=front.absent)

    def _meant(self, query: Query, hits: Sequence[Hit]) -> list[Document]:
        """Return the documents that a question names; where it names many, or none, the nearest."""
        meant = [d for d in self._corpus.documents if d.doc_id in query.reference.doc_ids]
        named = find_named(query.text, self._corpus.documents)
        # Words for a kind of document, such as 办法, may mean many; those of a title tell which.
        both = [document for document in named if document in meant]
        chosen = both or (meant if len(meant) == 1 else named or meant)
        if 0 < len(chosen) <= _MEANT:
            return chosen
        best = dict.fromkeys(hit.clause.doc_id for hit in hits[:_READ])
        nearest = [self._documents[doc_id] for doc_id in best]
        return [d for d in nearest if d in chosen or not chosen][:_MEANT]

    def _search(self, question: str, query: Query, intent: str, found: Found) -> Found:
        hits = self._of_the_documents(query, found.nearest)
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
