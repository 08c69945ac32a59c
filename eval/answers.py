"""Measure answers on questions with gold."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from answer import Answer, Answerer
from eval.questions import Question
from eval.run import relevant_clauses
from index import Searcher
from ingest import Corpus

# Any day does: the questions are not about what is in force when they are run.
_DAY = date(2025, 1, 1)


@dataclass(frozen=True, slots=True)
class AnswerSummary:
    """Shares over the answerable questions, and how often each status was given where.

    `facts`: all facts asked for stand in the answer; `right_clause`: a clause that answers is
    cited; `precision`: share of citations that answer or help; `verbatim`: share of quotes that
    are their span of the source, white space aside. `statuses` counts `expected → given`.
    """

    questions: int
    facts: float
    right_clause: float
    precision: float
    verbatim: float
    statuses: dict[str, int]


def evaluate_answers(searcher: Searcher, questions: Sequence[Question]) -> AnswerSummary:
    """Answer every question and return the metrics.

    Raises:
        ValueError: there is no answerable question.
    """
    answerer = Answerer(searcher)
    answers = [answerer.answer(question.text, as_of=_DAY) for question in questions]
    pairs = [pair for pair in zip(questions, answers, strict=True) if pair[0].gold]
    if not pairs:
        raise ValueError("evaluate_answers: no question is answerable; pass questions with gold")
    corpus, clauses = searcher.snapshot.corpus, searcher.snapshot.searched
    relevance = []
    for question, answer in pairs:
        grades = relevant_clauses(question.gold, clauses)
        relevance.append([grades.get(c.clause.clause_id, 0) for c in answer.citations])
    cited = [grade for grades in relevance for grade in grades]
    quotes = [_is_verbatim(answer, corpus) for answer in answers if answer.citations]
    statuses = Counter(f"{q.expect} → {a.status}" for q, a in zip(questions, answers, strict=True))
    return AnswerSummary(
        questions=len(pairs),
        facts=_share([_holds_facts(answer, question) for question, answer in pairs]),
        right_clause=_share([2 in grades for grades in relevance]),
        precision=_share([grade > 0 for grade in cited]),
        verbatim=_share(quotes),
        statuses=dict(sorted(statuses.items())),
    )


def _holds_facts(answer: Answer, question: Question) -> bool:
    text = "".join(answer.text.split())
    return all("".join(fact.split()) in text for fact in question.facts)


def _is_verbatim(answer: Answer, corpus: Corpus) -> bool:
    printed = [corpus.texts[c.clause.doc_id][c.start : c.end] for c in answer.citations]
    quotes = [citation.quote for citation in answer.citations]
    return ["".join(p.split()) for p in printed] == ["".join(q.split()) for q in quotes]


def _share(flags: Sequence[bool]) -> float:
    return round(sum(flags) / len(flags), 4) if flags else 0.0
