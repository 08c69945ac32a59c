"""Readers' verdicts in an SQLite file, each with the answer that it is about."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from ingest.errors import BadDataError

VERDICTS = ("useful", "useless")
# Another session may be writing; a verdict is worth a short wait.
_PATIENCE_S = 5.0
_TABLE = """
CREATE TABLE IF NOT EXISTS feedback (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('useful', 'useless')),
    reason TEXT NOT NULL,
    question TEXT NOT NULL,
    earlier TEXT NOT NULL,
    status TEXT NOT NULL,
    answer TEXT NOT NULL,
    citations TEXT NOT NULL,
    fingerprint TEXT NOT NULL
)
"""
_COLUMNS = "at, verdict, reason, question, earlier, status, answer, citations, fingerprint"


class FeedbackError(BadDataError):
    """Feedback cannot be kept or read; the message says what mends it."""


@dataclass(frozen=True, slots=True)
class Feedback:
    """A verdict on an answer.

    Attributes:
        at: When it was given, ISO 8601 with the offset from UTC.
        verdict: One of `VERDICTS`.
        reason: Why, in the reader's words; may be empty.
        question: What was asked.
        earlier: The questions asked before it in the conversation, oldest first.
        status: The answer's status.
        answer: Its text, with its marks [n].
        citations: For each mark its clause id and its quote.
        fingerprint: Identifies the index that the answer came from.
    """

    at: str
    verdict: str
    reason: str
    question: str
    earlier: tuple[str, ...]
    status: str
    answer: str
    citations: tuple[tuple[str, str], ...]
    fingerprint: str

    def __post_init__(self) -> None:
        """Refuse a verdict that there is not."""
        if self.verdict not in VERDICTS:
            raise ValueError(f"Feedback: verdict is {self.verdict!r}; use {' or '.join(VERDICTS)}")


class FeedbackStore:
    """Feedback in one file; each call opens it anew, so that any thread may call."""

    def __init__(self, path: Path) -> None:
        """Keep feedback in `path`; file and folder are made with the first verdict."""
        self._path = path

    @property
    def path(self) -> Path:
        """Return the file."""
        return self._path

    def add(self, feedback: Feedback) -> None:
        """Keep a verdict.

        Raises:
            FeedbackError: the file cannot be written to or is no feedback file, or a text holds
                half a character.
        """
        record = asdict(feedback)
        values = [
            json.dumps(record[name], ensure_ascii=False)
            if name in ("earlier", "citations")
            else record[name]
            for name in _COLUMNS.split(", ")
        ]
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise self._unusable(error) from error
        marks = ", ".join("?" * len(values))
        with self._open() as connection:
            connection.execute(_TABLE)
            try:
                connection.execute(f"INSERT INTO feedback ({_COLUMNS}) VALUES ({marks})", values)
            except UnicodeEncodeError as error:
                half = error.object[error.start]
                raise FeedbackError(
                    f"feedback: {half!r} is no text ({error.reason}); leave it out"
                ) from error

    def read(self) -> list[Feedback]:
        """Return all verdicts, oldest first; none where nobody gave one yet.

        Raises:
            FeedbackError: the file cannot be read, or is no feedback file.
        """
        try:
            self._path.stat()
        except FileNotFoundError:
            return []
        except OSError as error:
            raise self._unusable(error) from error
        with self._open() as connection:
            # A first verdict that could not be written leaves a file without any table.
            if not connection.execute("SELECT name FROM sqlite_master").fetchall():
                return []
            rows = connection.execute(f"SELECT id, {_COLUMNS} FROM feedback ORDER BY id").fetchall()
        return [self._read_row(number, values) for number, *values in rows]

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            # SQLite takes names such as :memory: for something else; an absolute path is a file.
            connection = sqlite3.connect(self._path.absolute(), timeout=_PATIENCE_S)
            with closing(connection), connection:
                yield connection
        except (sqlite3.Error, OSError) as error:
            raise self._unusable(error) from error

    def _unusable(self, error: Exception) -> FeedbackError:
        return FeedbackError(
            f"{self._path}: cannot be used ({error}); make its folder writable, or set "
            "POLICY_QA_FEEDBACK to another file"
        )

    def _read_row(self, number: int, values: Sequence[object]) -> Feedback:
        try:
            return _parse_values(values)
        except (ValueError, TypeError) as error:
            raise FeedbackError(
                f"{self._path}: row {number} is no feedback ({error}); delete the row, or set "
                "POLICY_QA_FEEDBACK to another file"
            ) from error


def _parse_values(values: Sequence[object]) -> Feedback:
    texts = {k: _text(v) for k, v in zip(_COLUMNS.split(", "), values, strict=True)}
    earlier = tuple(_text(question) for question in json.loads(texts.pop("earlier")))
    pairs = json.loads(texts.pop("citations"))
    citations = tuple((_text(clause_id), _text(quote)) for clause_id, quote in pairs)
    return Feedback(**texts, earlier=earlier, citations=citations)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value
