"""Results of hand-made runs over the stand-in's document, whose texts try to be markup."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from answer import Answer
from eval.data.benchmark import PolicyBenchmark
from eval.data.benchmark_files import load_benchmark
from eval.data.questions import SPLITS
from eval.judging.metrics import score_run
from eval.report.keep import keep
from eval.report.stored import Folders
from eval.runs.answers import AnswerResult, score_answer
from eval.runs.results import answer_summary, search_summary, write_answers, write_search
from eval.runs.run import SearchResult
from index import Hit
from tests.eval.hand_made import make_run
from tests.ui.fakes import HOSTILE, TEXT, make_desk
from ui.desk import Desk

# What the retrievers find: hybrid misses q2, dense q1; what LangChain finds is a chunk.
RUNS = {
    "hybrid": {"q1": ["hostile/1.2"], "q2": ["hostile/1.2"]},
    "dense": {"q1": ["hostile/1.1", "hostile/1"], "q2": ["hostile/1.1", "hostile/1.2"]},
    "langchain": {"q1": [f"hostile:0-{len(TEXT)}"], "q2": []},
}
GOLD = {"q1": "引进人才。", "q2": "（省工业和信息化厅牵头）"}
_DAY = date(2026, 1, 1)


class FakeSearcher:
    """Finds all clauses, always, in the documents' order."""

    def search(self, question: str, *, k: int = 10) -> list[Hit]:
        """Return the first `k` clauses."""
        clauses = make_desk().corpus.clauses[1:]
        return [Hit(n, 1 / n, clause, {}) for n, clause in enumerate(clauses[:k], start=1)]


def make_searching_desk() -> Desk:
    """Return the desk with something that searches."""
    return replace(make_desk(), searcher=FakeSearcher())  # type: ignore[arg-type]


def make_folders(root: Path, *, has_results: bool = True, more: int = 0) -> Folders:
    """Write questions, results of the test split, and their baseline; `more` adds questions."""
    folders = Folders(root / "results", root / "baseline", root / "benchmark")
    write_benchmark(folders.benchmark, more)
    desk = make_desk()
    benchmark = load_benchmark(desk.corpus, split="test", folder=folders.benchmark)
    folder = root / "made" / "policy-test"
    origin = {"index": desk.fingerprint, "data": benchmark.checksum, "commit": HOSTILE}
    for system, found in RUNS.items():
        write_retriever(folder, benchmark, system, found, origin)
    # Of an index that was before this one.
    rankings = folder / "dense.run"
    rankings.write_text(rankings.read_text().replace("hostile/1 ", "gone/1 "))
    answers = {q.question_id: desk.answerer.answer(q.text, as_of=_DAY) for q in benchmark.questions}
    _write_answers(folder, benchmark, answers, origin)
    keep(folder, folders.baseline / "policy-test")
    if has_results:
        folders.results.mkdir()
        folder.rename(folders.results / "policy-test")
    return folders


def write_benchmark(folder: Path, more: int = 0) -> None:
    """Write two answerable questions, the first of which tries to be markup, and one that is not.

    `more` questions are asked like the second one.
    """
    folder.mkdir(parents=True)
    asked = {"q1": f"有什么支持{HOSTILE}", "q2": "谁牵头改造"} | {
        f"r{n}": f"第{n}个牵头的是谁" for n in range(more)
    }
    queries = [
        {"_id": query_id, "text": text, "metadata": _about(query_id, "term", "answered")}
        for query_id, text in asked.items()
    ]
    queries.append(
        {"_id": "q3", "text": "没有的事", "metadata": _about("q3", "figure", "not_found")}
    )
    gold = [_gold(query_id, GOLD.get(query_id, GOLD["q2"])) for query_id in asked]
    _write(folder / "queries.jsonl", queries)
    _write(folder / "gold.jsonl", gold)


def write_retriever(
    folder: Path,
    benchmark: PolicyBenchmark,
    system: str,
    found: dict[str, list[str]],
    origin: dict[str, str],
) -> None:
    """Write the results of a retriever that found `found`."""
    run = make_run(system, found)
    seconds = [0.01] * len(benchmark.queries)
    result = SearchResult(run, score_run(benchmark, run), seconds)
    write_search(folder, benchmark, result, search_summary(benchmark, result, dict(origin)))


def _write_answers(
    folder: Path, benchmark: PolicyBenchmark, answers: dict[str, Answer], origin: dict[str, str]
) -> None:
    scores = {
        q.question_id: score_answer(answers[q.question_id], q, benchmark.corpus)
        for q in benchmark.questions
    }
    result = AnswerResult(answers, scores, [0.02] * len(answers))
    write_answers(folder, result, answer_summary(benchmark, result, dict(origin)))


def _about(query_id: str, kind: str, expect: str) -> dict[str, Any]:
    assert SPLITS[1] == "test"
    about = {"split": "test", "user": "official", "kind": kind, "variety": "simplified"}
    facts = {"q1": ["引进人才"]}.get(query_id, [])
    near = ["人才队伍"] if expect == "not_found" else []
    return about | {"expect": expect, "facts": facts, "near": near}


def _gold(query_id: str, text: str) -> dict[str, Any]:
    start = TEXT.index(text)
    place = {"doc_id": "hostile", "start": start, "end": start + len(text)}
    return {"query_id": query_id, **place, "score": 2, "text": text}


def _write(path: Path, records: list[dict[str, Any]]) -> None:
    lines = (json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    path.write_text("".join(lines), encoding="utf-8")
