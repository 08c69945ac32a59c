"""Results kept with the program: what a fresh copy shows, and what the gate compares with.

Of each retriever its summary, the scores of each query and its run; of the answers what was said
and which clauses were cited. Scores, runs and answers are packed.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from eval.data.collection import read_lines
from eval.data.packed import write_packed
from eval.data.trec import Run, read_run, run_text
from eval.judging.metrics import DEPTHS
from eval.report.gate import HEADLINE
from eval.runs.results import (
    ANSWERS,
    answers_path,
    read_scores,
    read_summaries,
    run_path,
    scores_path,
    write_summary,
    writing,
)


def keep(results: Path, baseline: Path) -> list[Path]:
    """Make some results the baseline, in place of what it held; return the files written.

    Raises:
        ResultsError: results are missing or damaged, or the baseline cannot be written.
        TrecError: a run is damaged.
    """
    summaries = read_summaries(results)
    for system in HEADLINE:
        read_scores(scores_path(results, system))
    texts: dict[str, str] = {}
    for summary in summaries:
        texts |= _texts_of(results, summary["system"])
    with writing(baseline):
        for path in baseline.iterdir():
            path.unlink()
        for summary in summaries:
            write_summary(baseline / f"{summary['system']}.json", summary, indent=None)
        for name, text in texts.items():
            write_packed(baseline / name, text)
        return sorted(baseline.iterdir())


def _texts_of(results: Path, system: str) -> dict[str, str]:
    """Return what is packed of a system, by the name of its file."""
    scores = scores_path(results, system)
    rows = ({"query_id": query_id} | row for query_id, row in read_scores(scores).items())
    texts = {scores.name: _lines(rows)}
    run, answers = run_path(results, system), answers_path(results)
    if run.is_file():
        texts[run.name] = run_text(_cut(read_run(run)))
    elif system == ANSWERS and answers.is_file():
        texts[answers.name] = _lines(_thin(record) for _, record in read_lines(answers))
    return texts


def _cut(run: Run) -> Run:
    return Run(run.system, {query: found[: DEPTHS[-1]] for query, found in run.found.items()})


def _thin(answer: dict[str, Any]) -> dict[str, Any]:
    """Return an answer with what is shown of it: status, text, and the clauses cited."""
    kept = {name: answer[name] for name in ("id", "status", "answer")}
    cited = dict.fromkeys(citation["clause_id"] for citation in answer["citations"])
    return kept | {"citations": [{"clause_id": clause_id} for clause_id in cited]}


def _lines(records: Iterable[dict[str, Any]]) -> str:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
