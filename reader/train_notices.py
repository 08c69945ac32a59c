"""Questions on short notices of local governments, whose texts lie in a set of `ncp_policy`."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.model.embedder import Embedder
from reader.train_examples import Candidate, Example, TokenSpan, find_tokens
from reader.train_public import TrainingDataError
from reader.train_vectors import encode_texts

QUESTIONS = Path(__file__).parent / "notices.jsonl"
_SET = "ncp_policy"
_WINDOW = 128


def load_notices(
    sets: Path, embedder: Embedder, cache: Path, *, questions: Path = QUESTIONS
) -> list[Example]:
    """Return the questions on notices, each with windows of its notice as candidates.

    Args:
        sets: The folder of the public sets; of `ncp_policy` the texts alone are used.
        embedder: The model of the index.
        cache: For the token vectors.
        questions: The questions, with their spans in these texts.

    Raises:
        TrainingDataError: the set is missing.
    """
    path = sets / _SET / "corpus.jsonl"
    try:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]
    except OSError as error:
        raise TrainingDataError(f"{path}: is not at hand ({error}); name its folder") from error
    texts = {row["_id"]: row["text"] for row in rows}
    asked = [json.loads(line) for line in questions.read_text(encoding="utf-8").splitlines()]
    names = sorted({question["passage"] for question in asked})
    held = encode_texts([texts[name] for name in names], embedder, cache)
    encoded = encode_texts([q["question"] for q in asked], embedder, cache, as_queries=True)
    examples = []
    for number, question in enumerate(asked):
        place = held.rows(names.index(question["passage"]))
        tokens, spans = held.tokens[place], held.spans[place]
        found = find_tokens(spans, [(start, end) for start, end in question["spans"]])
        candidates = tuple(_windows(tokens, found, answered=question["answered"]))
        examples.append(Example(encoded.tokens[encoded.rows(number)], candidates))
    return examples


def _windows(
    tokens: NDArray[np.float16], spans: Sequence[TokenSpan], *, answered: bool
) -> Iterator[Candidate]:
    """Give a window around each span, which answers or only comes near, and then the others."""
    for first, end in spans:
        start = max(0, min((first + end - _WINDOW) // 2, len(tokens) - _WINDOW))
        inside = [
            (max(0, a - start), min(b - start, _WINDOW))
            for a, b in spans
            if a < start + _WINDOW and b > start
        ]
        yield _candidate(tokens[start : start + _WINDOW], inside if answered else ())
    for start in range(0, len(tokens), _WINDOW):
        if not any(first < start + _WINDOW and end > start for first, end in spans):
            yield _candidate(tokens[start : start + _WINDOW], ())


def _candidate(tokens: NDArray[np.float16], answers: Sequence[TokenSpan]) -> Candidate:
    return Candidate(tokens, np.ones(len(tokens), dtype=bool), tuple(answers))
