"""Read the files of the project's own benchmark, and check them against the sources."""

import hashlib
import re
from pathlib import Path
from typing import Any

from eval.data.benchmark import PolicyBenchmark
from eval.data.collection import DatasetError, read_field, read_id, read_lines
from eval.data.questions import EXPECTED, KINDS, SPLITS, USERS, VARIETIES, Gold, Question
from eval.data.spans import Span
from ingest import Clause, Corpus

BENCHMARK = Path(__file__).parents[1] / "policy"


def load_benchmark(corpus: Corpus, *, split: str, folder: Path = BENCHMARK) -> PolicyBenchmark:
    """Read the questions of one split and their gold, and check both.

    Args:
        corpus: The documents that the gold is of.
        split: One of `SPLITS`, or `all`.
        folder: Holds `queries.jsonl` and `gold.jsonl`.

    Raises:
        DatasetError: a line has another form, an id occurs twice, or gold is not in the source;
            the message names the file and the line.
    """
    gold_path, path = folder / "gold.jsonl", folder / "queries.jsonl"
    gold = _read_gold(gold_path, corpus)
    sources = ["".join(text.split()) for text in corpus.texts.values()]
    questions: dict[str, Question] = {}
    for number, record in read_lines(path):
        place = f"{path}: line {number}"
        question = _read_question(record, place, gold)
        if question.question_id in questions:
            raise DatasetError(f"{place} has the id {question.question_id!r} again; rename one")
        _check_texts(question, place, corpus, sources)
        questions[question.question_id] = question
    for query_id, listed in gold.items():
        if query_id not in questions:
            raise DatasetError(
                f"{gold_path}: line {listed[0][1]} is gold of {query_id!r}, which is not in "
                "queries.jsonl; add it or drop the line"
            )
    chosen = tuple(q for q in questions.values() if split in (q.split, "all"))
    if not any(question.gold for question in chosen):
        raise DatasetError(
            f"{path}: holds no answerable question of the split {split!r}; "
            f"choose one of {', '.join(SPLITS)}, all"
        )
    parts = [gold_path.read_bytes(), path.read_bytes()]
    parts += [document.sha256.encode() for document in corpus.documents]
    return PolicyBenchmark(split, chosen, corpus, hashlib.sha256(b"".join(parts)).hexdigest())


def has_spans(folder: Path) -> bool:
    """Say whether a benchmark's folder holds gold spans of the documents.

    Raises:
        DatasetError: that cannot be found out.
    """
    try:
        return (folder / "gold.jsonl").is_file()
    except OSError as error:
        raise DatasetError(
            f"{folder}: cannot be read ({error.strerror}); check the path"
        ) from error


def _read_gold(path: Path, corpus: Corpus) -> dict[str, list[tuple[Gold, int]]]:
    """Return the gold of each query, each with the number of its line."""
    gold: dict[str, list[tuple[Gold, int]]] = {}
    seen: dict[tuple[str, Span], int] = {}
    contents = [Span.of(c) for c in corpus.clauses if c.kind == "toc"]
    for number, record in read_lines(path):
        place = f"{path}: line {number}"
        query_id, text = read_id(record, "query_id", place), read_field(record, "text", place)
        span, grade = _read_span(record, place), record.get("score")
        source = corpus.texts.get(span.doc_id)
        if source is None:
            raise DatasetError(
                f"{place} names the document {span.doc_id!r}; use {', '.join(corpus.texts)}"
            )
        # A slice may count from the end of the source, or go beyond it; a span may not.
        inside = 0 <= span.start < span.end <= len(source)
        if not inside or source[span.start : span.end] != text:
            raise DatasetError(
                f"{place}: {text[:30]!r} does not stand at {span}; {_places(text, source)}"
            )
        if any(span.shared(part) for part in contents):
            raise DatasetError(f"{place}: {span} lies in the contents; give the clause itself")
        if type(grade) is not int or grade not in (1, 2):
            raise DatasetError(f"{place} has the score {grade!r}; use 1 (helps) or 2 (answers)")
        if (query_id, span) in seen:
            raise DatasetError(f"{place} repeats line {seen[query_id, span]}; drop one")
        seen[query_id, span] = number
        gold.setdefault(query_id, []).append((Gold(span, grade), number))
    return gold


def _read_span(record: dict[str, Any], place: str) -> Span:
    start, end = record.get("start"), record.get("end")
    if type(start) is not int or type(end) is not int:
        raise DatasetError(f"{place} has no whole numbers as start and end; add them")
    return Span(read_field(record, "doc_id", place), start, end)


def _places(text: str, source: str) -> str:
    """Return where `text` stands, for a message."""
    starts = [match.start() for match in re.finditer(re.escape(text), source)] if text else []
    if not starts:
        return "copy it from the source, line breaks included"
    return "it stands at " + ", ".join(f"{start}-{start + len(text)}" for start in starts)


def _read_question(
    record: dict[str, Any], place: str, gold: dict[str, list[tuple[Gold, int]]]
) -> Question:
    about = record.get("metadata")
    if not isinstance(about, dict):
        raise DatasetError(f"{place} has no 'metadata'; add split, user, kind, variety and expect")
    allowed = {
        "split": SPLITS,
        "user": USERS,
        "kind": KINDS,
        "variety": VARIETIES,
        "expect": EXPECTED,
    }
    for name, values in allowed.items():
        if about.get(name) not in values:
            found = about.get(name)
            raise DatasetError(f"{place} has the {name} {found!r}; use one of {', '.join(values)}")
    question_id, text = read_id(record, "_id", place), read_field(record, "text", place)
    if not any(character.isalnum() for character in text):
        raise DatasetError(f"{place} has a question without a word; write one or drop the line")
    spans = tuple(entry for entry, _ in gold.get(question_id, []))
    answered = about["expect"] == "answered"
    if answered != any(entry.grade == 2 for entry in spans) or (spans and not answered):
        raise DatasetError(
            f"{place}: {question_id} expects {about['expect']!r} and has {len(spans)} gold spans; "
            "a question is answered where gold of score 2 answers it, and only there"
        )
    return Question(
        question_id=question_id,
        text=text,
        gold=spans,
        facts=_read_texts(about, "facts", place),
        near=_read_texts(about, "near", place),
        **{name: about[name] for name in allowed},
    )


def _read_texts(about: dict[str, Any], name: str, place: str) -> tuple[str, ...]:
    listed = about.get(name, [])
    if not isinstance(listed, list) or not all(isinstance(t, str) and t.strip() for t in listed):
        raise DatasetError(f"{place} has {name} {listed!r}; write a list of texts")
    return tuple(listed)


def _overlaps(clause: Clause, span: Span) -> bool:
    # Nearly all clauses are elsewhere, which is told sooner than how much of a span one covers.
    return clause.start < span.end and span.start < clause.end and clause.doc_id == span.doc_id


def _check_texts(question: Question, place: str, corpus: Corpus, sources: list[str]) -> None:
    """Refuse a fact that no answering clause holds, and a near miss that no source holds."""
    answering = [gold.span for gold in question.gold if gold.grade == 2]
    clauses = [
        "".join("".join([*clause.path, clause.text]).split())
        for clause in corpus.clauses
        if any(_overlaps(clause, span) and Span.of(clause).covers(span) for span in answering)
    ]
    for texts, holders, where in (
        (question.facts, clauses, "clause that its gold of score 2 lies in"),
        (question.near, sources, "document"),
    ):
        for text in texts:
            if not any("".join(text.split()) in holder for holder in holders):
                raise DatasetError(f"{place}: {text[:30]!r} stands in no {where}; copy it there")
