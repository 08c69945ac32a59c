"""Metrics of answers: what each says and cites, against the facts and the gold of its question."""

import math
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

import numpy as np
from tqdm import tqdm  # type: ignore[import-untyped]

from answer import Answer, Answerer
from eval.data.benchmark import PolicyBenchmark
from eval.data.questions import Question
from eval.data.spans import Span, cover_together
from eval.judging.metrics import Scores
from index import Searcher
from ingest import Corpus

# Any day does: what is in force is not asked of the answers.
_DAY = date(2025, 1, 1)
_REFUSALS = ("not_found", "out_of_scope")


@dataclass(frozen=True, slots=True)
class RiskPoint:
    """`risk`: share of wrong answers among the `coverage` of questions answered most surely."""

    coverage: float
    risk: float


@dataclass(frozen=True, slots=True)
class AnswerResult:
    """Answers to all questions, with the metrics that apply to each, and seconds taken."""

    answers: dict[str, Answer]
    scores: Scores
    seconds: list[float]


class Answering(Protocol):
    """A system that answers questions: the project's `Answerer`, or one to compare it with."""

    def answer(self, question: str, *, as_of: date) -> Answer:
        """Return the answer to a question as of a day."""


def evaluate_answers(
    searcher: Searcher,
    benchmark: PolicyBenchmark,
    *,
    system: Answering | None = None,
    progress: bool = False,
) -> AnswerResult:
    """Answer every question of the benchmark and measure the answers.

    Args:
        searcher: An index of the benchmark's documents.
        benchmark: The questions.
        system: What answers; the project's own answers over `searcher` if not given.
        progress: Show a progress bar on stderr where that is a terminal.
    """
    answerer = system or Answerer(searcher)
    answers: dict[str, Answer] = {}
    seconds: list[float] = []
    # The first one loads the segmenter.
    answerer.answer(benchmark.questions[0].text, as_of=_DAY)
    for question in tqdm(
        benchmark.questions, desc="answers", unit="question", disable=None if progress else True
    ):
        begin = time.perf_counter()
        answers[question.question_id] = answerer.answer(question.text, as_of=_DAY)
        seconds.append(time.perf_counter() - begin)
    corpus = searcher.snapshot.corpus
    scores = {
        question.question_id: score_answer(answers[question.question_id], question, corpus)
        for question in benchmark.questions
    }
    return AnswerResult(answers, scores, seconds)


def score_answer(answer: Answer, question: Question, corpus: Corpus) -> dict[str, float]:
    """Return the metrics that apply to one answer, each 0 to 1.

    Answerable questions have `facts` (share that stands in the answer), `all_facts`,
    `right_clause` (a clause that answers is cited), `citation_recall` (share of the answering gold
    spans cited) and `false_refusal`; where clauses are cited, `citation_precision` (share of the
    quotes that lie in gold spans) and `clause_precision` (share whose clause holds gold).
    Those that are not refused have `near`: whether the clauses are shown as related only.
    Unanswerable ones have `refusal_recall` and `refused_or_near`, refused ones
    `refusal_precision`, those with citations `verbatim`, all have `correct`: refused where that is
    due, else all facts and a right clause.
    """
    refused = answer.status in _REFUSALS
    scores: dict[str, float] = {}
    if question.gold:
        scores |= _score_content(answer, question)
        scores["false_refusal"] = float(refused)
        if not refused:
            scores["near"] = float(answer.support == "near")
        scores["correct"] = scores["all_facts"] * scores["right_clause"] * (not refused)
    else:
        scores["refusal_recall"] = scores["correct"] = float(refused)
        scores["refused_or_near"] = float(refused or answer.support == "near")
    if refused:
        scores["refusal_precision"] = float(not question.gold)
    if answer.citations:
        scores["verbatim"] = float(is_verbatim(answer, corpus))
    return scores


def missing_facts(question: Question, text: str) -> list[str]:
    """Return the facts of `question` that do not stand in the text of an answer."""
    dense = "".join(text.split())
    return [fact for fact in question.facts if "".join(fact.split()) not in dense]


def _score_content(answer: Answer, question: Question) -> dict[str, float]:
    missing = missing_facts(question, answer.text)
    gold = [entry.span for entry in question.gold]
    answering = [entry.span for entry in question.gold if entry.grade == 2]
    quotes = [Span(c.clause.doc_id, c.start, c.end) for c in answer.citations]
    clauses = [Span.of(c.clause) for c in answer.citations]
    scores = {
        "facts": 1 - len(missing) / len(question.facts) if question.facts else 1.0,
        "all_facts": float(not missing),
        "right_clause": float(any(cover_together(clauses, span) for span in answering)),
        "citation_recall": _share(any(q.covers(span) for q in quotes) for span in answering),
    }
    if quotes:
        scores["citation_precision"] = _share(
            any(quote.covers(span) or span.covers(quote) for span in gold) for quote in quotes
        )
        scores["clause_precision"] = _share(
            any(clause.covers(span) or span.covers(clause) for span in gold) for clause in clauses
        )
    return scores


def is_verbatim(answer: Answer, corpus: Corpus) -> bool:
    """Say whether every quote is its span of the source, white space aside."""
    printed = [corpus.texts[c.clause.doc_id][c.start : c.end] for c in answer.citations]
    quotes = [citation.quote for citation in answer.citations]
    return ["".join(p.split()) for p in printed] == ["".join(q.split()) for q in quotes]


def risk_coverage(result: AnswerResult, query_ids: Sequence[str]) -> list[RiskPoint]:
    """Return the curve of a group of questions: one point for each answer that was not refused.

    Source: El-Yaniv and Wiener 2010, section 2; answers come in order of their confidence.
    """
    given = [q for q in query_ids if result.answers[q].status not in _REFUSALS]
    ordered = sorted(given, key=lambda q: (-result.answers[q].confidence, q))
    wrong = np.cumsum([1 - result.scores[q]["correct"] for q in ordered])
    return [
        RiskPoint(count / len(query_ids), float(wrong[count - 1]) / count)
        for count in range(1, len(ordered) + 1)
    ]


def area_under(curve: Sequence[RiskPoint]) -> float:
    """Return the mean risk over the coverage that was reached; NaN where nothing was answered."""
    return float(np.mean([point.risk for point in curve])) if curve else math.nan


def _share(flags: Iterable[bool]) -> float:
    listed = list(flags)
    return sum(listed) / len(listed)
