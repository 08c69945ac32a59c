"""Teach the model of kinds from questions whose kind is known, and measure it on others."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from ingest.annotations.vocabulary import default_vocabulary
from question.kinds import KindModel, features_of, grams
from question.query import read_words
from question.thesaurus import default_thesaurus

# What benchmarks tell apart and answers do not.
_SAME = {"contact": "front_matter", "document": "front_matter", "amount": "figure"}
_CONTENT = ("list", "term", "definition", "condition", "exclusion", "deadline", "exact", "clause")
# Chosen by documents left out; twice or half as much of each changes hardly anything.
_MOST_GRAMS, _LEAST_QUESTIONS, _STRENGTH = 20_000, 3, 16.0
_FOLDS = 4


@dataclass(frozen=True, slots=True)
class KnownKind:
    """A question, its kind, the document it is about ("" for one of several), and its split."""

    features: str
    kind: str
    document: str
    split: str


def load_known(path: Path) -> list[KnownKind]:
    """Read the questions of a benchmark: a JSON object a line."""
    vocabulary, thesaurus = default_vocabulary(), default_thesaurus()
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        about = record["metadata"]
        kind = "content" if about["kind"] in _CONTENT else _SAME.get(about["kind"], about["kind"])
        text = read_words(record["text"], thesaurus).lower()
        document = about.get("document", "")
        found.append(KnownKind(features_of(text, vocabulary), kind, document, about["split"]))
    return found


def teach(known: Sequence[KnownKind]) -> KindModel:
    """Return the model that tells these kinds best."""
    vectorizer = TfidfVectorizer(
        analyzer=lambda features: list(grams(features)),
        max_features=_MOST_GRAMS,
        min_df=_LEAST_QUESTIONS,
        sublinear_tf=True,
    )
    counted = vectorizer.fit_transform([question.features for question in known])
    fitted = LogisticRegression(C=_STRENGTH, max_iter=400)
    fitted.fit(counted, [question.kind for question in known])
    return KindModel(
        tuple(map(str, fitted.classes_)),
        {gram: int(row) for gram, row in vectorizer.vocabulary_.items()},
        vectorizer.idf_.astype(np.float32),
        fitted.coef_.T.astype(np.float32),
        fitted.intercept_.astype(np.float32),
    )


def tell_without(known: Sequence[KnownKind]) -> list[str]:
    """Return the kind of each question by a model taught without its document.

    Those about several documents are always learned from, and are judged by a model that did.
    """
    documents = sorted({question.document for question in known} - {""})
    fold_of = {document: i % _FOLDS for i, document in enumerate(documents)}
    folds = np.array([fold_of.get(question.document, _FOLDS) for question in known])
    told = [""] * len(known)
    for fold in range(_FOLDS):
        model = teach([q for q, f in zip(known, folds, strict=True) if f != fold])
        for i in np.flatnonzero(folds == fold).tolist():
            told[i] = model.likeliest(known[i].features)
    return told


def measure(known: Sequence[KnownKind], told: Sequence[str]) -> Mapping[str, tuple[int, ...]]:
    """Return for each kind, and for `all`, how many there are, were told, and were told rightly."""
    kinds: NDArray[np.str_] = np.array([question.kind for question in known])
    said = np.array(told)
    rows = {"all": (len(known), len(known), int((kinds == said).sum()))}
    for kind in sorted(set(kinds.tolist())):
        right = int(((kinds == kind) & (said == kind)).sum())
        rows[kind] = (int((kinds == kind).sum()), int((said == kind).sum()), right)
    return rows
