"""What a question is by its likeness to questions of which it is known.

Examples are questions that people wrote for the documents: each with its kind, and with the spans
that answer it, if any do. What is known of them tells of a new question by kernel ridge regression
on the vectors of the questions (Saunders, Gammerman and Vovk 1998), fitted when an index is built.
How far that can be trusted is told by the examples themselves, each judged by all others, which the
method gives without fitting anew (the smoother's diagonal).
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ingest import Corpus, SourceError

# Chosen by cross-validation over the writers of the development questions; others do as well.
_SHARPNESS, _RIDGE = 16.0, 0.1
# So large a share of the other questions lies below what is surely of another field: chosen on the
# development questions that no rule was written for, at one in fifty answerable ones refused.
_SURE = 0.98
# Of the questions about documents without examples one in 200 has one so similar, of those about
# documents with examples half (development questions, 54 documents held).
_CLOSE = 0.93
# How much a span tells that answers, and one that only helps.
_GRADES = {2: 1.0, 1: 0.3}
_SPLIT = "dev"
_QUESTIONS, _GOLD = "queries.jsonl", "gold.jsonl"
_EXAMPLES, _FITTED = "examples.jsonl", "examples.npz"

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]
# doc_id and half-open span of a clause; spans (example, start, end) and what each tells.
ClauseSpan = tuple[str, int, int]
Gold = tuple[NDArray[np.int64], Doubles]


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

    `unanswered` says how much it is like those that the documents do not answer, about -1 to 1;
    `is_other_field` whether it is surely of another field.
    """

    unanswered: float
    is_other_field: bool = False


@dataclass(frozen=True, slots=True)
class Resemblance:
    """How a question resembles the examples.

    `similar` is how like it each example is, float64 (n_examples,). `closest` is the cosine of the
    most similar one.
    """

    similar: Doubles
    closest: float = 0.0

    @property
    def is_close(self) -> bool:
        """Say whether it is nearly the question of an example."""
        return self.closest >= _CLOSE


@dataclass(frozen=True, slots=True)
class Fitted:
    """What was fitted to the examples; products with `Resemblance.similar` are what to expect.

    `label_duals`: float32 (2, n_examples), whether a question is unanswered, and of another field,
    beyond `means` (2,); `sure`: what is above it is of another field. `answering`: int64 (n,), the
    numbers of clauses that answer any example; `clause_duals`: float32 (n, n_examples), how much
    each does.
    """

    label_duals: Floats
    means: Doubles
    sure: float
    answering: NDArray[np.int64]
    clause_duals: Floats


@dataclass(frozen=True)
class ExampleModel:
    """Judges questions by examples; `vectors` are theirs, unit rows, float32 (n_examples, dim)."""

    examples: tuple[Example, ...]
    vectors: Floats
    fitted: Fitted

    @classmethod
    def fit(
        cls, examples: Sequence[Example], vectors: Floats, clauses: Iterable[tuple[int, ClauseSpan]]
    ) -> "ExampleModel":
        """Return the model of `examples`.

        Args:
            examples: At least one.
            vectors: Theirs, unit rows, float32 (n_examples, dim).
            clauses: The clauses of the documents that they are about, by their numbers in an index.
        """
        inverse = np.asarray(np.linalg.inv(_kernel(vectors)))
        values = np.array([[e.expect != "answered", e.expect == "out_of_scope"] for e in examples])
        known = np.where(values, 1.0, -1.0)
        means = known.mean(axis=0)
        duals = inverse @ (known - means)
        # What all others tell of each example.
        others = (known - duals / np.diag(inverse)[:, None])[~values[:, 1], 1]
        # A question like no example has the means: it is surely nothing.
        sure = max(float(np.quantile(others, _SURE)) if len(others) else 2.0, float(means[1]))
        spans = _gold_by_document(examples)
        told = (
            (number, _answers(spans[doc_id], start, end, len(examples)))
            for number, (doc_id, start, end) in clauses
            if doc_id in spans
        )
        held = {number: answered for number, answered in told if answered.any()}
        answered = np.array(list(held.values())).reshape(-1, len(examples))
        fitted = Fitted(
            duals.T.astype(np.float32),
            means,
            sure,
            np.array(list(held), np.int64),
            (answered @ inverse).astype(np.float32),
        )
        return cls(tuple(examples), vectors, fitted)

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
        cosines = self.vectors @ vector
        return Resemblance(_likeness(cosines.astype(np.float64)), float(cosines.max()))

    def compare_with_others(self, number: int) -> Resemblance:
        """Return how the example of that number resembles the others, as if it were none of them.

        What is expected of it is what a model without that one would expect.
        """
        influence = -self._inverse[number] / self._inverse[number, number]
        influence[number] = 0.0
        cosines = np.delete(self.vectors @ self.vectors[number], number)
        return Resemblance(influence @ self._similar, float(cosines.max(initial=0.0)))

    def find(self, text: str) -> int | None:
        """Return the number of the example of that text, None if it is none."""
        return next((i for i, e in enumerate(self.examples) if e.text == text), None)

    def judge(self, resemblance: Resemblance) -> Likeness:
        """Return what a question seems to be that resembles the examples so."""
        fitted = self.fitted
        unanswered, other_field = fitted.means + fitted.label_duals @ resemblance.similar
        return Likeness(float(unanswered), bool(other_field > fitted.sure))

    def expect(self, resemblance: Resemblance) -> dict[int, float]:
        """Return how much the examples speak for clauses, by their numbers; for others, nothing."""
        expected = self.fitted.clause_duals @ resemblance.similar.astype(np.float32)
        return dict(zip(self.fitted.answering.tolist(), expected.tolist(), strict=True))

    @cached_property
    def _similar(self) -> Doubles:
        return _kernel(self.vectors)

    @cached_property
    def _inverse(self) -> Doubles:
        return np.asarray(np.linalg.inv(self._similar))


def _answers(gold: Gold, start: int, end: int, count: int) -> Doubles:
    """Return for each example whether a span answers it, 0 to 1, float64 (count,).

    It does if it covers at least half of a span that does, or half of it lies in one.
    """
    places, values = gold
    shared = np.minimum(places[:, 2], end) - np.maximum(places[:, 1], start)
    half = np.minimum(places[:, 2] - places[:, 1], end - start) / 2
    found = (shared >= half) & (shared > 0)
    answered = np.zeros(count)
    np.maximum.at(answered, places[found, 0], values[found])
    return answered


def _gold_by_document(examples: Sequence[Example]) -> dict[str, Gold]:
    """Return for each document the spans (example, start, end) in it, and what each tells."""
    spans = [(i, gold) for i, example in enumerate(examples) for gold in example.gold]
    return {
        doc_id: (
            np.array([(i, g.start, g.end) for i, g in spans if g.doc_id == doc_id]),
            np.array([_GRADES[g.grade] for _, g in spans if g.doc_id == doc_id]),
        )
        for doc_id in {gold.doc_id for _, gold in spans}
    }


def _kernel(vectors: Floats) -> Doubles:
    """Return how like each example is to each, with the ridge on the diagonal."""
    rows = vectors.astype(np.float64)
    return _likeness(rows @ rows.T) + _RIDGE * np.eye(len(rows))


def _likeness(cosines: Doubles) -> Doubles:
    return np.asarray(np.exp(_SHARPNESS * (cosines - 1.0)))


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
    fitted = asdict(model.fitted)
    np.savez(folder / _FITTED, allow_pickle=False, vectors=model.vectors, **fitted)


def read_examples(folder: Path) -> ExampleModel | None:
    """Return what `write_examples` wrote to `folder`, None where it wrote nothing."""
    if not (folder / _EXAMPLES).is_file():
        return None
    examples = [
        Example(e["text"], e["kind"], e["expect"], tuple(Answering(**g) for g in e["gold"]))
        for e in _read_lines(folder / _EXAMPLES)
    ]
    with np.load(folder / _FITTED, allow_pickle=False) as arrays:
        held = {name: arrays[name] for name in arrays.files}
    vectors = held.pop("vectors")
    return ExampleModel(tuple(examples), vectors, Fitted(**held | {"sure": float(held["sure"])}))
