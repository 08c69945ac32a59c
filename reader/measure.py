"""Measure the reader on questions that it did not learn from."""

import json
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from index import Searcher
from index.model.embedder import Embedder
from reader.benchmarks import Asked
from reader.figures import Read, auc, figures_of, sentences_of
from reader.hits import READ, HitReader
from reader.model import Passage, Reader, Reading
from reader.train_vectors import encode_texts

_REPEATS = 30


def measure_asked(searcher: Searcher, asked: Sequence[Asked], reader: Reader) -> dict[str, float]:
    """Return the figures of questions whose best hits are read."""
    hit_reader = HitReader(reader)
    read = [read_asked(searcher, question, hit_reader) for question in asked]
    return figures_of(read, reader.trained.clause, reader.trained.question)


def read_asked(searcher: Searcher, asked: Asked, hit_reader: HitReader) -> Read:
    """Read the best hits of one question."""
    hits = asked.hits[:READ]
    readings = hit_reader.read_hits(searcher, asked.question, hits)
    nearness = tuple(
        tuple(searcher.score_spans(asked.question, h.clause, sentences_of(h.clause.text)))
        for h in hits
    )
    return Read(asked, readings, nearness)


def measure_checklist(
    folder: Path, embedder: Embedder, reader: Reader, cache: Path
) -> dict[str, float]:
    """Return the figures on DuReader checklist: near misses, and the sentence of the answer.

    Args:
        folder: Holds `dureader_checklist_dev/mrc.jsonl`.
        embedder: The model of the index.
        reader: What to measure; it has learned nothing from this set.
        cache: For the token vectors.
    """
    path = folder / "dureader_checklist_dev" / "mrc.jsonl"
    rows = [json.loads(line) for line in path.read_text("utf-8").split("\n") if line]
    heads = [f"{row['title']}\n" for row in rows]
    texts = [head + row["context"] for head, row in zip(heads, rows, strict=True)]
    asked = encode_texts([row["query"] for row in rows], embedder, cache, as_queries=True)
    held = encode_texts(texts, embedder, cache)
    logits, near, sentences = [], [], []
    for i, (row, head) in enumerate(zip(rows, heads, strict=True)):
        question = asked.tokens[asked.rows(i)].astype(np.float32)
        passage = Passage(
            held.tokens[held.rows(i)].astype(np.float32), held.spans[held.rows(i)], len(head)
        )
        (reading,) = reader.read(question, [passage])
        best = (passage.tokens @ question.T).max(axis=0)
        logits.append(reading.logit)
        near.append(float(np.sort(best)[: max(1, len(best) // 4)].mean()))
        if row["answers"]:
            sentences.append(_finds_sentence(row["context"], len(head), row["answers"], reading))
    right = [bool(row["answers"]) for row in rows]
    return {
        "questions": len(rows),
        "answerable": sum(right),
        "reader sentence": float(np.mean(sentences)),
        "search auc, weakest quarter": auc(near, right),
        "reader auc": auc(logits, right),
    }


def _finds_sentence(text: str, at: int, answers: Sequence[str], reading: Reading) -> bool:
    """Say whether the sentence with most support shares words with an answer."""
    spans = sentences_of(text)
    start, end = max(spans, key=lambda span: reading.support(span[0] + at, span[1] + at))
    found = [(text.find(answer), len(answer)) for answer in answers]
    return any(place >= 0 and place < end and place + n > start for place, n in found)


def measure_speed(searcher: Searcher, asked: Sequence[Asked], reader: Reader) -> dict[str, float]:
    """Return the milliseconds that reading eight hits takes, the question being encoded."""
    hit_reader = HitReader(reader)
    taken = []
    for question in asked[:_REPEATS]:
        searcher.encode(question.question)
        start = time.process_time()
        hit_reader.read_hits(searcher, question.question, question.hits[:READ])
        taken.append((time.process_time() - start) * 1000)
    return {"median ms": float(np.median(taken)), "95 % ms": float(np.quantile(taken, 0.95))}
