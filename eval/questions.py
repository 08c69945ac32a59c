"""Questions of the benchmark, their gold given as verbatim snippets of the sources."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest import Corpus
from ingest.errors import BadDataError

QUESTIONS_DIR = Path(__file__).with_name("policy")
SPLITS = ("dev", "test")


class GoldError(BadDataError):
    """A question or its gold is unusable; the message names the question."""


@dataclass(frozen=True, slots=True)
class Gold:
    """A span of a document that answers (grade 2) or helps (grade 1)."""

    doc_id: str
    start: int
    end: int
    grade: int


@dataclass(frozen=True, slots=True)
class Question:
    """A question as a user asks it; `gold` is empty where the documents do not answer it.

    `facts` are what a right answer must contain; `expect` is the status that an answer should
    have: `answered`, `not_found` or `out_of_scope`.
    """

    question_id: str
    text: str
    user: str
    kind: str
    variety: str
    gold: tuple[Gold, ...]
    facts: tuple[str, ...]
    expect: str


def load_questions(path: Path, corpus: Corpus) -> list[Question]:
    """Read questions and find their gold in the sources.

    Raises:
        GoldError: a line has another form, an id occurs twice, or a snippet of the gold does not
            stand exactly once in its document, contents aside.
    """
    questions: dict[str, Question] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            question = _read(json.loads(line), corpus)
        except (KeyError, TypeError, json.JSONDecodeError) as error:
            raise GoldError(f"{path.name}: line {number} has another form ({error})") from error
        if question.question_id in questions:
            raise GoldError(f"{path.name}: {question.question_id} occurs twice; rename one")
        questions[question.question_id] = question
    return list(questions.values())


def _read(record: dict[str, Any], corpus: Corpus) -> Question:
    gold = tuple(_find(record["id"], entry, corpus) for entry in record["gold"])
    if record["answerable"] != any(entry.grade == 2 for entry in gold):
        raise GoldError(f"{record['id']}: an answerable question needs gold of grade 2")
    return Question(
        question_id=record["id"],
        text=record["question"],
        user=record["user"],
        kind=record["kind"],
        variety=record["variety"],
        gold=gold,
        facts=tuple(record["facts"]),
        expect="answered" if record["answerable"] else record["expect"],
    )


def _find(question_id: str, entry: dict[str, Any], corpus: Corpus) -> Gold:
    doc_id, snippet = entry["doc"], entry["snippet"]
    contents = [(c.start, c.end) for c in corpus.clauses if c.doc_id == doc_id and c.kind == "toc"]
    text, places, start = corpus.texts[doc_id], [], -1
    while (start := text.find(snippet, start + 1)) >= 0:
        if not any(first <= start < last for first, last in contents):
            places.append(start)
    if len(places) != 1:
        raise GoldError(
            f"{question_id}: {snippet[:30]!r} stands {len(places)} times in {doc_id}; "
            "copy a longer piece of the source"
        )
    if entry["grade"] not in (1, 2):
        raise GoldError(f"{question_id}: grade {entry['grade']!r} is not 1 (helps) or 2 (answers)")
    return Gold(doc_id, places[0], places[0] + len(snippet), entry["grade"])
