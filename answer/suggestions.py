"""What could be asked next, or instead: only what a document is known to hold, by its structure."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from answer.model import Citation
from answer.refusal.absence import places_of
from index import Hit, Searcher
from ingest import Clause
from ingest.annotations.figures import base_unit
from ingest.annotations.measures import is_money
from ingest.model import INDEXED_KINDS, Figure, Mention
from prompts import fill
from question.dialogue.conversation import has_no_subject
from question.kinds import RESPONSIBILITY
from question.query import Query

_MOST, _MOST_CHOICES = 3, 6
_ADVISED = 2
# What is too short names nothing, what is too long is no name.
_SHORTEST, _LONGEST = 3, 20
_LEADS = "lead"
# A department is worth asking for if it has so many tasks in the document.
_FEWEST_TASKS = 2
_KEPT = 64
# Where documents are looked through for questions to begin with.
_LOOKED_THROUGH = 8
_NOT_BODY = frozenset({"front", "back", "annex", "table", "row", "box"})
_PROVINCES_ONLY = ("省", "自治区")


class Suggester:
    """Makes questions from the clauses of one index."""

    def __init__(self, searcher: Searcher) -> None:
        """Note the documents; those that are asked about are looked through once."""
        self._searcher = searcher
        self._corpus = searcher.snapshot.corpus
        self._leads = lru_cache(maxsize=_KEPT)(self._count_leads)

    def after(self, query: Query, citations: Sequence[Citation]) -> tuple[str, ...]:
        """Return questions that go on from an answer: who, whose else, how much, what is beside it.

        Args:
            query: What was asked.
            citations: What the answer rests on.
        """
        if not citations:
            return ()
        cited = list(dict.fromkeys(citation.clause for citation in citations))
        first = cited[0]
        unsaid = [
            figure
            for clause in cited[:_MOST]
            for figure in clause.annotations.figures
            if not any(c.clause == clause and c.start <= figure.start < c.end for c in citations)
        ]
        found = [
            *([] if query.kind == RESPONSIBILITY else _who(first)),
            *self._tasks(query, first),
            *_numbers(unsaid),
            *self._beside(first, cited),
        ]
        return _choose(query, found)

    def instead(self, query: Query, nearest: Sequence[Hit]) -> tuple[str, ...]:
        """Return questions that the clauses nearest to one without an answer do answer."""
        clauses = [hit.clause for hit in nearest[:_MOST]]
        made = [(q, clause) for clause in clauses for q in (*_about(clause), *_who(clause))]
        return _choose(query, [self._whole(question, clause) for question, clause in made])

    def to_begin_with(self) -> tuple[str, ...]:
        """Return one question of each sort that the first documents can answer."""
        kinds: dict[str, str] = {}
        for document in self._corpus.documents[:_LOOKED_THROUGH]:
            for clause in self._corpus.clauses_of(document.doc_id):
                for sort, made in (
                    ("who", _who(clause)),
                    ("number", _numbers(clause.annotations.figures)),
                    ("about", _about(clause)),
                ):
                    if sort not in kinds and made:
                        kinds[sort] = made[0]
            if len(kinds) == _MOST:
                break
        return tuple(dict.fromkeys(kinds.values()))

    def narrower(self, hits: Sequence[Hit]) -> tuple[str, ...]:
        """Return choices for a question about supports of everything: by trade, and by need."""
        industries = Counter(_names(hit.clause.annotations.industries for hit in hits))
        needs = Counter(_names(hit.clause.annotations.supports for hit in hits))
        half = _MOST_CHOICES // 2
        return (
            *(f"{name}企业有什么支持？" for name, _ in industries.most_common(half)),
            *(f"企业在{name}方面有什么支持？" for name, _ in needs.most_common(half)),
        )

    def whom_to_ask(self, query: Query, nearest: Sequence[Hit]) -> str:
        """Return whom to ask where nothing was found: who leads in the nearest clauses, or issued.

        It is advice, and no document says it.
        """
        if not nearest:
            return ""
        documents = {document.doc_id: document for document in self._corpus.documents}
        names = dict.fromkeys(
            role.department
            for hit in nearest[:_MOST]
            for role in hit.clause.annotations.responsibilities
            if role.role == _LEADS
        )
        document = documents[nearest[0].clause.doc_id]
        names = names or dict.fromkeys(document.issuers)
        is_local = bool(places_of(query)) or not document.region.endswith(("", *_PROVINCES_ONLY))
        asked = "、".join(list(names)[:_ADVISED])
        hotline = fill("advice_hotline") if is_local else ""
        return fill("advice", names=asked, hotline=hotline) if asked else ""

    def _tasks(self, query: Query, clause: Clause) -> list[str]:
        leads = self._leads(clause.doc_id)
        names = dict.fromkeys(
            role.department
            for role in clause.annotations.responsibilities
            if role.role == _LEADS
            and leads[role.department] >= _FEWEST_TASKS
            and role.department not in query.departments
            and role.printed not in query.text
        )
        return [f"{name}牵头哪些任务？" for name in names]

    def _beside(self, clause: Clause, cited: Sequence[Clause]) -> list[str]:
        """Return questions about the clauses that stand beside one, the next ones first."""
        beside = [
            other
            for other in self._corpus.clauses_of(clause.doc_id)
            if other.path == clause.path and other.kind == clause.kind and other not in cited
        ]
        later = [other for other in beside if other.start > clause.start]
        nearest = [*later, *(other for other in beside if other.start < clause.start)]
        return [self._whole(q, other) for other in nearest[:_MOST] for q in _about(other)]

    def _whole(self, question: str, clause: Clause) -> str:
        """Return a question so that it is understood alone: 申请条件 is of any document."""
        if not has_no_subject(question, self._searcher):
            return question
        title = next(d.title for d in self._corpus.documents if d.doc_id == clause.doc_id)
        return f"《{title}》的{question}"

    def _count_leads(self, doc_id: str) -> Counter[str]:
        return Counter(
            name
            for clause in self._corpus.clauses_of(doc_id)
            for name in {
                role.department
                for role in clause.annotations.responsibilities
                if role.role == _LEADS
            }
        )


def _topic(clause: Clause) -> str:
    """Return what a clause is called in a few words; "" where its document does not say."""
    title = clause.title.strip()
    is_body = clause.kind in INDEXED_KINDS - _NOT_BODY
    return title if is_body and _SHORTEST <= len(title) <= _LONGEST else ""


def _who(clause: Clause) -> list[str]:
    topic, roles = _topic(clause), clause.annotations.responsibilities
    if not topic or not roles:
        return []
    has_lead = any(role.role == _LEADS for role in roles)
    return [f"{topic}由谁{'牵头' if has_lead else '负责'}？"]


def _numbers(figures: Iterable[Figure]) -> list[str]:
    """Return questions for amounts and shares; what other numbers count is less often a name."""
    told = [f for f in figures if base_unit(f) == "%" or is_money(base_unit(f))]
    whats = dict.fromkeys(figure.what for figure in told)
    return [f"{what}是多少？" for what in whats if _SHORTEST < len(what) <= _LONGEST]


def _about(clause: Clause) -> list[str]:
    topic = _topic(clause)
    return [f"{topic}有哪些内容？"] if topic and len(clause.text) > 2 * len(topic) else []


def _names(mentions: Iterable[Sequence[Mention]]) -> Iterator[str]:
    """Yield the names of what each clause mentions, once a clause."""
    for found in mentions:
        yield from sorted({mention.name for mention in found})


def _choose(query: Query, questions: Sequence[str]) -> tuple[str, ...]:
    """Return the first few, without what was just asked."""
    asked = "".join(c for c in query.text if c.isalnum())
    fresh = [q for q in dict.fromkeys(questions) if "".join(filter(str.isalnum, q)) != asked]
    return tuple(fresh[:_MOST])
