"""What the page reads from disk, each file once until it changes."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import streamlit as st

from eval.data.benchmark import PolicyBenchmark
from eval.data.benchmark_files import load_benchmark
from eval.data.collection import DatasetError
from eval.data.packed import where_stored
from eval.data.trec import read_run
from eval.judging.differences import Difference, compare_scores
from eval.judging.metrics import Scores
from eval.report.misses import StoredAnswer, read_answers
from eval.report.stored import BASELINE_PREFIX, Folders, Stamp, StoredSet, read_set, stamp_of
from eval.runs.results import answers_path, run_path
from ui.desk import Desk

POLICY = "policy"
_KEPT = 16


@dataclass(frozen=True, slots=True)
class Opened:
    """The results that the page shows, with what they are looked at beside.

    Attributes:
        stored: The results.
        folder: Where they lie.
        stamp: Tells them, and the baseline, apart from others of the same name.
        benchmark: The questions with their gold; None where the results are of others.
        closed: Why the project's own questions cannot be read; empty where they can.
        baseline: The committed scores of the same questions, by system.
        fingerprint: Of the index that is open.
        baseline_folder: Where the committed scores lie.
    """

    stored: StoredSet
    folder: Path
    stamp: Stamp
    benchmark: PolicyBenchmark | None
    closed: str
    baseline: Mapping[str, Scores]
    fingerprint: str
    baseline_folder: Path | None = None

    def folder_of(self, system: str) -> Path:
        """Return the folder that holds what a system of `scores_of` found."""
        if system.startswith(BASELINE_PREFIX) and self.baseline_folder:
            return self.baseline_folder
        return self.folder

    @property
    def is_baseline(self) -> bool:
        """Say whether the results are a committed baseline."""
        return self.stored.name.startswith(BASELINE_PREFIX)


def open_set(name: str, sets: Mapping[str, Path], folders: Folders, desk: Desk) -> Opened:
    """Return the results called `name`.

    Raises:
        ResultsError: their folder cannot be read.
    """
    stamp = stamp_of(folders.benchmark) if folders.benchmark.is_dir() else ()
    questions = _load_questions(str(folders.benchmark), stamp, desk.fingerprint, desk)
    benchmark = None if isinstance(questions, str) else questions
    stored = _open(name, sets[name])
    stamp = stamp_of(sets[name])
    baseline: Mapping[str, Scores] = {}
    folder = sets.get(f"{BASELINE_PREFIX}{name}")
    if folder is not None:
        baseline = _open(folder.name, folder).scores
        stamp += stamp_of(folder)
    of_others = stored.dataset != POLICY
    return Opened(
        stored=stored,
        folder=sets[name],
        stamp=stamp,
        benchmark=None if of_others else benchmark,
        closed=questions if isinstance(questions, str) and not of_others else "",
        baseline=baseline,
        fingerprint=desk.fingerprint,
        baseline_folder=folder,
    )


def split_of(opened: Opened) -> PolicyBenchmark | None:
    """Return the questions that the results are of; None where they are not this project's."""
    if opened.benchmark is None:
        return None
    split = opened.stored.split
    chosen = tuple(q for q in opened.benchmark.questions if split in (q.split, "all"))
    return replace(opened.benchmark, split=split, questions=chosen)


def load_rankings(folder: Path, system: str) -> dict[str, tuple[str, ...]]:
    """Return the names that a retriever found for each query; none where no run is stored.

    Raises:
        TrecError: the run is damaged.
    """
    path = where_stored(run_path(folder, system))
    return _load_rankings(str(path), _stamp_of_file(path)) if path.is_file() else {}


def load_answers(folder: Path) -> dict[str, StoredAnswer]:
    """Return the stored answers; none where none are stored.

    Raises:
        ResultsError: their file is damaged.
    """
    path = where_stored(answers_path(folder))
    return _load_answers(str(path), _stamp_of_file(path)) if path.is_file() else {}


def load_differences(
    opened: Opened, scores: Mapping[str, Scores], first: str, metric: str, version: str
) -> list[Difference]:
    """Return how `first` differs from each other system of `scores`.

    Args:
        opened: Where most of them are from.
        scores: By system.
        first: One of them.
        metric: What is compared.
        version: Tells what else is among the scores apart.
    """
    key = (str(opened.folder), opened.stamp, first, metric, version)
    return _load_differences(key, scores)


def scores_of(opened: Opened) -> dict[str, Scores]:
    """Return the scores by system, the best first; of the baseline, named as its folder is."""
    stored = opened.stored.scores
    ordered = [s["system"] for s in opened.stored.summaries if s["system"] in stored]
    committed = {f"{BASELINE_PREFIX}{name}": rows for name, rows in opened.baseline.items()}
    return {**{name: stored[name] for name in ordered}, **stored, **committed}


def _open(name: str, folder: Path) -> StoredSet:
    return _load_set(name, str(folder), stamp_of(folder))


def _stamp_of_file(path: Path) -> tuple[int, int]:
    stat = path.stat()
    return stat.st_mtime_ns, stat.st_size


# Shared by all sessions, as the index is; nothing changes it.
@st.cache_resource(show_spinner=False, max_entries=_KEPT)
def _load_questions(
    folder: str, stamp: Stamp, fingerprint: str, _desk: Desk
) -> PolicyBenchmark | str:
    try:
        return load_benchmark(_desk.corpus, split="all", folder=Path(folder))
    except DatasetError as error:
        return str(error)


@st.cache_data(show_spinner=False, max_entries=_KEPT)
def _load_set(name: str, folder: str, stamp: Stamp) -> StoredSet:
    return read_set(name, Path(folder))


@st.cache_data(show_spinner=False, max_entries=_KEPT)
def _load_rankings(path: str, stamp: tuple[int, int]) -> dict[str, tuple[str, ...]]:
    found = read_run(Path(path)).found
    return {query_id: tuple(hit.doc_id for hit in hits) for query_id, hits in found.items()}


@st.cache_data(show_spinner=False, max_entries=_KEPT)
def _load_answers(path: str, stamp: tuple[int, int]) -> dict[str, StoredAnswer]:
    return read_answers(Path(path))


@st.cache_data(show_spinner=False, max_entries=_KEPT)
def _load_differences(
    key: tuple[str, Stamp, str, str, str], _scores: Mapping[str, Scores]
) -> list[Difference]:
    return compare_scores(_scores, key[2], key[3])
