"""What a question is by its likeness to questions of which it is known.

Examples are questions that people wrote for the documents: each with its kind, and with the spans
that answer it, if any do. What is known of them tells of a new question by kernel ridge regression
on the vectors of the questions (Saunders, Gammerman and Vovk 1998). How far that can be trusted is
told by the examples themselves, each judged by all others, which the method gives without fitting
anew (the smoother's diagonal).
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ingest import Corpus, SourceError

# Chosen by cross-validation over the writers of the development questions; others do as well.
_SHARPNESS, _RIDGE = 16.0, 0.1
# Shares of the examples that are taken for something by mistake, and that of a kind is mistaken for
# another: chosen on the development questions that no rule was written for, for the most refusals
# due while one in fifty answerable questions is refused.
_TAKEN, _MISSED = 0.02, 0.05
# Of the questions about documents without examples one in 200 has one so similar, of those about
# documents with examples half (development questions, 54 documents held).
_CLOSE = 0.93
_UNANSWERED, _OTHER_FIELD = "unanswered", "other_field"
# How much a span tells that answers, and one that only helps.
_GRADES = {2: 1.0, 1: 0.3}
_SPLIT = "dev"
_QUESTIONS, _GOLD = "queries.jsonl", "gold.jsonl"
_EXAMPLES, _VECTORS = "examples.jsonl", "example_vectors.npy"

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Answering:
    """A half-open span of a document that answers (`grade` 2) or helps (1)."""

    doc_id: str
    start: int
    end: int
    grade: int


@dataclass(frozen=True, slots=True)
class Example:
    """A question, its kind, what is expected (`answered`, `not_found`, `out_of_scope`), and where.

    `gold` is empty where nothing answers it.
    """

    text: str
    kind: str
    expect: str
    gold: tuple[Answering, ...] = ()


@dataclass(frozen=True, slots=True)
class Likeness:
    """What a question seems to be.

    Attributes:
        scores: By label (`unanswered`, `other_field`, kinds of question), about -1 to 1.
        no: Labels that hardly fit.
        sure: Labels that leave no doubt.
    """

    scores: Mapping[str, float]
    no: frozenset[str]
    sure: frozenset[str]

    @property
    def is_other_field(self) -> bool:
        """Say whether it is surely of another field."""
        return _OTHER_FIELD in self.sure


@dataclass(frozen=True, slots=True)
class Resemblance:
    """How a question resembles the examples.

    `influence` is how much each example tells of it, float64 (n_examples,). Whatever is known of
    the examples as numbers, their sum so weighed is what to expect of the question. `closest` is
    the cosine of the most similar one.
    """

    influence: Doubles
    closest: float = 0.0

    @property
    def is_close(self) -> bool:
        """Say whether it is nearly the question of an example."""
        return self.closest >= _CLOSE


@dataclass(frozen=True)
class ExampleModel:
    """Judges questions by examples; `vectors` are theirs, unit rows, float32 (n_examples, dim)."""

    examples: tuple[Example, ...]
    vectors: Floats

    @cached_property
    def doc_ids(self) -> frozenset[str]:
        """Return the documents that the examples are about."""
        return frozenset(gold.doc_id for example in self.examples for gold in example.gold)

    @cached_property
    def checksum(self) -> str:
        """Identify the examples."""
        return checksum_of(self.examples)

    def compare(self, vector: Floats) -> Resemblance:
        """Return how the question of that vector, float32 (dim,), resembles the examples."""
        similar = _kernel(vector[None], self.vectors)[0]
        return Resemblance(similar @ self._inverse, float((self.vectors @ vector).max()))

    def compare_with_others(self, number: int) -> Resemblance:
        """Return how the example of that number resembles the others, as if it were none of them.

        The influence is what `compare` would give without that one.
        """
        influence = -self._inverse[number] / self._inverse[number, number]
        influence[number] = 0.0
        cosines = np.delete(self.vectors @ self.vectors[number], number)
        return Resemblance(influence, float(cosines.max(initial=0.0)))

    def find(self, text: str) -> int | None:
        """Return the number of the example of that text, None if it is none."""
        return next((i for i, e in enumerate(self.examples) if e.text == text), None)

    def judge(self, resemblance: Resemblance) -> Likeness:
        """Return what a question seems to be that resembles the examples so."""
        names, known, means, least, most = self._labels
        sums = means + resemblance.influence @ (known - means)
        return Likeness(
            dict(zip(names, map(float, sums), strict=True)),
            no=frozenset(n for n, s, x in zip(names, sums, least, strict=True) if s < x),
            sure=frozenset(n for n, s, x in zip(names, sums, most, strict=True) if s > x),
        )

    def answers(self, doc_id: str, start: int, end: int) -> Doubles:
        """Return for each example whether the span answers it, 0 to 1, float64 (n_examples,).

        It does if it covers at least half of a span that does, or half of it lies in one.
        """
        places, values = self._gold.get(doc_id, (np.zeros((0, 3), np.int64), np.zeros(0)))
        shared = np.minimum(places[:, 2], end) - np.maximum(places[:, 1], start)
        half = np.minimum(places[:, 2] - places[:, 1], end - start) / 2
        found = (shared >= half) & (shared > 0)
        answered = np.zeros(len(self.examples))
        np.maximum.at(answered, places[found, 0], values[found])
        return answered

    @cached_property
    def _inverse(self) -> Doubles:
        similar = _kernel(self.vectors, self.vectors)
        return np.asarray(np.linalg.inv(similar + _RIDGE * np.eye(len(self.vectors))))

    @cached_property
    def _labels(self) -> tuple[tuple[str, ...], Doubles, Doubles, list[float], list[float]]:
        """Return the labels, what is known of the examples, its means, and the bounds of scores."""
        kinds = sorted({example.kind for example in self.examples})
        values = np.array(
            [
                [e.expect != "answered", e.expect == "out_of_scope", *(e.kind == k for k in kinds)]
                for e in self.examples
            ]
        )
        known = np.where(values, 1.0, -1.0)
        means = known.mean(axis=0)
        # What all others tell of each example.
        others = known - self._inverse @ (known - means) / np.diag(self._inverse)[:, None]
        columns = list(zip(others.T, values.T, strict=True))
        least = [_quantile(scores[is_it], _MISSED, -2.0) for scores, is_it in columns]
        most = [_quantile(scores[~is_it], 1 - _TAKEN, 2.0) for scores, is_it in columns]
        # A question like no example has the means: it is surely nothing.
        most = list(np.maximum(most, means))
        return (_UNANSWERED, _OTHER_FIELD, *kinds), known, means, least, most

    @cached_property
    def _gold(self) -> dict[str, tuple[NDArray[np.int64], Doubles]]:
        """Return for each document the spans (example, start, end) in it, and what each tells."""
        spans = [(i, gold) for i, example in enumerate(self.examples) for gold in example.gold]
        return {
            doc_id: (
                np.array([(i, g.start, g.end) for i, g in spans if g.doc_id == doc_id]),
                np.array([_GRADES[g.grade] for _, g in spans if g.doc_id == doc_id]),
            )
            for doc_id in {gold.doc_id for _, gold in spans}
        }


def _kernel(some: Floats, others: Floats) -> Doubles:
    cosines = some.astype(np.float64) @ others.astype(np.float64).T
    return np.asarray(np.exp(_SHARPNESS * (cosines - 1.0)))


def _quantile(scores: Doubles, share: float, default: float) -> float:
    return float(np.quantile(scores, share)) if len(scores) else default


def load_examples(folder: Path, corpus: Corpus) -> list[Example]:
    """Return the examples for `corpus`: those whose documents are held as they were then.

    An unanswerable one counts where a document that others of its folder are about is held.

    Args:
        folder: Holds `queries.jsonl`, the questions with their kind, split and what is expected,
            and `gold.jsonl`, the spans of the documents that answer them.
        corpus: The documents.

    Raises:
        SourceError: a file there is damaged.
    """
    if not all((folder / name).is_file() for name in (_QUESTIONS, _GOLD)):
        return []
    try:
        return list(_read_benchmark(folder, corpus))
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise SourceError(
            f"{folder}: {_QUESTIONS} or {_GOLD} cannot be read ({type(error).__name__}: {error}); "
            "mend it, or set POLICY_QA_EXAMPLES to another folder"
        ) from error


def _read_benchmark(folder: Path, corpus: Corpus) -> Iterator[Example]:
    gold: dict[str, list[Answering]] = {}
    lost: set[str] = set()
    for record in _read_lines(folder / _GOLD):
        span = Answering(*(record[key] for key in ("doc_id", "start", "end", "score")))
        if corpus.texts.get(span.doc_id, "")[span.start : span.end] != record["text"]:
            lost.add(record["query_id"])
        gold.setdefault(record["query_id"], []).append(span)
    if lost >= gold.keys():
        return
    for record in _read_lines(folder / _QUESTIONS):
        about = record["metadata"]
        if about["split"] == _SPLIT and record["_id"] not in lost:
            spans = tuple(gold.get(record["_id"], ()))
            yield Example(record["text"], about["kind"], about["expect"], spans)


def _read_lines(path: Path) -> Iterator[Any]:
    # Not splitlines: a text may hold line separators that JSON leaves as they are.
    lines = path.read_text(encoding="utf-8").split("\n")
    return (json.loads(line) for line in lines if line.strip())


def checksum_of(examples: Sequence[Example]) -> str:
    """Identify examples; empty where there are none."""
    if not examples:
        return ""
    lines = (json.dumps(asdict(example), ensure_ascii=False) for example in examples)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def write_examples(model: ExampleModel, folder: Path) -> None:
    """Write the files of `model` to a folder."""
    lines = (json.dumps(asdict(e), ensure_ascii=False) + "\n" for e in model.examples)
    (folder / _EXAMPLES).write_text("".join(lines), encoding="utf-8", newline="\n")
    np.save(folder / _VECTORS, model.vectors, allow_pickle=False)


def read_examples(folder: Path) -> ExampleModel | None:
    """Return what `write_examples` wrote to `folder`, None where it wrote nothing."""
    if not (folder / _EXAMPLES).is_file():
        return None
    examples = [
        Example(e["text"], e["kind"], e["expect"], tuple(Answering(**g) for g in e["gold"]))
        for e in _read_lines(folder / _EXAMPLES)
    ]
    return ExampleModel(tuple(examples), np.load(folder / _VECTORS, allow_pickle=False))
