"""An evaluator's own questions, read from a file."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from eval.data.own_forms import FormError, read_lines_of
from ingest.errors import BadDataError
from question.query import QueryError, check_question

LONGEST_FILE = 1_000_000
MOST_QUESTIONS = 500
QUERY, QUESTION = "query", "question"
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class OwnQuestion:
    """A line of the file; `relevant` are the clauses that answer, `earlier` what was asked before.

    Without `relevant` nothing is known of what answers it.
    """

    question_id: str
    text: str
    relevant: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnFile:
    """The questions of a file: `key` is `QUERY`, to be searched, or `QUESTION`, to be answered."""

    key: str
    questions: tuple[OwnQuestion, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a file, `what` in one word; `line` is 0 where it is the whole file."""

    line: int
    what: str
    shown: str = ""


class OwnFileError(BadDataError):
    """A file of questions is unusable; `faults` says where and why."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        """Keep the faults."""
        first = faults[0]
        super().__init__(f"line {first.line}: {first.what} {first.shown}; mend it")
        self.faults = tuple(faults)


class _LineError(Exception):
    """A line is unusable."""

    def __init__(self, what: str, shown: object = "") -> None:
        super().__init__(what)
        self.what, self.shown = what, str(shown)[:_SHOWN]


def read_own_file(
    data: bytes, clause_ids: Collection[str], name: str = "questions.jsonl"
) -> OwnFile:
    """Read lines `{"id", "query"}` or `{"id", "question"}`, the form of the first for all.

    A CSV or TSV file has the same names as heads, several values of a cell between `;`; a ZIP file
    holds a folder of BEIR's form, `queries.jsonl` and qrels.

    Each may have `relevant`, a list of the clauses that answer; a question also `earlier`, a list
    of the questions asked before it.

    Args:
        data: The file as it is.
        clause_ids: The clauses that there are.
        name: Of the file; its ending tells the form.

    Raises:
        OwnFileError: it is too large, no UTF-8 or empty, or lines have another form.
    """
    if len(data) > LONGEST_FILE:
        raise OwnFileError([Fault(0, "large", f"{len(data):,}")])
    try:
        numbered = read_lines_of(data, name)
    except FormError as error:
        raise OwnFileError([Fault(error.line, error.what, error.shown[:_SHOWN])]) from error
    if not numbered or len(numbered) > MOST_QUESTIONS:
        what = "many" if numbered else "empty"
        raise OwnFileError([Fault(0, what, f"{len(numbered):,}")])
    key, faults = "", []
    questions: dict[str, OwnQuestion] = {}
    for number, line in numbered:
        try:
            record = _read_record(line)
            key = key or _key_of(record)
            question = _read_question(record, key, clause_ids)
            if question.question_id in questions:
                raise _LineError("repeated", question.question_id)
            questions[question.question_id] = question
        except _LineError as error:
            faults.append(Fault(number, error.what, error.shown))
    if faults:
        raise OwnFileError(faults)
    return OwnFile(key, tuple(questions.values()))


def _read_record(line: str) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise _LineError("json") from error
    if not isinstance(record, dict):
        raise _LineError("json")
    return record


def _key_of(record: Mapping[str, Any]) -> str:
    keys = [key for key in (QUERY, QUESTION) if key in record]
    if len(keys) != 1:
        raise _LineError("form", ", ".join(record))
    return keys[0]


def _read_question(record: Mapping[str, Any], key: str, clause_ids: Collection[str]) -> OwnQuestion:
    if _key_of(record) != key:
        raise _LineError("mixed", key)
    printed = record.get("id")
    question_id = str(printed) if type(printed) in (int, str) else ""
    # A run separates its fields by white space.
    if not question_id or not question_id.isprintable() or " " in question_id:
        raise _LineError("id", json.dumps(printed, ensure_ascii=True))
    text = _check_text(record[key])
    earlier = _read_texts(record, "earlier")
    relevant = _read_texts(record, "relevant")
    for clause_id in relevant:
        if clause_id not in clause_ids:
            raise _LineError("clause", clause_id)
    return OwnQuestion(question_id, text, relevant, tuple(map(_check_text, earlier)))


def _check_text(text: object) -> str:
    if not isinstance(text, str):
        raise _LineError("text")
    if not any(character.isalnum() for character in text):
        raise _LineError("blank")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise _LineError("text") from error
    try:
        check_question(text)
    except QueryError as error:
        raise _LineError("long") from error
    return text


def _read_texts(record: Mapping[str, Any], name: str) -> tuple[str, ...]:
    listed = record.get(name, [])
    if not isinstance(listed, list) or not all(isinstance(text, str) for text in listed):
        raise _LineError("list", name)
    return tuple(listed)
