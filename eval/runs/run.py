"""Measure retrievers on a benchmark."""

import time
from dataclasses import dataclass

from tqdm import tqdm  # type: ignore[import-untyped]

from eval.data.collection import DatasetError
from eval.data.dataset import Dataset
from eval.data.trec import Found, Run, TrecError
from eval.judging.metrics import Scores, score_run
from eval.runs.retrievers import Retriever
from ingest.errors import BadUsageError

_SHOWN = 60


@dataclass(frozen=True, slots=True)
class SearchResult:
    """A run, its metrics, and the seconds that each search took."""

    run: Run
    scores: Scores
    seconds: list[float]


def run_retriever(
    dataset: Dataset, retriever: Retriever, *, k: int = 10, progress: bool = False
) -> SearchResult:
    """Search for every judged query of `dataset`.

    Args:
        dataset: At least one judged query.
        retriever: Finds the documents that the dataset judges.
        k: Documents wanted for each query.
        progress: Show a progress bar on stderr, where that is a terminal.

    Raises:
        DatasetError: the retriever refuses a query, such as one that is too long.
    """
    queries = dataset.queries
    found, seconds = {}, []
    # The first search loads what later ones find loaded.
    query_id = next(iter(queries))
    _find(retriever, queries[query_id], k=k, place=f"{dataset.name}, {query_id}")
    for query_id, text in tqdm(
        queries.items(),
        desc=retriever.name,
        unit="query",
        disable=None if progress else True,
    ):
        begin = time.perf_counter()
        found[query_id] = _find(retriever, text, k=k, place=f"{dataset.name}, {query_id}")
        seconds.append(time.perf_counter() - begin)
    run = Run(retriever.name, found)
    return SearchResult(run, score_run(dataset, run), seconds)


def _find(retriever: Retriever, query: str, *, k: int, place: str) -> tuple[Found, ...]:
    try:
        return tuple(retriever.find(query, k=k))
    except BadUsageError as error:
        raise DatasetError(f"{place}: {error}") from error


def without_hits(dataset: Dataset, run: Run) -> list[str]:
    """Return the judged queries for which a run holds nothing; each counts as 0."""
    return [query_id for query_id in dataset.queries if not run.found.get(query_id)]


def check_run(dataset: Dataset, run: Run) -> None:
    """Refuse a run that cannot be judged.

    Raises:
        TrecError: it names a document that the benchmark does not have, or no judged query.
    """
    for query_id in dataset.queries:
        for hit in run.found.get(query_id, ()):
            if not dataset.knows(hit.doc_id):
                raise TrecError(
                    f"{run.place(query_id, hit.doc_id)} names {hit.doc_id[:_SHOWN]!r}, which is "
                    f"not in {dataset.name}; use the ids of its documents"
                )
    if len(without_hits(dataset, run)) == len(dataset.queries):
        raise TrecError(
            f"{run.path or run.system}: holds none of the {len(dataset.queries)} judged queries of "
            f"{dataset.name} ({dataset.split}); check --dataset and --split"
        )
