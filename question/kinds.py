"""The kind of a question: one layer over the n-grams of its words, learned from questions.

What a question is about tells little of its kind, so each is read twice: as it stands, and with
departments, industries, cities and numbers put as one mark each.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save_file

from ingest.annotations.vocabulary import Vocabulary
from ingest.errors import BadDataError

WEIGHTS = Path(__file__).with_name("kinds.safetensors")
COMPARISON, DEPARTMENT_LIST, RESPONSIBILITY = "comparison", "department_list", "responsibility"
VALIDITY, SUPPORT = "validity", "support"
# Kinds of question that ask of a document itself.
ABOUT_DOCUMENT = ("front_matter", VALIDITY)
_FORMAT = "1"
_LONGEST = 4
_NUMBER = re.compile(r"[a-z0-9]*\d[a-z0-9\-]*")
_MARKS = {"departments": "局", "industries": "业", "cities": "市"}
# Between a question and the same with its names marked.
_BETWEEN = "\n"

Floats = NDArray[np.float32]


class KindsError(BadDataError):
    """The file of weights cannot be used; the message says what mends it."""


@dataclass(frozen=True)
class KindModel:
    """Tells kinds of questions: multinomial logistic regression over weighted n-grams.

    Attributes:
        kinds: Their names, n_kinds of them.
        rows: The row of each n-gram.
        worth: How much each n-gram counts by its rarity, float32 (n_grams,).
        weights: Of each n-gram for each kind, float32 (n_grams, n_kinds).
        bias: Of each kind, float32 (n_kinds,).
    """

    kinds: tuple[str, ...]
    rows: Mapping[str, int]
    worth: Floats
    weights: Floats
    bias: Floats

    def tell(self, features: str) -> dict[str, float]:
        """Return how likely each kind is, the likeliest first, for what `features_of` returns."""
        counts = Counter(gram for gram in grams(features) if gram in self.rows)
        rows = [self.rows[gram] for gram in counts]
        values = (1 + np.log(np.array(list(counts.values()), np.float32))) * self.worth[rows]
        values /= np.linalg.norm(values) or 1.0
        logits = values @ self.weights[rows] + self.bias
        shares = np.exp(logits - logits.max())
        shares /= shares.sum()
        order = np.argsort(-shares, kind="stable")
        return {self.kinds[i]: float(shares[i]) for i in order}

    def likeliest(self, features: str) -> str:
        """Return the likeliest kind."""
        return next(iter(self.tell(features)))


def features_of(text: str, vocabulary: Vocabulary) -> str:
    """Return what the kind of a question is told by.

    Args:
        text: The question as `Query.text` has it.
        vocabulary: Names of departments, industries and cities.
    """
    letters = list(text)
    for kind, mark in _MARKS.items():
        for found in vocabulary.find(kind, text):
            # A department may have the name of its city in it.
            if all(letters[found.start : found.end]):
                letters[found.start : found.end] = [mark, *[""] * (found.end - found.start - 1)]
    return text + _BETWEEN + _NUMBER.sub("0", "".join(letters))


def grams(features: str) -> Iterator[str]:
    """Return each run of one to four characters."""
    for length in range(1, _LONGEST + 1):
        for start in range(len(features) - length + 1):
            yield features[start : start + length]


def save_kinds(model: KindModel, path: Path = WEIGHTS) -> None:
    """Write a model, its weights at half precision."""
    arrays = {"worth": model.worth, "weights": model.weights, "bias": model.bias}
    about = {
        "format": _FORMAT,
        "kinds": json.dumps(model.kinds),
        "grams": json.dumps(sorted(model.rows, key=model.rows.__getitem__), ensure_ascii=False),
    }
    save_file({name: a.astype(np.float16) for name, a in arrays.items()}, path, metadata=about)


def load_kinds(path: Path = WEIGHTS) -> KindModel:
    """Read a model.

    Raises:
        KindsError: the file is missing, damaged, or of another format.
    """
    try:
        with safe_open(path, framework="numpy") as file:
            about = file.metadata() or {}
            arrays = {n: file.get_tensor(n).astype(np.float32) for n in file.keys()}  # noqa: SIM118
        if about["format"] != _FORMAT:
            raise ValueError(f"format {about['format']!r}, this is {_FORMAT!r}")
        names = json.loads(about["grams"])
        model = KindModel(
            tuple(json.loads(about["kinds"])), {gram: i for i, gram in enumerate(names)}, **arrays
        )
        if model.weights.shape != (len(names), len(model.kinds)):
            raise ValueError(f"weights of the shape {model.weights.shape}")
    except (OSError, SafetensorError, ValueError, KeyError, TypeError) as error:
        raise KindsError(
            f"{path}: cannot be used ({error}); put it back, or run: python -m question"
        ) from error
    return model


@cache
def default_kinds() -> KindModel:
    """Return the model that comes with the package, read once."""
    return load_kinds()
