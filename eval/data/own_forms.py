"""The forms in which a file of questions may come: JSON lines, CSV, TSV, or a folder of BEIR's.

Whatever the form, what comes of it is numbered lines, each a JSON object.
"""

import csv
import io
import json
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from eval.data.trec import TrecError, read_qrels

LARGEST_UNPACKED = 20_000_000
MOST_FILES = 200
_LISTS = ("relevant", "earlier")
_SEPARATORS = {".csv": ",", ".tsv": "\t"}
# What spreadsheets put between several values in a cell.
_BETWEEN = (";", "；", "|", "\n")


class FormError(Exception):
    """A file cannot be taken apart; `what` says why in one word, `shown` where."""

    def __init__(self, line: int, what: str, shown: object = "") -> None:
        """Keep what is wrong."""
        super().__init__(what)
        self.line, self.what, self.shown = line, what, str(shown)


def read_lines_of(data: bytes, name: str) -> list[tuple[int, str]]:
    """Return the lines of a file, each a JSON object where its form is a table or BEIR's.

    Args:
        data: The file as it is.
        name: Of the file; its ending tells the form, JSON lines where it tells none.

    Raises:
        FormError: it cannot be taken apart.
    """
    ending = PurePosixPath(name.lower()).suffix
    if ending == ".zip":
        return list(_read_folder(data))
    text = _decode(data)
    if ending in _SEPARATORS:
        return list(_read_table(text, _SEPARATORS[ending]))
    return [(n, line) for n, line in enumerate(text.split("\n"), start=1) if line.strip()]


def _decode(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FormError(0, "encoding", error.start) from error


def _read_table(text: str, separator: str) -> Iterator[tuple[int, str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        heads = [head.strip() for head in next(reader, [])]
        if "id" not in heads or len(set(heads)) < len(heads):
            raise FormError(1, "heads", ", ".join(heads))
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) > len(heads):
                raise FormError(reader.line_num, "cells", len(cells))
            yield reader.line_num, json.dumps(_record(heads, cells), ensure_ascii=False)
    except csv.Error as error:
        raise FormError(reader.line_num, "table", error) from error


def _record(heads: list[str], cells: list[str]) -> dict[str, str | list[str]]:
    """Return the record of a row; a cell that is empty says nothing."""
    record: dict[str, str | list[str]] = {}
    for head, cell in zip(heads, cells, strict=False):
        if cell.strip():
            record[head] = _split(cell) if head in _LISTS else cell.strip()
    return record


def _split(cell: str) -> list[str]:
    for mark in _BETWEEN[1:]:
        cell = cell.replace(mark, _BETWEEN[0])
    return [part.strip() for part in cell.split(_BETWEEN[0]) if part.strip()]


def _read_folder(data: bytes) -> Iterator[tuple[int, str]]:
    """Give the queries of a folder of BEIR's with what its qrels call relevant."""
    files = _unpack(data)
    queries = _find(files, "queries.jsonl")
    if not queries:
        raise FormError(0, "beir", ", ".join(files)[:60])
    relevant: dict[str, list[str]] = {}
    # Of several splits the test is what a system is measured on.
    qrels = _find(files, "qrels/test.tsv") or _find(files, ".tsv") or _find(files, ".qrels")
    if qrels:
        try:
            judged = read_qrels(Path(qrels), files[qrels])
        except TrecError as error:
            raise FormError(0, "qrels", error) from error
        for judgement in judged:
            if judgement.grade > 0:
                relevant.setdefault(judgement.query_id, []).append(judgement.doc_id)
    for number, line in enumerate(_decode(files[queries]).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            query_id, text = record["_id"], record["text"]
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise FormError(number, "beir_line") from error
        # Of a judged set, what is not judged is of another split.
        if not relevant or str(query_id) in relevant:
            found = {"id": query_id, "query": text, "relevant": relevant.get(str(query_id), [])}
            yield number, json.dumps(found, ensure_ascii=False)


def _find(files: dict[str, bytes], ending: str) -> str:
    return next((name for name in sorted(files) if name.endswith(ending)), "")


def _unpack(data: bytes) -> dict[str, bytes]:
    """Return the files of an archive that matter, nothing of which touches the disk."""
    files: dict[str, bytes] = {}
    left = LARGEST_UNPACKED
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if len(entries) > MOST_FILES:
                raise FormError(0, "zip_many", len(entries))
            for entry in entries:
                if not entry.filename.endswith(("queries.jsonl", ".tsv", ".qrels")):
                    continue
                # What an archive says of its sizes may be false: no more is read than may be.
                with archive.open(entry) as file:
                    content = file.read(left + 1)
                left -= len(content)
                if left < 0:
                    raise FormError(0, "zip_large", f"{LARGEST_UNPACKED:,}")
                files[entry.filename] = content
    except (zipfile.BadZipFile, zlib.error, RuntimeError, OSError, EOFError, ValueError) as error:
        raise FormError(0, "zip", error) from error
    return files
