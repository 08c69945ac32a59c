"""What the reader learns from: questions with passages that answer and such that do not."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index import Searcher
from ingest import Clause
from reader.benchmarks import Asked
from reader.hits import passage_at
from reader.train_public import PublicSet
from reader.train_vectors import TokenStore

# Public passages are long; clauses are not.
_WINDOW = 128
_LONGEST = 224
_HEADING = 64
_NEAREST = 8
_SAME_PASSAGE = 0.3

TokenSpan = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that may answer.

    `tokens`: (n_tokens, dim); `own`: bool (n_tokens,), false for headings; `answers`: half-open
    token spans, none where it does not answer.
    """

    tokens: NDArray[np.float16]
    own: NDArray[np.bool_]
    answers: tuple[TokenSpan, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """A question, `tokens` (m, dim), with candidates."""

    tokens: NDArray[np.float16]
    candidates: tuple[Candidate, ...]


class PublicExamples:
    """Examples of one public set, drawn anew each time."""

    def __init__(self, data: PublicSet, questions: TokenStore, passages: TokenStore) -> None:
        """Find the answers' tokens and the nearest passages without the answer."""
        self._questions, self._passages = questions, passages
        self._usable = []
        near = questions.vectors.astype(np.float32) @ passages.vectors.astype(np.float32).T
        for number, question in enumerate(data.questions):
            found = _find_answers(data.passages[question.passage], question.answers)
            spans = find_tokens(passages.spans[passages.rows(question.passage)], found)
            order = np.argsort(-near[number], kind="stable")[: _NEAREST + 1]
            wrong = [
                int(p)
                for p in order
                if p != question.passage
                and not any(answer in data.passages[p] for answer in question.answers)
            ]
            asked = questions.rows(number)
            if spans and wrong and asked.start < asked.stop:
                self._usable.append((number, question.passage, spans, wrong))

    def __len__(self) -> int:
        """Return the number of questions."""
        return len(self._usable)

    def draw(self, place: int, rng: np.random.Generator) -> Example:
        """Return question number `place` with a window that answers and one that does not."""
        number, passage, spans, wrong = self._usable[place]
        other = None
        if rng.random() < _SAME_PASSAGE:
            other = self._window_without(passage, spans, rng)
        if other is None:
            chosen = wrong[rng.integers(len(wrong))]
            other = self._candidate(chosen, self._start(chosen, rng), ())
        right = self._window_with(passage, spans, rng)
        return Example(self._questions.tokens[self._questions.rows(number)], (right, other))

    def _start(self, passage: int, rng: np.random.Generator) -> int:
        rows = self._passages.rows(passage)
        return int(rng.integers(max(1, rows.stop - rows.start - _WINDOW + 1)))

    def _window_with(
        self, passage: int, spans: Sequence[TokenSpan], rng: np.random.Generator
    ) -> Candidate:
        first, last = spans[int(rng.integers(len(spans)))]
        low, high = max(0, last - _WINDOW), first
        start = int(rng.integers(low, high + 1)) if low < high else first
        return self._candidate(passage, start, spans)

    def _window_without(
        self, passage: int, spans: Sequence[TokenSpan], rng: np.random.Generator
    ) -> Candidate | None:
        start = self._start(passage, rng)
        if any(first < start + _WINDOW and last > start for first, last in spans):
            return None
        return self._candidate(passage, start, ())

    def _candidate(self, passage: int, start: int, spans: Sequence[TokenSpan]) -> Candidate:
        rows = self._passages.rows(passage)
        stop = min(rows.stop - rows.start, start + _WINDOW)
        tokens = self._passages.tokens[rows.start + start : rows.start + stop]
        inside = [(a - start, b - start) for a, b in spans if a >= start and b <= stop]
        return Candidate(tokens, np.ones(len(tokens), dtype=bool), tuple(inside))


def examples_of(searcher: Searcher, asked: Sequence[Asked], *, most: int = 8) -> Iterator[Example]:
    """Give each question with clauses that answer, and the best hits that do not.

    A hit that only helps is neither; a question that nothing answers has its best hits alone.

    Args:
        searcher: What found the hits.
        asked: Questions with their hits.
        most: Hits that do not answer, for each question.
    """
    for question in asked:
        right = [h.clause for h in question.hits if question.grades.get(h.clause.clause_id) == 2]
        wrong = [h.clause for h in question.hits if h.clause.clause_id not in question.grades]
        if question.answerable and not (right or question.missed):
            continue
        candidates = [
            candidate
            for clause in [*right, *question.missed, *wrong[:most]]
            for candidate in _of_clause(searcher, clause, question)
        ]
        yield Example(question.tokens, tuple(candidates))


def _of_clause(searcher: Searcher, clause: Clause, asked: Asked) -> Iterator[Candidate]:
    """Give a clause as it is indexed; of several windows of one that answers, those that do."""
    gold = asked.gold.get(clause.clause_id, ())
    for number in searcher.passages_of(clause):
        passage, record = passage_at(searcher, number), searcher.snapshot.passages[number]
        at = record.path_end - record.offset
        spans = find_tokens(passage.spans, [(a + at, b + at) for a, b in gold], passage.own_from)
        if not gold or spans:
            yield crop(
                passage.tokens.astype(np.float16), passage.spans[:, 0] >= passage.own_from, spans
            )


def find_tokens(
    places: NDArray[np.int32], spans: Sequence[TokenSpan], first: int = 0
) -> tuple[TokenSpan, ...]:
    """Return the half-open token spans that hold spans of characters, those of `first` on alone.

    Args:
        places: int32 (n_tokens, 2), half-open characters of each token.
        spans: Half-open characters.
        first: Where an answer may begin.
    """
    found = []
    for start, end in spans:
        inside = np.flatnonzero((places[:, 1] > max(start, first)) & (places[:, 0] < end))
        if len(inside):
            found.append((int(inside[0]), int(inside[-1]) + 1))
    return tuple(found)


def crop(
    tokens: NDArray[np.float16], own: NDArray[np.bool_], spans: Sequence[TokenSpan]
) -> Candidate:
    """Return a long passage with the end of its headings and the part that answers first."""
    if len(tokens) <= _LONGEST:
        return Candidate(tokens, own, tuple(spans))
    begins = int(np.argmax(own))
    kept = np.arange(max(0, begins - _HEADING), begins)
    room = _LONGEST - len(kept)
    start = begins if not spans else max(begins, min(spans[0][0] - room // 4, len(tokens) - room))
    chosen = np.concatenate([kept, np.arange(start, min(len(tokens), start + room))])
    moved = start - len(kept)
    inside = [
        (a - moved, min(b, start + room) - moved) for a, b in spans if start <= a < start + room
    ]
    return Candidate(tokens[chosen], own[chosen], tuple(inside))


def _find_answers(text: str, answers: Sequence[str]) -> list[TokenSpan]:
    """Return where the answers first stand in `text`, half-open characters."""
    found = [text.find(answer) for answer in answers]
    return [(at, at + len(answer)) for at, answer in zip(found, answers, strict=True) if at >= 0]
