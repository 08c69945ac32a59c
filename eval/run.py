"""Measure search on questions with gold."""

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median

import ir_measures
from ir_measures import RR, Success, nDCG

from eval.questions import Gold, Question
from index import Hit, Searcher
from ingest import Clause, Corpus

MEASURES = {
    "success@1": Success(rel=2) @ 1,
    "success@3": Success(rel=2) @ 3,
    "MRR@10": RR(rel=2) @ 10,
    "nDCG@10": nDCG @ 10,
}
# A clause answers for a gold span when it holds at least this share of it.
_LEAST_COVER = 0.5


@dataclass(frozen=True, slots=True)
class RunSummary:
    """Means over the answerable questions, and the same for each kind of question.

    `verbatim` is the share of hits whose text is their span of the source, white space aside;
    `median_ms` the median time of a search in milliseconds, the first one left out.
    """

    questions: int
    metrics: dict[str, float]
    by_kind: dict[str, dict[str, float]]
    by_variety: dict[str, dict[str, float]]
    verbatim: float
    median_ms: float
    missed: list[str] = field(default_factory=list)


def relevant_clauses(gold: Sequence[Gold], clauses: Sequence[Clause]) -> dict[str, int]:
    """Return the grade of each clause that holds a gold span, by clause_id."""
    grades: dict[str, int] = {}
    for entry in gold:
        for clause in clauses:
            shared = min(entry.end, clause.end) - max(entry.start, clause.start)
            if clause.doc_id == entry.doc_id and shared >= _LEAST_COVER * (entry.end - entry.start):
                grades[clause.clause_id] = max(grades.get(clause.clause_id, 0), entry.grade)
    return grades


def evaluate_search(
    searcher: Searcher, questions: Sequence[Question], *, k: int = 10
) -> RunSummary:
    """Search for every answerable question and return the metrics.

    Raises:
        ValueError: there is no answerable question.
    """
    answerable = [question for question in questions if question.gold]
    if not answerable:
        raise ValueError("evaluate_search: no question is answerable; pass questions with gold")
    searched = searcher.snapshot.searched
    qrels = {q.question_id: relevant_clauses(q.gold, searched) for q in answerable}
    run: dict[str, dict[str, float]] = {}
    hits: list[Hit] = []
    seconds: list[float] = []
    for question in answerable:
        begin = time.perf_counter()
        found = searcher.search(question.text, k=k)
        seconds.append(time.perf_counter() - begin)
        # Ranks, not scores: equal scores would be put in another order.
        run[question.question_id] = {hit.clause.clause_id: -float(hit.rank) for hit in found}
        hits.extend(found)
    values: dict[str, dict[str, float]] = {q.question_id: {} for q in answerable}
    names = {measure: name for name, measure in MEASURES.items()}
    for metric in ir_measures.iter_calc(list(MEASURES.values()), qrels, run):
        values[metric.query_id][names[metric.measure]] = metric.value
    return RunSummary(
        questions=len(answerable),
        metrics=_means(values.values()),
        by_kind=_group(values, {q.question_id: q.kind for q in answerable}),
        by_variety=_group(values, {q.question_id: q.variety for q in answerable}),
        verbatim=_verbatim_share(hits, searcher.snapshot.corpus),
        median_ms=round(1000 * median(seconds[1:] or seconds), 1),
        missed=[query_id for query_id, metrics in values.items() if not metrics["success@1"]],
    )


def _means(rows: Iterable[dict[str, float]]) -> dict[str, float]:
    listed = list(rows)
    return {name: round(sum(row[name] for row in listed) / len(listed), 4) for name in MEASURES}


def _group(
    values: dict[str, dict[str, float]], groups: dict[str, str]
) -> dict[str, dict[str, float]]:
    return {
        group: _means([values[query_id] for query_id, g in groups.items() if g == group])
        for group in sorted(set(groups.values()))
    }


def _verbatim_share(hits: Sequence[Hit], corpus: Corpus) -> float:
    def same(hit: Hit) -> bool:
        clause = hit.clause
        printed = corpus.texts[clause.doc_id][clause.start : clause.end]
        return "".join(clause.text.split()) == "".join(printed.split())

    return sum(map(same, hits)) / len(hits)
