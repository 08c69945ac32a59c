"""The public reading sets that the reader learns from, as their files are."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# Sets whose licence allows weights made from them to be given away, with that licence.
FREE = {"cmrc": "CC BY-SA 4.0", "drcd": "CC BY-SA 3.0", "xquad": "CC BY-SA 4.0"}


class TrainingDataError(ValueError):
    """A set is not at hand, or may not be learned from; the message says what mends it."""


@dataclass(frozen=True, slots=True)
class PublicQuestion:
    """A question on passage number `passage` of its set; `answers` stand in it, none if empty."""

    text: str
    passage: int
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PublicSet:
    """A reading set."""

    name: str
    passages: tuple[str, ...]
    questions: tuple[PublicQuestion, ...]


def check_licences(names: Sequence[str]) -> None:
    """Refuse to train on sets without a free licence.

    Raises:
        TrainingDataError: one of `names` is not in `FREE`.
    """
    refused = sorted(set(names) - FREE.keys())
    if refused:
        raise TrainingDataError(
            f"sets: {', '.join(refused)} has no licence that allows weights made from it to be "
            f"given away; use {', '.join(FREE)}"
        )


def load_public(folder: Path, names: Sequence[str] = tuple(FREE)) -> list[PublicSet]:
    """Return the sets of `names` to learn from.

    Args:
        folder: Holds `reading/NAME.passages.jsonl` and `.questions.jsonl`, `xquad_en` and
            `xquad_zh2en`.
        names: Keys of `FREE`.

    Raises:
        TrainingDataError: a set is missing, or not free.
    """
    check_licences(names)
    return [_read_xquad(folder) if n == "xquad" else read_set(folder / "reading", n) for n in names]


def read_set(folder: Path, name: str) -> PublicSet:
    """Return one set of two files, to learn from or to measure on.

    Raises:
        TrainingDataError: it is missing.
    """
    passages = {row["id"]: row["text"] for row in _read(folder / f"{name}.passages.jsonl")}
    places = {passage_id: number for number, passage_id in enumerate(passages)}
    rows = _read(folder / f"{name}.questions.jsonl")
    questions = tuple(
        PublicQuestion(row["question"], places[row["passage"]], tuple(row["answers"]))
        for row in rows
    )
    return PublicSet(name, tuple(passages.values()), questions)


def _read_xquad(folder: Path) -> PublicSet:
    """Return XQuAD's English passages with their questions in English and in Chinese."""
    corpus = _read(folder / "xquad_en" / "corpus.jsonl")
    places = {row["_id"]: number for number, row in enumerate(corpus)}
    questions = []
    for part in ("xquad_en", "xquad_zh2en"):
        asked = {row["_id"]: row["text"] for row in _read(folder / part / "queries.jsonl")}
        questions += [
            PublicQuestion(asked[row["_id"]], places[row["doc_id"]], tuple(row["answers"]))
            for row in _read(folder / part / "answers.jsonl")
        ]
    return PublicSet("xquad", tuple(row["text"] for row in corpus), tuple(questions))


def _read(path: Path) -> list[dict[str, Any]]:
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except OSError as error:
        raise TrainingDataError(f"{path}: is not at hand ({error}); name its folder") from error
    return [json.loads(line) for line in lines if line.strip()]
