"""Metrics of a run, by ir-measures: one value for each judged query."""

from collections.abc import Iterable, Mapping

import ir_measures
from ir_measures import AP, RR, P, R, Rprec, Success, nDCG

from eval.data.dataset import Dataset
from eval.data.trec import Found, Run

Scores = dict[str, dict[str, float]]

# The depths that metrics are given at; runs are as deep as the last one if not told otherwise.
DEPTHS = (1, 3, 5, 10)
R_PRECISION = "R-precision"


def measures_of(answering: int) -> dict[str, ir_measures.Measure]:
    """Return the measures by name; `answering` is the least grade that counts as relevant.

    nDCG takes all grades as gains, as trec_eval does. MAP@k is the mean of the average precision
    at k (trec_eval's map_cut), R-precision looks at as many hits as there are answers.
    """
    kinds = {
        "nDCG": nDCG,
        "MAP": AP(rel=answering),
        "MRR": RR(rel=answering),
        "success": Success(rel=answering),
        "recall": R(rel=answering),
        "P": P(rel=answering),
    }
    at_depths = {f"{name}@{k}": kind @ k for name, kind in kinds.items() for k in DEPTHS}
    return {**at_depths, R_PRECISION: Rprec(rel=answering)}


def judge_run(dataset: Dataset, run: Run) -> Run:
    """Return a run in the terms of the dataset's qrels, scored by place.

    Any program that reads TREC files gets the same metrics from it and the qrels.
    """
    found = {}
    for query_id in dataset.qrels:
        ranking = [hit.doc_id for hit in run.found.get(query_id, ())]
        # Places, not scores: the order is settled, and equal scores would be put in another.
        found[query_id] = tuple(
            Found(name, -float(place))
            for place, name in enumerate(dataset.judged(query_id, ranking))
        )
    return Run(run.system, found)


def score_run(dataset: Dataset, run: Run) -> Scores:
    """Return the metrics of each judged query; of one without hits all are 0."""
    judged = {
        query_id: {hit.doc_id: hit.score for hit in found}
        for query_id, found in judge_run(dataset, run).found.items()
    }
    measures = measures_of(dataset.answering)
    names = {measure: name for name, measure in measures.items()}
    qrels = {query_id: dict(grades) for query_id, grades in dataset.qrels.items()}
    scores: Scores = {query_id: dict.fromkeys(measures, 0.0) for query_id in qrels}
    for metric in ir_measures.iter_calc(list(measures.values()), qrels, judged):
        scores[metric.query_id][names[metric.measure]] = float(metric.value)
    for query_id in qrels:
        ranking = [hit.doc_id for hit in run.found.get(query_id, ())]
        scores[query_id] |= dataset.span_scores(query_id, ranking)
    return scores


def by_label(labels: Mapping[str, str], query_ids: Iterable[str]) -> dict[str, list[str]]:
    """Return the queries of each label, labels in order of the alphabet."""
    groups: dict[str, list[str]] = {}
    for query_id in query_ids:
        groups.setdefault(labels[query_id], []).append(query_id)
    return dict(sorted(groups.items()))
