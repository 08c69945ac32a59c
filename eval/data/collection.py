"""Benchmarks in BEIR's form: `corpus.jsonl`, `queries.jsonl` and `qrels/SPLIT.tsv`.

Source: the data sets of BEIR, Thakur et al. 2021, https://github.com/beir-cellar/beir.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from eval.data.packed import read_stored
from eval.data.trec import read_qrels
from ingest.entries import Entry
from ingest.errors import BadDataError

_SUFFIXES = (".tsv", ".txt", ".qrels", ".trec")
_SHOWN = 60


class DatasetError(BadDataError):
    """A benchmark's files are unusable; the message names the file and the line."""


@dataclass(frozen=True)
class Collection:
    """A benchmark whose documents are judged whole."""

    name: str
    split: str
    path: Path
    entries: tuple[Entry, ...]
    queries: Mapping[str, str]
    qrels: Mapping[str, Mapping[str, int]]
    checksum: str
    answering: int = 1

    @property
    def groups(self) -> Mapping[str, Mapping[str, str]]:
        """Return no labels: the form has none."""
        return {}

    def judged(self, query_id: str, doc_ids: Sequence[str]) -> list[str]:
        """Return the ranking as it is."""
        return list(doc_ids)

    def span_scores(self, query_id: str, doc_ids: Sequence[str]) -> dict[str, float]:
        """Return no further scores."""
        return {}

    def knows(self, doc_id: str) -> bool:
        """Say whether the corpus holds `doc_id`."""
        return doc_id in self._entries

    def describe(self, doc_id: str) -> str:
        """Return the id, and how title and text begin."""
        entry = self._entries[doc_id]
        return f"{doc_id} {' '.join(f'{entry.title} {entry.text}'.split())[:_SHOWN]}"

    @cached_property
    def _entries(self) -> dict[str, Entry]:
        return {entry.entry_id: entry for entry in self.entries}


def load_collection(folder: Path, *, split: str = "test", qrels: Path | None = None) -> Collection:
    """Read a benchmark.

    Args:
        folder: Holds `corpus.jsonl` and `queries.jsonl`.
        split: Name of the qrels file in `folder/qrels`.
        qrels: Another qrels file, of BEIR's or TREC's form.

    Raises:
        DatasetError: a file is missing, a line has another form, an id occurs twice, a query is
            empty, or the qrels name what is not there.
        TrecError: the qrels have another form.
    """
    try:
        judgements = qrels or _find_qrels(folder, split)
    except OSError as error:
        raise DatasetError(
            f"{folder}: cannot be read ({error.strerror}); check the path and --split"
        ) from error
    entries = _read_entries(folder / "corpus.jsonl")
    texts = _read_queries(folder / "queries.jsonl")
    known = {entry.entry_id for entry in entries}
    grades: dict[str, dict[str, int]] = {}
    for judged in read_qrels(judgements):
        for what, found in (
            ("query", judged.query_id in texts),
            ("document", judged.doc_id in known),
        ):
            if not found:
                name = judged.query_id if what == "query" else judged.doc_id
                raise DatasetError(
                    f"{judgements}: line {judged.line} judges the {what} {name[:_SHOWN]!r}, which "
                    f"is not in {'queries' if what == 'query' else 'corpus'}.jsonl; "
                    "add it or drop the line"
                )
        if judged.grade > 0:
            grades.setdefault(judged.query_id, {})[judged.doc_id] = judged.grade
    files = (folder / "corpus.jsonl", folder / "queries.jsonl", judgements)
    checksum = hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()
    queries = {query_id: text for query_id, text in texts.items() if query_id in grades}
    name = folder.resolve().name
    return Collection(name, split, folder, tuple(entries), queries, grades, checksum)


def read_lines(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Give the number and the JSON object of each line that is not blank.

    Raises:
        DatasetError: the file cannot be read, or a line holds no JSON object.
    """
    try:
        text = read_stored(path).decode("utf-8-sig")
    except OSError as error:
        raise DatasetError(f"{path}: cannot be read ({error.strerror}); check the path") from error
    except UnicodeDecodeError as error:
        raise DatasetError(
            f"{path}: is not UTF-8 (byte {error.start}); save it as UTF-8"
        ) from error
    # Not splitlines: a text may hold one of the rarer line separators.
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except json.JSONDecodeError as error:
            what = f"{error.msg} at character {error.pos + 1}"
            raise DatasetError(f"{path}: line {number} is no JSON ({what}); mend it") from error
        except (ValueError, RecursionError) as error:
            # Numbers of thousands of digits, and brackets nested as deep.
            raise DatasetError(f"{path}: line {number} is no JSON ({error}); mend it") from error
        if not isinstance(record, dict):
            raise DatasetError(f"{path}: line {number} is no JSON object; write {{…}}")
        yield number, record


def read_field(record: dict[str, Any], name: str, place: str, *, default: str | None = None) -> str:
    """Return a text field of a record; an id that is a number is taken as printed.

    Raises:
        DatasetError: it is missing and has no default, or is no text that can be written.
    """
    value = record.get(name, default)
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if value is None and default is not None:
        value = default
    if not isinstance(value, str):
        raise DatasetError(f"{place} has no text {name!r}; add it")
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise DatasetError(
            f"{place}: character {error.start + 1} of {name!r} is half of a surrogate pair; "
            "write the whole character"
        ) from error
    return value


def read_id(record: dict[str, Any], name: str, place: str) -> str:
    """Return an id of a record, one that runs and qrels can hold.

    Raises:
        DatasetError: it is missing, or holds white space or what is not printed.
    """
    value = read_field(record, name, place)
    if not value or not value.isprintable() or " " in value:
        raise DatasetError(
            f"{place} has the {name} {value[:_SHOWN]!r}; "
            "give it one without white space and control characters"
        )
    return value


def _find_qrels(folder: Path, split: str) -> Path:
    if not folder.is_dir():
        raise DatasetError(f"{folder}: is no folder; pass one with corpus.jsonl and queries.jsonl")
    for suffix in _SUFFIXES:
        path = folder / "qrels" / f"{split}{suffix}"
        if path.is_file():
            return path
    there = sorted(path.stem for path in (folder / "qrels").glob("*") if path.suffix in _SUFFIXES)
    mend = f"choose a split of {', '.join(there)}" if there else "add the file"
    raise DatasetError(f"{folder}/qrels/{split}.tsv: is not there; {mend}")


def _read_entries(path: Path) -> list[Entry]:
    entries: dict[str, Entry] = {}
    for number, record in read_lines(path):
        place = f"{path}: line {number}"
        entry_id = read_id(record, "_id", place)
        if entry_id in entries:
            raise DatasetError(f"{place} has the id {entry_id[:_SHOWN]!r} again; give each its own")
        title = read_field(record, "title", place, default="")
        entries[entry_id] = Entry(entry_id, title.strip(), read_field(record, "text", place))
    if not any(entry.title or entry.text.strip() for entry in entries.values()):
        raise DatasetError(f"{path}: holds no document with a text; write one JSON object a line")
    return list(entries.values())


def _read_queries(path: Path) -> dict[str, str]:
    queries: dict[str, str] = {}
    for number, record in read_lines(path):
        place = f"{path}: line {number}"
        query_id, text = read_id(record, "_id", place), read_field(record, "text", place)
        if query_id in queries:
            raise DatasetError(f"{place} has the id {query_id[:_SHOWN]!r} again; give each its own")
        if not any(character.isalnum() for character in text):
            raise DatasetError(f"{place} has a query without a word; write one or drop the line")
        queries[query_id] = text
    if not queries:
        raise DatasetError(f"{path}: holds no query; write one JSON object a line")
    return queries
