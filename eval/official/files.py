"""Read the questions on official documents and their gold, and check both."""

import hashlib
from pathlib import Path
from typing import Any

from eval.data.benchmark import PolicyBenchmark
from eval.data.collection import DatasetError, read_field, read_id, read_lines
from eval.data.questions import EXPECTED, USERS, VARIETIES, Gold, Question
from eval.official.gold import find_place, read_place
from eval.reading.fingerprints import Stream
from eval.reading.policies import SIDES, read_split
from ingest import Corpus

FOLDER = Path(__file__).parent
KINDS = (
    "amount",
    "condition",
    "exclusion",
    "deadline",
    "validity",
    "responsibility",
    "department_list",
    "figure",
    "front_matter",
    "contact",
    "list",
    "definition",
    "support",
    "comparison",
    "clause",
    "document",
    "exact",
    "content",
)
# Why an unanswerable question has no answer; "" where it has one.
MISSING = ("", "fact", "place", "year", "document", "premise", "field")
_LABELS = ("kind", "variety", "user", "document", "missing")
_NEAREST = 0


def held_documents(corpus: Corpus, side: str) -> dict[str, str]:
    """Return the doc_id of each document of one side that is held, by its name in the split."""
    held = {document.sha256: document.doc_id for document in corpus.documents}
    return {name: held[sha] for name, sha in read_split()[side].items() if sha in held}


def load_official(corpus: Corpus, *, side: str, folder: Path = FOLDER) -> PolicyBenchmark:
    """Return the questions on the documents of one side that are at hand.

    Args:
        corpus: The documents.
        side: One of `SIDES`.
        folder: Holds `queries.jsonl` and `gold.jsonl`.

    Raises:
        DatasetError: a line has another form, or a place of gold is not found in its document.
    """
    held = held_documents(corpus, side)
    gold, near = _read_gold(folder / "gold.jsonl", corpus, held)
    questions = []
    path = folder / "queries.jsonl"
    for number, record in read_lines(path):
        question = _read_question(record, f"{path}: line {number}", gold, near)
        if question.split == side and question.document in held:
            questions.append(question)
    if not any(question.gold for question in questions):
        raise DatasetError(
            f"{path}: no document of the side {side!r} is at hand; use one of {', '.join(SIDES)}, "
            "and name their folder in POLICY_QA_POLICIES"
        )
    parts = [(folder / name).read_bytes() for name in ("gold.jsonl", "queries.jsonl")]
    parts += [d.sha256.encode() for d in corpus.documents if d.doc_id in held.values()]
    checksum = hashlib.sha256(b"".join(parts)).hexdigest()
    return PolicyBenchmark(
        side, tuple(questions), corpus, checksum, name="official", labels=_LABELS
    )


def _read_gold(
    path: Path, corpus: Corpus, held: dict[str, str]
) -> tuple[dict[str, list[Gold]], dict[str, list[str]]]:
    """Return what answers or helps, and the words of what only comes near, by query."""
    gold: dict[str, list[Gold]] = {}
    near: dict[str, list[str]] = {}
    streams: dict[str, Stream] = {}
    for number, record in read_lines(path):
        where = f"{path}: line {number}"
        query_id, grade = read_id(record, "query_id", where), record.get("score")
        try:
            place = read_place(record)
        except (KeyError, TypeError, ValueError) as error:
            raise DatasetError(f"{where} holds no place ({error}); write it anew") from error
        doc_id = held.get(place.document)
        if doc_id is None:
            continue
        if doc_id not in streams:
            streams[doc_id] = Stream(corpus.texts[doc_id])
        span = find_place(place, streams[doc_id], doc_id)
        if span is None:
            raise DatasetError(
                f"{where}: is not found in {place.document}; see how that document is read"
            )
        if grade == _NEAREST:
            near.setdefault(query_id, []).append(corpus.texts[doc_id][span.start : span.end])
        elif grade in (1, 2):
            gold.setdefault(query_id, []).append(Gold(span, grade))
        else:
            raise DatasetError(f"{where} has the score {grade!r}; use 0, 1 or 2")
    return gold, near


def _read_question(
    record: dict[str, Any],
    where: str,
    gold: dict[str, list[Gold]],
    near: dict[str, list[str]],
) -> Question:
    about = record.get("metadata")
    if not isinstance(about, dict):
        raise DatasetError(f"{where} has no 'metadata'; add split, user, kind, variety and expect")
    allowed = {
        "split": SIDES,
        "user": USERS,
        "kind": KINDS,
        "variety": VARIETIES,
        "expect": EXPECTED,
        "missing": MISSING,
    }
    for name, values in allowed.items():
        if about.get(name, "") not in values:
            found = about.get(name)
            raise DatasetError(f"{where} has the {name} {found!r}; use one of {', '.join(values)}")
    question_id = read_id(record, "_id", where)
    return Question(
        question_id=question_id,
        text=read_field(record, "text", where),
        gold=tuple(gold.get(question_id, ())),
        facts=tuple(about.get("facts", ())),
        okay=tuple(about.get("okay", ())),
        near=tuple(near.get(question_id, ())),
        document=read_field(about, "document", where),
        **{name: about.get(name, "") for name in allowed},
    )
