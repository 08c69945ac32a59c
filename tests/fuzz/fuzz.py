"""Feed a reader of a format with changed files, led by the branches it takes; no test.

    python -m tests.fuzz.seeds html fuzz/html
    python tests/fuzz/fuzz.py html -max_total_time=300 fuzz/html

The first argument is the kind; the others are libFuzzer's. `make fuzz` runs both for every kind.
What crashes is written to the current folder as crash-*, what takes long as slow-unit-*: turn it
into a test before mending it.
"""

import importlib
import io
import re
import sys
import zipfile
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from random import Random
from unittest.mock import patch

import atheris

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

with atheris.instrument_imports(include=["ingest", "markdown_it"]):
    from ingest.formats import ocr
    from ingest.formats.kinds import NAMES, find_kind
    from ingest.formats.model import Extract, SourceError
    from ingest.formats.wire import pack, unpack

    kind = sys.argv.pop(1) if len(sys.argv) > 1 else ""
    if kind not in NAMES:
        sys.exit(f"{kind or 'no kind'}: is no format; use {', '.join(NAMES)}")
    read = getattr(importlib.import_module(f"ingest.formats.{kind}"), f"read_{kind}")

from tests.ingest.formats.docx_files import pack as pack_parts

# The pieces that changes are made of, the large ones first.
_PIECES = {
    "plain": (rb"[^\n]*\n?", rb"[\x80-\xff]{3}|\w+|\s+|."),
    "markdown": (rb"[^\n]*\n?", rb"(?:[\x80-\xff]{3})+|\w+|[ \t]+|[*`~#|>-]+|."),
    "html": (rb"</?\w+|&#?\w+;|\"[^\"]*\"|'[^']*'|[\w.-]+|.",),
    "docx": (rb"\"[^\"]*\"", rb"(?<=>)[^<]+"),
    "pdf": (rb"[^\n]*\n?", rb"\((?:[^()\\]|\\.)*\)|[+-]?\d*\.?\d+|/?[A-Za-z*]+|<<|>>|[^\s]"),
    "doc": (rb".{4}",),
}
_VALUES = b"|0|-1|1|9|256|65536|99999999999|0.001|1e9|\x00|\xff|\xed\xa0\x80".split(b"|")
_VALUES += b"\t|\n|\f|\r|\"|'|<|&".split(b"|")
_VALUES += "\u3000|\xa0|\u202e|\ufeff|第一条|（一）|①".encode().split(b"|")
_TAG = re.compile(rb"<!--.*?-->|<[^<>]*>|[^<]+|<", re.DOTALL)
_REPEATS = (2, 2, 3, 3, 8, 40, 300)

Span = tuple[int, int]


def read_once(data: bytes) -> None:
    """Raise what the reader should not: anything but a refusal, or an extract that is none."""
    with suppress(SourceError):
        find_kind(data, name="a")
    try:
        extract = read(data, name="a")
    except SourceError as error:
        if not str(error).startswith("a: ") or ";" not in str(error):
            raise
        return
    check_extract(extract)
    unpack(pack(extract))


def check_extract(extract: Extract) -> None:
    """Raise where `extract` is not what its model promises."""
    text = extract.text
    for table in extract.tables:
        assert table.rows, "a table without rows"
        assert table.header_rows <= len(table.rows), "more names of columns than rows"
        for row in table.rows:
            assert row, "a row without a cell"
            assert table.start <= row[0].start <= row[-1].end <= table.end, "a row outside"
            for cell in row:
                assert "\n" not in text[cell.start : cell.end], "a cell of two lines"
                assert min(cell.columns, cell.rows) > 0, "a cell that covers nothing"
            for left, right in pairwise(row):
                assert left.end <= right.start, "cells that overlap in the text"
                assert left.column + left.columns <= right.column, "cells that overlap"
    for start, end in extract.furniture:
        is_whole = text[start - 1 : start] in ("", "\n") and text[end : end + 1] in ("", "\n")
        assert is_whole or text[end - 1 : end] == "\n", "furniture that is no whole line"
    tables = [(table.start, table.end) for table in extract.tables]
    lines = [(line.start, line.end) for line in extract.styled]
    for spans in (tables, lines, extract.furniture):
        assert all(left[1] <= right[0] for left, right in pairwise(spans)), "spans out of order"
    assert list(extract.pages) == sorted(extract.pages), "pages out of order"


def mutate(data: bytes, max_size: int, seed: int) -> bytes:
    """Return `data` changed as libFuzzer does, or two times in three piece by piece."""
    chance = Random(seed)
    changed = data
    if chance.randrange(3):
        for _ in range(chance.choice((1, 1, 2, 4))):
            longer = _change_part(changed, changed, chance)
            changed = longer if len(longer) <= max_size else changed
    return changed if changed != data else bytes(atheris.Mutate(data, max_size))


def cross(data: bytes, other: bytes, max_size: int, seed: int) -> bytes:
    """Return `data` with pieces of `other`."""
    changed = _change_part(data, other, Random(seed))
    return changed if len(changed) <= max_size else data


def _change_part(data: bytes, other: bytes, chance: Random) -> bytes:
    """Return `data` with a change; in a zip, in one of its parts."""
    if kind != "docx":
        return _change(data, other, chance)
    parts, others = _unpack_parts(data), _unpack_parts(other)
    if not parts or not others:
        return data
    # What `data` has not comes from `other`, without which its references have no end.
    name = chance.choice(list(parts))
    parts = others | parts | {name: _change(parts[name], others.get(name, b""), chance)}
    return pack_parts(parts)


def _unpack_parts(data: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    except Exception:  # Damaged in any way; libFuzzer goes on with the bytes.
        return {}


def _change(data: bytes, other: bytes, chance: Random) -> bytes:
    """Return `data` with one piece taken out, repeated, nested, or replaced."""
    spans = _find_spans(data, chance)
    if not spans:
        return data
    start, end = chance.choice(spans)
    piece = data[start:end]
    match chance.randrange(8):
        case 0:
            piece = b""
        case 1:
            piece *= chance.choice(_REPEATS)
        case 2:
            piece = _nest(data, (start, end), chance.choice(spans), chance.choice(_REPEATS))
        case 3:
            piece = chance.choice(_VALUES)
        case 4:
            piece = bytes(atheris.Mutate(piece, len(piece) + 16)) if piece else b" "
        case way:
            from_start, from_end = chance.choice(_find_spans(other, chance) or [(0, 0)])
            found = other[from_start:from_end]
            piece = (found, found + piece, piece + found)[way - 5]
    return data[:start] + piece + data[end:]


def _nest(data: bytes, outer: Span, inner: Span, times: int) -> bytes:
    """Return `outer` with what stands round `inner` in it, which may be nothing, many times."""
    low, high = max(outer[0], inner[0]), min(outer[1], inner[1])
    if low >= high:
        low = high = (outer[0] + outer[1]) // 2
    return data[outer[0] : low] * times + data[low:high] + data[high : outer[1]] * times


def _find_spans(data: bytes, chance: Random) -> list[Span]:
    patterns = _PIECES[kind]
    way = chance.randrange(len(patterns) + 2 * (kind in ("docx", "html")))
    if way >= len(patterns):
        return _find_elements(data)
    return [match.span() for match in re.finditer(patterns[way], data, re.DOTALL) if match[0]]


def _find_elements(data: bytes) -> list[Span]:
    """Return the spans of elements and texts, so that what is moved stays balanced."""
    spans, begun = list[Span](), list[int]()
    for match in _TAG.finditer(data):
        tag = match[0]
        if tag.startswith(b"</"):
            if begun:
                spans.append((begun.pop(), match.end()))
        elif tag.startswith(b"<") and not tag.endswith(b"/>"):
            begun.append(match.start())
        else:
            spans.append(match.span())
    return spans


def read_picture(image: ocr.Image | bytes) -> list[ocr.RecognisedLine]:
    """Return lines as if they were recognised, which takes seconds and is not ours to try."""
    size = len(image)
    return [ocr.RecognisedLine("第一条 甲", n, size * n, 90, size * n + 40, 0.9) for n in (1, 2)]


if __name__ == "__main__":
    with patch.object(ocr, "recognise_lines", read_picture):
        atheris.Setup(sys.argv, read_once, custom_mutator=mutate, custom_crossover=cross)
        atheris.Fuzz()
