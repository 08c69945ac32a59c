"""An extract as JSON and back: what a reader in another process may say, checked."""

import json
from dataclasses import asdict
from typing import Any

from ingest.formats.model import CAUTIONS, Caution, Cell, Extract, Styled, Table


def pack(extract: Extract) -> bytes:
    """Return `extract` as JSON in ASCII."""
    return json.dumps(asdict(extract)).encode("ascii")


def unpack(data: bytes) -> Extract:
    """Return the extract that `data` holds.

    Raises:
        ValueError: it is no JSON of an extract, or an offset lies outside the text.
    """
    try:
        fields: dict[str, Any] = json.loads(data)
        extract = Extract(
            text=_text(fields["text"]),
            encoding=_text(fields["encoding"]),
            is_wrapped=bool(fields["is_wrapped"]),
            pages=tuple(map(_number, fields["pages"])),
            tables=tuple(map(_table, fields["tables"])),
            furniture=tuple((_number(start), _number(end)) for start, end in fields["furniture"]),
            styled=tuple(Styled(**{k: _number(v) for k, v in s.items()}) for s in fields["styled"]),
            score=None if fields["score"] is None else float(fields["score"]),
            scans=tuple(map(_number, fields["scans"])),
            cautions=tuple(map(_caution, fields["cautions"])),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"no extract: {error!r}") from error
    _check_spans(extract)
    return extract


def _table(fields: dict[str, Any]) -> Table:
    rows = tuple(
        tuple(Cell(**{k: _number(v) for k, v in cell.items()}) for cell in row)
        for row in fields["rows"]
    )
    return Table(
        _number(fields["start"]), _number(fields["end"]), rows, _number(fields["header_rows"])
    )


def _caution(fields: dict[str, Any]) -> Caution:
    if fields["kind"] not in CAUTIONS:
        raise ValueError(f"{fields['kind']!r} is no kind of caution")
    return Caution(fields["kind"], _text(fields["text"]))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    # Half a surrogate pair can be in JSON but not in UTF-8, and so in no file of ours.
    return value.encode("utf-8", "replace").decode("utf-8")


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"{value!r} is no whole number")
    return value


def _check_spans(extract: Extract) -> None:
    spans = [
        *((page, page) for page in extract.pages),
        *extract.furniture,
        *((line.start, line.end) for line in extract.styled),
        *((table.start, table.end) for table in extract.tables),
        *((cell.start, cell.end) for t in extract.tables for row in t.rows for cell in row),
    ]
    for start, end in spans:
        if not 0 <= start <= end <= len(extract.text):
            raise ValueError(f"span {start} to {end} lies outside {len(extract.text)} characters")
