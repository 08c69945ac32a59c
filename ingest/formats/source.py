"""A source document: a file, its checksum, and what its format gives."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from ingest.formats.file import read_file
from ingest.formats.model import Extract
from ingest.formats.reading import read_extract


@dataclass(frozen=True, slots=True)
class Source:
    """A document as it was read; offsets everywhere are code points of `text`.

    `name` is the source path that records carry, `sha256` the checksum of the file.
    """

    name: str
    sha256: str
    extract: Extract

    @property
    def text(self) -> str:
        """The text of the document; that of the file itself for plain text."""
        return self.extract.text

    @property
    def encoding(self) -> str:
        """How the file's characters were decoded; empty where the format says it."""
        return self.extract.encoding


def read_source(path: Path, *, name: str) -> Source:
    """Read `path`, whatever its format; `name` is the source path that records carry.

    Raises:
        SourceError: the file cannot be read or holds no text that can.
    """
    data = read_file(path, name=name)
    return Source(name, hashlib.sha256(data).hexdigest(), read_extract(data, name=name))
