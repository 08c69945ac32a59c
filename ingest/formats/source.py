"""Read a source document: bytes to text, with offsets that stay true."""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from charset_normalizer import from_bytes

from ingest.formats.model import SourceError

_BINARY = re.compile(rb"\x00|\A%PDF|\APK\x03\x04|\A\xd0\xcf\x11\xe0|\A\x89PNG|\A\xff\xd8\xff")
# Texts from the mainland come in GB18030 (with GBK and GB2312 in it), Hong Kong's in Big5.
_LEGACY_ENCODINGS = ["gb18030", "big5"]


@dataclass(frozen=True, slots=True)
class Source:
    """A decoded document; offsets everywhere are code points of `text`."""

    name: str
    text: str
    encoding: str
    sha256: str


def read_source(path: Path, *, name: str) -> Source:
    """Read and decode `path`; `name` is the source path that records carry.

    UTF-8 first, then GB18030 or Big5, whichever reads as Chinese. Line ends and byte order marks
    are kept as they are, so that an offset counts every code point of the file.

    Raises:
        SourceError: the file is missing, empty, binary, or in no encoding that is known.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SourceError(f"{name}: cannot be read ({error.strerror}); check the path") from error
    if _BINARY.search(data[:4096]) and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise SourceError(f"{name}: is a binary file; save it as plain text (.txt, UTF-8)")
    text, encoding = _decode(data, name)
    if not text.replace("\ufeff", "").strip():
        raise SourceError(f"{name}: is empty; put the document's text in it or remove it")
    return Source(name, text, encoding, hashlib.sha256(data).hexdigest())


def _decode(data: bytes, name: str) -> tuple[str, str]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decode_as(data, "utf-16", name), "utf-16"
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        offset = error.start
    best = from_bytes(data, cp_isolation=_LEGACY_ENCODINGS, enable_fallback=False).best()
    if best is None:
        raise SourceError(
            f"{name}: byte {offset} is not UTF-8, nor is the file GB18030 or Big5; "
            "save it as plain text in UTF-8"
        )
    return _decode_as(data, best.encoding, name), best.encoding


def _decode_as(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise SourceError(
            f"{name}: byte {error.start} is not {encoding}; save it as plain text in UTF-8"
        ) from error
