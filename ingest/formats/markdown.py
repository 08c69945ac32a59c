"""Markdown to text."""

from ingest.formats.encodings import decode
from ingest.formats.model import Extract


def read_markdown(data: bytes, *, name: str) -> Extract:
    """Stub."""
    text, encoding = decode(data, name=name)
    return Extract(text=text, encoding=encoding)
