"""The project's benchmark in BEIR's form: clauses as corpus, gold spans as qrels."""

import json
from collections.abc import Sequence
from pathlib import Path

from eval.data.benchmark import PolicyBenchmark
from eval.data.benchmark_files import BENCHMARK
from eval.data.collection import DatasetError
from eval.data.spans import Span
from eval.runs.results import writing
from index.channels.passages import is_searched
from ingest import Clause


def write_derived(benchmark: PolicyBenchmark, folder: Path = BENCHMARK) -> None:
    """Write `corpus.jsonl` and `qrels/SPLIT.tsv` beside the questions and the gold.

    Raises:
        DatasetError: no clause covers some gold.
        ResultsError: the folder cannot be written to.
    """
    files = derive_files(benchmark)
    with writing(folder / "qrels"):
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf-8")


def check_derived(benchmark: PolicyBenchmark, folder: Path = BENCHMARK) -> None:
    """Refuse files that are not what the questions and the gold give.

    Raises:
        DatasetError: one is missing or out of date, or no clause covers some gold.
    """
    for name, text in derive_files(benchmark).items():
        path = folder / name
        if not path.is_file() or path.read_bytes() != text.encode():
            raise DatasetError(f"{path}: is out of date; run: python -m eval check --write")


def count_questions(benchmark: PolicyBenchmark) -> dict[str, dict[str, int]]:
    """Return the numbers of answerable and unanswerable questions, by split and by kind."""
    counts: dict[str, dict[str, int]] = {}
    for question in benchmark.questions:
        answerable = "answerable" if question.gold else "unanswerable"
        for label in (f"split {question.split}", f"kind {question.kind}"):
            row = counts.setdefault(label, {"answerable": 0, "unanswerable": 0})
            row[answerable] += 1
    return dict(sorted(counts.items()))


def derive_files(benchmark: PolicyBenchmark) -> dict[str, str]:
    """Return the text of each file, by its name.

    A clause has the grade of the best gold span that it covers; a further column of the qrels says
    where in the source the spans lie, which readers of BEIR's form leave aside.

    Raises:
        DatasetError: no clause covers some gold.
    """
    searched = [clause for clause in benchmark.corpus.clauses if is_searched(clause)]
    files = {"corpus.jsonl": "".join(map(_corpus_line, searched))}
    for split in sorted({question.split for question in benchmark.questions}):
        files[f"qrels/{split}.tsv"] = _qrels(benchmark, split, searched)
    return files


def _corpus_line(clause: Clause) -> str:
    record = {
        "_id": clause.clause_id,
        "title": " / ".join(clause.path),
        "text": clause.text,
        "metadata": {
            "doc_id": clause.doc_id,
            "start": clause.start,
            "end": clause.end,
            "citation": clause.citation,
        },
    }
    return json.dumps(record, ensure_ascii=False) + "\n"


def _qrels(benchmark: PolicyBenchmark, split: str, searched: Sequence[Clause]) -> str:
    lines = ["query-id\tcorpus-id\tscore\tspans\n"]
    places = [(clause, Span.of(clause)) for clause in searched]
    for question in benchmark.questions:
        if question.split != split:
            continue
        judged: dict[str, tuple[int, list[str]]] = {}
        for gold in question.gold:
            holders = [clause.clause_id for clause, span in places if span.covers(gold.span)]
            if not holders:
                raise DatasetError(
                    f"{BENCHMARK / 'gold.jsonl'}: {gold.span} of {question.question_id} lies in "
                    "no one clause; cut it at the clause's end"
                )
            for clause_id in holders:
                grade, spans = judged.get(clause_id, (0, []))
                spans.append(f"{gold.span.start}-{gold.span.end}")
                judged[clause_id] = max(grade, gold.grade), spans
        for clause_id, (grade, spans) in judged.items():
            lines.append(f"{question.question_id}\t{clause_id}\t{grade}\t{','.join(spans)}\n")
    return "".join(lines)
