"""Find what answers a question: drafts from structure, or from clauses that were read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from answer.drafts import Draft, Extract
from answer.forms.comparison import Comparer
from answer.forms.department_tasks import find_department_tasks
from answer.forms.front_matter import answer_front_matter
from answer.forms.quotes import Quoter
from answer.forms.responsibility import draft_roles
from answer.lists import Lists
from answer.refusal.absence import Absence, is_outside, places_of
from answer.selection import Selector
from index import Hit, Searcher
from ingest import Clause, Document
from prompts import fill
from question.comparing import asks_of_several
from question.dialogue.utterance import weigh
from question.document_names import find_named
from question.examples import Likeness
from question.front_facts import asked_facts
from question.kinds import COMPARISON, DEPARTMENT_LIST, RESPONSIBILITY
from question.query import Query, blank
from reader.hits import READ, HitReader, HitReading, HitReadings

# A comparison needs the best clauses of each document.
_COMPARED = 40
# Below this match strength a question like none of the documents' field is of another one. Chosen
# on the development questions: of the answerable ones none lies lower.
_LEAST_STRENGTH = 1.05
# So many clauses are quoted, as far as their scores lie so near the best.
_MOST_QUOTED, _MARGIN, _BESIDE = 4, 0.06, 8
# What is asked of several things seldom stands in one clause.
_MARGIN_OF_SEVERAL = 0.12
# Documents meant are taken from so many of the best clauses, and are so many at most.
_LOOKED_AT, _MEANT = 5, 2
# Below the first probability that any of the hits read answers, nothing is said to; below the
# second, what is found is only near.
_UNANSWERED, _NEAR = 0.45, 0.7
# What a document states of itself is not said either, where it is as unlikely as that.
_UNLIKELY = 0.02
# Where examples are known, what is read (as a logit) and the likeness to unanswered ones tell
# together: logistic regression on the development questions, each judged by all other examples.
_READ_WEIGHT, _UNLIKE_WEIGHT, _SHIFT = 0.6, -4.5, -0.95
_SUREST = 0.999
# Words that weigh no more only ask: 第九条讲什么. So many clauses are meant by one number at most.
_ONLY_ASKS, _MOST_NAMED = 3, 30
# Of so few documents each has a kind of its own.
_FEW = 2


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
        compares: The drafts set documents side by side; none of them is the answer alone.
        verdict: Of what is quoted, the sentence that was read as the answer.
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
    compares: bool = False
    verdict: Extract | None = None
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
        self._corpus = searcher.corpus
        self._documents = {document.doc_id: document for document in self._corpus.documents}
        self._absence = absence
        self._reader = reader
        self._selector = Selector(searcher)
        self._quoter = Quoter(Lists(self._corpus), self._corpus.texts)
        self._comparer = Comparer(searcher, self._selector, self._quoter)

    def find(
        self,
        question: str,
        query: Query,
        likeness: Likeness | None = None,
        *,
        as_of: date,
    ) -> Found:
        """Return what answers `question`, which stands by itself.

        Only what provably is absent is said to be. How surely an answer was read in the best
        clauses tells whether they answer, are only near, or are not shown as either.

        Args:
            question: As it was typed, or completed.
            query: The same as it was read.
            likeness: What it seems to be by questions whose answers are known.
            as_of: The day that validity is asked for.
        """
        hits: Sequence[Hit] = self._searcher.search(question, k=_COMPARED)
        if not hits:
            return Found(is_doubted=True)
        strength = self._searcher.match_strength(question, hits[0])
        found = Found(nearest=hits, strength=strength)
        if likeness and likeness.is_other_field and strength < _LEAST_STRENGTH:
            return found
        found = replace(found, is_doubted=True)
        absent = self._absence.find(query)
        if absent:
            return replace(found, absent=absent)
        hits = self._of_the_places(query, hits)
        if not hits:
            return replace(found, absent=self._absence.places_without_document(places_of(query)))
        readings = self._read(question, hits)
        answered, hits = _tell_sureness(readings.answered, likeness), readings.reorder(hits)
        found = replace(found, nearest=hits)
        if answered > _UNLIKELY or query.kind == DEPARTMENT_LIST:
            found = self._find_structure(query, found, as_of)
        if found.drafts or found.absent:
            return found
        # Of another year than the document's no clause is surely the answer.
        document = self._documents[hits[0].clause.doc_id]
        unstated = self._absence.unstated_years(query, document)
        if unstated:
            years = "、".join(unstated)
            notice = fill("notice_unstated", title=document.title, years=years)
            found = replace(found, notices=[*found.notices, notice])
        if answered < (_NEAR if unstated else _UNANSWERED):
            return found
        read = {reading.hit.clause.clause_id: reading for reading in readings.readings}
        found = self._find_words(question, query, found, read)
        return replace(found, is_near=answered < _NEAR or bool(unstated))

    def _find_words(
        self, question: str, query: Query, found: Found, read: Mapping[str, HitReading]
    ) -> Found:
        """Return what is quoted of the nearest clauses, of several documents side by side."""
        hits = found.nearest
        drafts: Sequence[Draft] = ()
        # Of so few documents a comparison that names none sets them beside each other.
        compares = query.kind == COMPARISON and len(self._documents) <= _FEW
        if compares or (query.reference.compares and len(query.reference.doc_ids) > 1):
            drafts = self._comparer.compare(question, hits, read)
        if drafts:
            found = replace(found, compares=True)
        else:
            drafts, verdict = self._quote(question, query, hits, read)
            found = replace(found, verdict=verdict)
        partial = self._quoter.say_partial_lists(drafts)
        return replace(found, drafts=drafts, notices=[*found.notices, *partial])

    def _read(self, question: str, hits: Sequence[Hit]) -> HitReadings:
        """Read the best hits; without a reader whatever was found answers."""
        if self._reader is None:
            return HitReadings((), 1.0)
        return self._reader.read_hits(self._searcher, question, hits[:READ])

    def _find_structure(self, query: Query, found: Found, as_of: date) -> Found:
        """Return what is counted or stated by structure: tasks, or facts of the documents."""
        if query.kind == DEPARTMENT_LIST:
            tasks = find_department_tasks(self._searcher, query)
            if tasks.is_proven:
                return replace(found, absent=tasks.absent)
            counts = len(tasks.counts)
            # A list of tasks without names says nothing; their clauses are quoted then.
            listed = [e.clause for draft in tasks.drafts[counts:] for e in draft.extracts]
            if not all(clause.title for clause in listed):
                return found
            return _state(replace(found, counts=counts), tasks.drafts, tasks.absent)
        if not asked_facts(query):
            return found
        meant = self._meant(query, found.nearest)
        front = answer_front_matter(self._searcher, query, meant, as_of=as_of)
        return _state(found, front.drafts, front.not_read)

    def _quote(
        self,
        question: str,
        query: Query,
        hits: Sequence[Hit],
        read: Mapping[str, HitReading],
    ) -> tuple[list[Draft], Extract | None]:
        """Return in the documents' own words what search and reader put first.

        With it the sentence of the first clause that surely is the answer; none of a clause that
        was named by number, where all of it is meant.
        """
        hits = self._of_the_documents(query, hits)
        named = self._of_the_clause(query, hits)
        is_several = query.kind == COMPARISON or asks_of_several(query.text)
        margin = _MARGIN_OF_SEVERAL if is_several else _MARGIN
        margin, most = (np.inf, _MOST_NAMED) if named else (margin, _MOST_QUOTED)
        choices = self._selector.rank(question, named or hits, read, margin=margin, most=most)
        drafts = self._quoter.draft(choices, beside=hits[:_BESIDE])
        verdict = None if named else self._selector.agreed(question, choices[0])
        if query.kind != RESPONSIBILITY:
            return drafts, verdict
        clause = choices[0].hit.clause
        return [*draft_roles(clause, self._corpus.texts[clause.doc_id]), *drafts], verdict

    def _of_the_documents(self, query: Query, hits: Sequence[Hit]) -> Sequence[Hit]:
        """Return the hits in the documents that a question names; all where it names none.

        Where there are many documents, words for a kind of them, such as 公告, name none.
        """
        named = query.reference
        if not named.doc_ids or not (named.is_exact or len(self._documents) <= _FEW):
            return hits
        return [hit for hit in hits if hit.clause.doc_id in named.doc_ids] or hits

    def _of_the_clause(self, query: Query, hits: Sequence[Hit]) -> list[Hit]:
        """Return the clauses that a question means by their number and asks for nothing else of.

        They are of one document and in its order, with what stands below them.
        """
        spans = [*query.reference.spans, *query.places.values()]
        if not query.places or weigh(blank(query.text, spans)) > _ONLY_ASKS:
            return []
        shares = [hit.why["channels"]["place"] for hit in hits]
        surest = max(shares, default=0.0)
        named = [h.clause for h, share in zip(hits, shares, strict=True) if share == surest > 0]
        ids = {clause.clause_id for clause in named if clause.doc_id == named[0].doc_id}
        below = tuple(clause_id + mark for clause_id in ids for mark in "./")
        meant = [
            h for h in hits if h.clause.clause_id in ids or h.clause.clause_id.startswith(below)
        ]
        return sorted(meant, key=lambda hit: hit.clause.start)[:_MOST_NAMED]

    def _of_the_places(self, query: Query, hits: Sequence[Hit]) -> list[Hit]:
        """Return the hits in documents that hold for the places named; national ones do for all."""
        places = places_of(query)
        texts = self._corpus.texts
        return [
            hit for hit in hits if not is_outside(self._documents[hit.clause.doc_id], places, texts)
        ]

    def _meant(self, query: Query, hits: Sequence[Hit]) -> list[Document]:
        """Return the documents that a question names; where it names many, or none, the nearest."""
        meant = [d for d in self._corpus.documents if d.doc_id in query.reference.doc_ids]
        named = find_named(query.text, self._corpus.documents)
        # Words for a kind of document, such as 办法, may mean many; those of a title tell which.
        both = [document for document in named if document in meant]
        chosen = both or (meant if len(meant) == 1 else named or meant)
        if 0 < len(chosen) <= _MEANT:
            return chosen
        best = dict.fromkeys(hit.clause.doc_id for hit in hits[:_LOOKED_AT])
        nearest = [self._documents[doc_id] for doc_id in best]
        return [d for d in nearest if d in chosen or not chosen][:_MEANT]


def _state(found: Found, drafts: Sequence[Draft], not_read: Sequence[str]) -> Found:
    """Return what structure states, with a notice of what else was looked for and not read."""
    if not drafts:
        return replace(found, counts=0)
    notices = [fill("notice_not_read", names="、".join(not_read))] if not_read else []
    notices = [*found.notices, *notices]
    return replace(found, drafts=drafts, notices=notices, from_structure=True)


def _tell_sureness(answered: float, likeness: Likeness | None) -> float:
    """Return how likely a question is answered, by what was read and by what it is like."""
    if likeness is None:
        return answered
    sureness = min(max(answered, 1 - _SUREST), _SUREST)
    logit = _READ_WEIGHT * np.log(sureness / (1 - sureness)) + _SHIFT
    logit += _UNLIKE_WEIGHT * likeness.unanswered
    return float(1 / (1 + np.exp(-logit)))
