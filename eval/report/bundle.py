"""Stored results as files that other programs read: runs, qrels, scores."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from eval.data.benchmark import PolicyBenchmark
from eval.data.packed import where_stored
from eval.data.trec import qrels_text, read_run, run_text
from eval.judging.metrics import Scores, judge_run
from eval.report.formats import rows_text
from eval.runs.results import run_path

_ABOUT = """\
NAME.run          what a retriever found: clauses (document/number) or spans (document:start-end)
NAME.judged.run   the same in terms of the gold spans, to be used with judged.qrels
judged.qrels      the gold spans: 2 answers, 1 helps; trec_eval -l 2 counts what answers
NAME.scores.csv   the metrics of each question
"""
# Of all files in an archive, so that the same results give the same bytes.
_DAY = (1980, 1, 1, 0, 0, 0)


def stored_run(folder: Path, system: str) -> str:
    """Return the run of a system as it was found.

    Raises:
        TrecError: it is damaged.
    """
    return run_text(read_run(where_stored(run_path(folder, system))))


def judged_run(folder: Path, system: str, benchmark: PolicyBenchmark) -> str:
    """Return the run of a system in terms of the gold spans.

    Raises:
        TrecError: it is damaged.
    """
    return run_text(judge_run(benchmark, read_run(where_stored(run_path(folder, system)))))


def gold_qrels(benchmark: PolicyBenchmark) -> str:
    """Return the gold spans as qrels."""
    return qrels_text(benchmark.qrels)


def scores_text(scores: Scores) -> str:
    """Return the metrics of each query as CSV; a metric that a query does not have is empty."""
    names = list(dict.fromkeys(name for row in scores.values() for name in row))
    rows = [[query_id, *(str(row.get(n, "")) for n in names)] for query_id, row in scores.items()]
    return rows_text([["query_id", *names], *rows])


def bundle(
    folder: Path, systems: Sequence[str], all_scores: Mapping[str, Scores], gold: PolicyBenchmark
) -> bytes:
    """Return runs, qrels and scores of some systems as an archive.

    Raises:
        TrecError: a run is damaged.
    """
    files = {"README.txt": _ABOUT, "judged.qrels": gold_qrels(gold)}
    for system in systems:
        if where_stored(run_path(folder, system)).is_file():
            files[f"{system}.run"] = stored_run(folder, system)
            files[f"{system}.judged.run"] = judged_run(folder, system, gold)
        files[f"{system}.scores.csv"] = scores_text(all_scores[system])
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(name, _DAY), text, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
