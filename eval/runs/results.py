"""Results on disk: for each system a summary, the scores of each query, and its run or answers."""

import json
import math
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

from answer.records import answer_record
from eval.data.benchmark import PolicyBenchmark
from eval.data.collection import DatasetError, read_lines
from eval.data.dataset import Dataset
from eval.data.trec import write_qrels, write_run
from eval.judging.metrics import Scores, by_label, judge_run
from eval.judging.summary import latency_record, summarise
from eval.runs.answers import AnswerResult, area_under, risk_coverage
from eval.runs.run import SearchResult, without_hits
from ingest.documents import ROOT
from ingest.errors import BadDataError

RESULTS = ROOT / "eval" / "results"
ANSWERS = "answers"
_SCORES = ".scores.jsonl"
_DIGITS = 6
_POINTS = 50


class ResultsError(BadDataError):
    """Results cannot be written or read; the message says what mends it."""


def results_folder(out: Path, dataset: Dataset) -> Path:
    """Return the folder for the results of one benchmark and split."""
    return out / f"{dataset.name}-{dataset.split}"


def scores_path(folder: Path, system: str) -> Path:
    """Return the file with the scores of each query of a system."""
    return folder / f"{system}{_SCORES}"


def run_path(folder: Path, system: str) -> Path:
    """Return the file with what a retriever found."""
    return folder / f"{system}.run"


def answers_path(folder: Path) -> Path:
    """Return the file with the answers."""
    return folder / f"{ANSWERS}.jsonl"


def search_summary(
    dataset: Dataset, result: SearchResult, provenance: dict[str, Any]
) -> dict[str, Any]:
    """Return the summary of a retriever's run as a JSON object."""
    return {
        "system": result.run.system,
        "dataset": dataset.name,
        "split": dataset.split,
        **summarise(result.scores, dataset.groups),
        "without_hits": len(without_hits(dataset, result.run)),
        "latency_ms": latency_record(result.seconds),
        "provenance": provenance,
    }


def answer_summary(
    benchmark: PolicyBenchmark,
    result: AnswerResult,
    provenance: dict[str, Any],
    *,
    system: str = ANSWERS,
) -> dict[str, Any]:
    """Return the summary of a system's answers as a JSON object."""
    groups = {"all": list(result.scores)}
    groups |= by_label(benchmark.groups["kind"], result.scores)
    curves = {name: risk_coverage(result, ids) for name, ids in groups.items()}
    thinned = {
        name: [
            [round(point.coverage, _DIGITS), round(point.risk, _DIGITS)]
            for point in curve[: -1 : max(1, len(curve) // _POINTS)] + curve[-1:]
        ]
        for name, curve in curves.items()
    }
    areas = {name: round(area_under(curve), 4) for name, curve in curves.items() if curve}
    return {
        "system": system,
        "dataset": benchmark.name,
        "split": benchmark.split,
        **summarise(result.scores, benchmark.groups),
        "area_under_risk_coverage": areas,
        "risk_coverage": thinned,
        "latency_ms": latency_record(result.seconds),
        "provenance": provenance,
    }


def open_folder(folder: Path) -> None:
    """Make a folder for results, and find out before the work whether it can be written to.

    Raises:
        ResultsError: it cannot.
    """
    with writing(folder), TemporaryFile(dir=folder):
        pass


def write_search(
    folder: Path, dataset: Dataset, result: SearchResult, summary: dict[str, Any]
) -> None:
    """Write a retriever's run, scores and summary.

    Of the project's benchmark also the run in terms of gold spans with their qrels, from which
    trec_eval gives the same metrics.

    Raises:
        ResultsError: the folder cannot be written to.
    """
    name = result.run.system
    with writing(folder):
        write_run(result.run, run_path(folder, name))
        if isinstance(dataset, PolicyBenchmark):
            write_run(judge_run(dataset, result.run), folder / f"{name}.judged.run")
            write_qrels(dataset.qrels, folder / "judged.qrels")
        _write_scores(scores_path(folder, name), result.scores)
        write_summary(folder / f"{name}.json", summary)


def write_answers(folder: Path, result: AnswerResult, summary: dict[str, Any]) -> None:
    """Write the answers, their scores and summary.

    Raises:
        ResultsError: the folder cannot be written to.
    """
    records = [answer_record(query_id, answer) for query_id, answer in result.answers.items()]
    name = summary["system"]
    with writing(folder):
        _write_lines(folder / f"{name}.jsonl", records)
        _write_scores(scores_path(folder, name), result.scores)
        write_summary(folder / f"{name}.json", summary)


def write_summary(path: Path, summary: dict[str, Any], *, indent: int | None = 1) -> None:
    """Write one summary."""
    text = json.dumps(summary, ensure_ascii=False, indent=indent)
    path.write_text(f"{text}\n", encoding="utf-8")


def read_summaries(folder: Path) -> list[dict[str, Any]]:
    """Return the summaries in a folder, in order of their files' names.

    Raises:
        ResultsError: there is none, or one is damaged.
    """
    try:
        paths = sorted(path for path in folder.glob("*.json") if path.is_file())
    except OSError as error:
        raise ResultsError(
            f"{folder}: cannot be read ({error.strerror}); check the path"
        ) from error
    if not paths:
        raise ResultsError(f"{folder}: holds no results; run: python -m eval run")
    return [read_summary(path) for path in paths]


def read_summary(path: Path) -> dict[str, Any]:
    """Return one summary.

    Raises:
        ResultsError: the file is damaged.
    """
    try:
        summary = json.loads(path.read_bytes())
        system = str(summary["system"])
        for name, mean in summary["metrics"].items():
            low, high = summary["intervals"][name]
            if not all(isinstance(value, int | float) for value in (low, mean, high)):
                raise TypeError(f"{name} is no number")
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ResultsError(f"{path}: is damaged ({error}); run: python -m eval run") from error
    return dict(summary) | {"system": system}


def read_all_scores(folder: Path) -> dict[str, Scores]:
    """Return the scores of each query that a folder holds, by system.

    Raises:
        ResultsError: a file is damaged.
    """
    paths = sorted(folder.glob(f"*{_SCORES}"))
    return {path.name.removesuffix(_SCORES): read_scores(path) for path in paths}


def read_scores(path: Path) -> Scores:
    """Return the scores of each query that were written before.

    Raises:
        ResultsError: the file is missing or damaged.
    """
    scores: Scores = {}
    try:
        for _, record in read_lines(path):
            query_id = str(record.pop("query_id"))
            scores[query_id] = {name: float(value) for name, value in record.items()}
            if not all(map(math.isfinite, scores[query_id].values())):
                raise ValueError(f"a score of {query_id} is no number")
    except (DatasetError, KeyError, TypeError, ValueError, OverflowError) as error:
        raise ResultsError(f"{path}: is missing or damaged; run: python -m eval run") from error
    if not scores:
        raise ResultsError(f"{path}: holds no scores; run: python -m eval run")
    return scores


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Make a folder if need be, and name it where writing to it fails.

    Raises:
        ResultsError: it cannot be written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield
    except OSError as error:
        raise ResultsError(
            f"{folder}: cannot be written to ({error.strerror}); choose another folder"
        ) from error


def _write_scores(path: Path, scores: Scores) -> None:
    rows = (
        {"query_id": query_id} | {name: round(value, _DIGITS) for name, value in row.items()}
        for query_id, row in scores.items()
    )
    _write_lines(path, rows)


def _write_lines(path: Path, records: Iterable[dict[str, Any]]) -> None:
    lines = (json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    path.write_text("".join(lines), encoding="utf-8")
