"""Questions from a file, and hits as JSON objects."""

import json
from pathlib import Path
from typing import Any

from index.search import Hit
from ingest import SourceError


def hit_record(hit: Hit) -> dict[str, Any]:
    """Return the JSON object of a hit."""
    clause = hit.clause
    return {
        "rank": hit.rank,
        "score": hit.score,
        "clause_id": clause.clause_id,
        "doc_id": clause.doc_id,
        "source": clause.source,
        "start": clause.start,
        "end": clause.end,
        "citation": clause.citation,
        "text": clause.text,
        "why": hit.why,
    }


def read_questions(path: Path, *, key: str) -> list[tuple[str, str]]:
    """Return (id, text) of each line `{"id", key}` of a JSON Lines file.

    Raises:
        SourceError: the file cannot be read, or a line of it has another form.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"{path}: cannot be read as UTF-8 ({error}); check the file") from error
    questions = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            questions.append((str(record["id"]), record[key]))
        except (ValueError, KeyError, TypeError) as error:
            raise SourceError(
                f'{path}: line {number} is not {{"id": …, "{key}": …}}; mend that line'
            ) from error
        if not isinstance(record[key], str):
            raise SourceError(f"{path}: line {number} has a {key} that is no text; quote it")
    return questions
