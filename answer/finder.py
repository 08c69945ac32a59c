"""Find what answers a question: drafts from structure or search, or what is absent."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from answer.drafts import Draft, Extract
from answer.forms.comparison import Comparer
from answer.forms.department_tasks import find_department_tasks
from answer.forms.figures import FigureTable, draft_figures
from answer.forms.front_matter import answer_front_matter
from answer.forms.quotes import draft_quotes
from answer.forms.responsibility import draft_responsibilities
from answer.forms.support import draft_support
from answer.refusal.departments import lacks_part, parts_not_named
from answer.refusal.evidence import absent_first, find_absent
from answer.refusal.leads import asks_who_leads, lacks_lead, say_no_lead
from answer.selection import Choice, Selector, telling_hits
from index import Hit, Searcher
from ingest import Clause
from question.examples import Likeness
from question.query import Query

# Below this match strength a question is of another field. Chosen on the development questions:
# of the answerable ones none lies lower.
_LEAST_STRENGTH = 1.05
# A comparison needs the best clauses of each document.
_COMPARED = 40
_MOST_CLAUSES = 4
# What the documents do not say is looked for in so many of the best clauses.
_READ = 5
_NUMBER = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Found:
    """What was found for a question.

    Attributes:
        drafts: Statements that answer; none where nothing does.
        absent: What the question asks for and the documents do not say, in Chinese.
        is_doubted: Something was found, for a question like those that the documents do not answer.
            Without drafts, `absent` and this, the question is of another field.
        nearest: The best hits of the search.
        strength: How strongly the documents answer to the question at all.
        counts: How many of the drafts, the first ones, count clauses: their numbers stand in none.
        from_structure: The drafts are complete as they are: a list, or facts of the documents.
    """

    drafts: Sequence[Draft] = ()
    absent: Sequence[str] = ()
    is_doubted: bool = False
    nearest: Sequence[Hit] = ()
    strength: float = 0.0
    counts: int = 0
    from_structure: bool = False

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

    def __init__(self, searcher: Searcher) -> None:
        """Find in the clauses of `searcher`."""
        self._searcher = searcher
        self._corpus = searcher.snapshot.corpus
        self._documents = {document.doc_id: document for document in self._corpus.documents}
        self._figures = FigureTable(searcher)
        self._selector = Selector(searcher)
        self._comparer = Comparer(searcher, self._selector, self._figures)

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
        found = self._find(question, query, intent, likeness)
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

    def _find(self, question: str, query: Query, intent: str, likeness: Likeness | None) -> Found:
        hits = self._searcher.search(question, k=_COMPARED)
        strength = self._searcher.match_strength(question, hits[0])
        found = Found(nearest=hits, strength=strength, from_structure=True)
        if intent == "department_list":
            tasks = find_department_tasks(self._searcher, query)
            found = replace(
                found, drafts=tasks.drafts, absent=tasks.absent, counts=len(tasks.counts)
            )
        elif intent in ("front_matter", "validity"):
            found = self._find_front_matter(query, found)
        # Who leads a task is no department's list, nor are people and comments front matter.
        is_answered = likeness is not None and likeness.is_answered
        first: Sequence[str] = ()
        if found.drafts and not is_answered:
            first = absent_first(query, self._documents, self._corpus.texts)
        if found.counts and not first:
            first = lacks_part(query, [hit.clause for hit in hits[:_READ]], self._documents)
        if first:
            return replace(found, drafts=(), absent=first, counts=0)
        if found.drafts or found.absent:
            return found
        if strength < _LEAST_STRENGTH and (not likeness or likeness.is_other_field):
            return Found(nearest=hits, strength=strength)
        return self._search(question, query, intent, found, is_answered=is_answered)

    def _find_front_matter(self, query: Query, found: Found) -> Found:
        """Return what the documents state of themselves."""
        front = answer_front_matter(self._searcher, query)
        return replace(found, drafts=front.drafts, absent=front.absent)

    def _search(
        self, question: str, query: Query, intent: str, found: Found, *, is_answered: bool
    ) -> Found:
        meant = query.reference.doc_ids or set(self._documents)
        hits = [hit for hit in found.nearest if hit.clause.doc_id in meant] or found.nearest
        near = [hit.clause for hit in hits[:_READ]]
        if not is_answered:
            absent = find_absent(query, intent, near, self._documents, self._corpus.texts)
            if absent:
                return replace(found, absent=absent)
        if intent == "comparison":
            drafts = self._comparer.compare(question, hits)
            return replace(found, drafts=drafts, from_structure=False)
        figures = self._figures.find(question, query) if intent == "figure" else []
        if figures:
            return replace(found, drafts=draft_figures(figures))
        choices: list[Choice] = []
        asks_lead = asks_who_leads(query.text)
        if asks_lead or intent != "figure":
            choices = self._choose(question, hits)
        unled = _find_unled(choices) if asks_lead else None
        if unled:
            nearest = [unled, *(hit for hit in found.nearest if hit is not unled)]
            return replace(found, absent=[say_no_lead(unled.clause)], nearest=nearest)
        if intent == "figure":
            numbered = [hit for hit in hits if _NUMBER.search(hit.clause.text)]
            choices = self._choose(question, numbered or hits)
        found = replace(found, drafts=_draft(query, intent, choices), from_structure=False)
        return self._check_parts(query, found) if intent == "responsibility" else found

    def _check_parts(self, query: Query, found: Found) -> Found:
        """Note the departments asked about that have no part; nothing answers where none has."""
        missing = parts_not_named(query, found.clauses)
        is_parted = any(clause.annotations.responsibilities for clause in found.clauses)
        return replace(
            found, absent=missing, drafts=found.drafts if is_parted or not missing else ()
        )

    def _choose(self, question: str, hits: Sequence[Hit]) -> list[Choice]:
        return self._selector.choose(question, telling_hits(hits) or hits, most=_MOST_CLAUSES)


def _find_unled(choices: Sequence[Choice]) -> Hit | None:
    """Return the hit that fits a question for a lead best, if it states none."""
    parted = [c.hit for c in choices if c.hit.clause.annotations.responsibilities]
    return parted[0] if parted and lacks_lead(parted[0].clause) else None


def _draft(query: Query, intent: str, choices: Sequence[Choice]) -> list[Draft]:
    if intent == "support":
        return draft_support(choices)
    named = draft_responsibilities(choices, query) if intent == "responsibility" else []
    return named or draft_quotes(choices)
