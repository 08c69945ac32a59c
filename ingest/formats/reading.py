"""Bytes to an extract, by the reader of their kind."""

import re
from dataclasses import replace
from pathlib import PurePath

from ingest.formats.kinds import NAMES, SUFFIXES, find_kind
from ingest.formats.markdown import read_markdown
from ingest.formats.model import Caution, Extract, SourceError
from ingest.formats.plain import read_plain
from ingest.formats.sandbox import read_apart

# Markdown of this size is read in no time, whatever it holds, unless it holds pieces of pages.
_QUICK = 200_000
# What is left of a page without text: its number and the lines around it.
_PAGE_MARKS = re.compile(r"[\s\d\-—–－·/_.,:\ufeff\u200b-\u200f第页頁共pPaAgGeEoOfF]*")


def read_extract(data: bytes, *, name: str) -> Extract:
    """Return the text and layout of a file, read as what its bytes are.

    Args:
        data: The whole file.
        name: The source; a suffix that says another kind gives a warning.

    Raises:
        SourceError: the file is empty, of a kind that is not read, damaged or without text.
    """
    if not data.strip(b"\x00\t\n\v\f\r \xef\xbb\xbf\xff\xfe"):
        raise SourceError(
            f"{name}: is empty; put the document's text in it or remove it", kind="empty"
        )
    kind = find_kind(data, name=name)
    if kind == "plain":
        extract = read_plain(data, name=name)
    elif kind == "markdown" and len(data) < _QUICK and b"<table" not in data.lower():
        extract = read_markdown(data, name=name)
    else:
        extract = read_apart(kind, data, name=name)
    if _PAGE_MARKS.fullmatch(extract.text):
        raise SourceError(
            f"{name}: holds no text besides page numbers; recognise its pages first (OCR)",
            kind="scan",
        )
    suffix = PurePath(name).suffix.lower()
    if suffix not in SUFFIXES[kind]:
        warning = f"the file is named {suffix or 'without a suffix'} but is {NAMES[kind]}."
        extract = replace(extract, cautions=(*extract.cautions, Caution("name", warning)))
    return extract
