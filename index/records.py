"""Questions from a file, and hits as JSON objects."""

import json
from pathlib import Path
from typing import Any

from index.search import Hit
from ingest import Clause, SourceError
from question.query import QueryError, check_question


def place_record(clause: Clause) -> dict[str, Any]:
    """Return where a clause stands, as the JSON objects of hits and tasks have it."""
    return {
        "clause_id": clause.clause_id,
        "doc_id": clause.doc_id,
        "source": clause.source,
        "start": clause.start,
        "end": clause.end,
        "citation": clause.citation,
    }


def hit_record(hit: Hit) -> dict[str, Any]:
    """Return the JSON object of a hit."""
    return {
        "rank": hit.rank,
        "score": hit.score,
        **place_record(hit.clause),
        "text": hit.clause.text,
        "why": dict(hit.why),
    }


def read_questions(path: Path, *, key: str) -> list[tuple[str, str]]:
    """Return (id, text) of each line `{"id", key}` of a JSON Lines file.

    Raises:
        SourceError: the file cannot be read, or a line of it has another form or a text that
            cannot be searched.
    """
    questions = []
    for where, question_id, record in read_question_records(path, key=key):
        try:
            check_question(record[key])
        except QueryError as error:
            raise SourceError(f"{where}: {error}") from error
        questions.append((question_id, record[key]))
    return questions


def read_question_records(path: Path, *, key: str) -> list[tuple[str, str, dict[str, Any]]]:
    """Return the place, the id and the object of each line `{"id", key, …}` of a JSON Lines file.

    Raises:
        SourceError: the file cannot be read, or a line of it has another form.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"{path}: cannot be read as UTF-8 ({error}); check the file") from error
    records = []
    for number, line in enumerate(lines, start=1):
        if line.strip():
            where = f"{path}: line {number}"
            records.append((where, *_read_record(line, where, key)))
    return records


def _read_record(line: str, where: str, key: str) -> tuple[str, dict[str, Any]]:
    try:
        record = json.loads(line)
        question_id, question = record["id"], record[key]
        str(question_id).encode()
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise SourceError(f'{where} is not {{"id": …, "{key}": …}}; mend that line') from error
    if not isinstance(question_id, str | int):
        raise SourceError(f"{where} has the id {question_id!r}; use a text or a number")
    if not isinstance(question, str):
        raise SourceError(f"{where} has a {key} that is no text; quote it")
    return str(question_id), record
