"""Stored results as a page reads them: what is damaged is named beside what is whole."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, FiniteFloat, ValidationError

from eval.data.benchmark_files import BENCHMARK
from eval.data.packed import PACKED
from eval.judging.metrics import Scores
from eval.report.gate import BASELINE
from eval.report.tables import is_search
from eval.runs.results import RESULTS, ResultsError, read_scores, read_summary

BASELINE_PREFIX = "baseline/"
_SCORES = ".scores.jsonl"
_SCORED = (_SCORES, _SCORES + PACKED)
_MAIN = "nDCG@10"

Stamp = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Folders:
    """Where results, committed baselines, and the questions with their gold lie."""

    results: Path = RESULTS
    baseline: Path = BASELINE
    benchmark: Path = BENCHMARK


@dataclass(frozen=True, slots=True)
class StoredSet:
    """The results of one benchmark and split, or the committed baseline of one.

    Attributes:
        name: That of the folder; of a baseline with `BASELINE_PREFIX`.
        summaries: Retrievers, the best nDCG@10 first, then answers.
        scores: Those of each query, by system.
        faults: What is damaged, a message each.
    """

    name: str
    dataset: str
    split: str
    summaries: tuple[dict[str, Any], ...]
    scores: Mapping[str, Scores]
    faults: tuple[str, ...]


class _Group(BaseModel):
    queries: int
    metrics: dict[str, FiniteFloat]
    intervals: dict[str, tuple[FiniteFloat, FiniteFloat]]


class _Latency(BaseModel):
    p50: FiniteFloat
    p90: FiniteFloat
    p95: FiniteFloat
    p99: FiniteFloat


class _Summary(_Group):
    dataset: str
    split: str
    by: dict[str, dict[str, _Group]]
    latency_ms: _Latency
    provenance: dict[str, Any]
    without_hits: int = 0
    risk_coverage: dict[str, list[tuple[FiniteFloat, FiniteFloat]]] = {}
    area_under_risk_coverage: dict[str, FiniteFloat] = {}


def list_sets(results: Path, baseline: Path) -> dict[str, Path]:
    """Return the folders of results and of baselines by name, test sets before others.

    Raises:
        ResultsError: a folder is there and cannot be read.
    """
    found: dict[str, Path] = {}
    for prefix, parent in (("", results), (BASELINE_PREFIX, baseline)):
        try:
            folders = [path for path in parent.iterdir() if path.is_dir()]
        except FileNotFoundError:
            continue
        except OSError as error:
            raise ResultsError(
                f"{parent}: cannot be read ({error.strerror}); check who may read it"
            ) from error
        kept = [folder for folder in folders if _files(folder, ".json", *_SCORED)]
        kept.sort(key=lambda folder: (not folder.name.endswith("-test"), folder.name))
        found |= {f"{prefix}{folder.name}": folder for folder in kept}
    return found


def stamp_of(folder: Path) -> Stamp:
    """Return name, time of change and size of each file: other results have another stamp.

    Raises:
        ResultsError: the folder cannot be read.
    """
    try:
        stats = {path.name: path.stat() for path in sorted(folder.iterdir())}
    except OSError as error:
        raise ResultsError(f"{folder}: cannot be read ({error.strerror}); try again") from error
    return tuple((name, stat.st_mtime_ns, stat.st_size) for name, stat in stats.items())


def read_set(name: str, folder: Path) -> StoredSet:
    """Read the results in a folder; a damaged file is a fault and keeps none from being read.

    Args:
        name: As `list_sets` gives it.
        folder: Of that name.
    """
    faults: list[str] = []
    scores: dict[str, Scores] = {}
    for path in _files(folder, *_SCORED):
        try:
            scores[path.name.partition(_SCORES)[0]] = read_scores(path)
        except ResultsError as error:
            faults.append(str(error))
    dataset, _, split = folder.name.rpartition("-")
    summaries: list[dict[str, Any]] = []
    for path in _files(folder, ".json"):
        try:
            summaries.append(_read_whole_summary(path))
        except ResultsError as error:
            faults.append(str(error))
    for summary in summaries[:1]:
        dataset, split = summary.get("dataset", dataset), summary.get("split", split)
    summaries.sort(key=lambda s: (-s["metrics"].get(_MAIN, -1.0), s["system"]))
    return StoredSet(name, dataset, split, tuple(summaries), scores, tuple(faults))


def made_of_other(
    summaries: Iterable[dict[str, Any]], what: str, expected: str
) -> tuple[list[str], list[str]]:
    """Return the systems that were measured on another `index` or other `data`, and the unknown.

    Args:
        summaries: Of a set.
        what: The name in the provenance.
        expected: Its value here.
    """
    other, unknown = [], []
    for summary in summaries:
        found = summary.get("provenance", {}).get(what)
        if found is None:
            unknown.append(summary["system"])
        elif found != expected:
            other.append(summary["system"])
    return other, unknown


def _files(folder: Path, *endings: str) -> list[Path]:
    return sorted(p for p in folder.iterdir() if p.name.endswith(endings) and p.is_file())


def _read_whole_summary(path: Path) -> dict[str, Any]:
    summary = read_summary(path)
    try:
        whole = _Summary.model_validate(summary)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise ResultsError(
            f"{path}: is damaged ({where}: {first['msg']}); run: python -m eval run"
        ) from error
    groups = [group for values in whole.by.values() for group in values.values()]
    for group in [whole, *groups]:
        lacking = set(group.metrics) - set(group.intervals)
        if lacking or (is_search(summary) and _MAIN not in group.metrics):
            raise ResultsError(f"{path}: lacks metrics or intervals; run: python -m eval run")
    return summary
