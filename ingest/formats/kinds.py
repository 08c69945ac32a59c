"""What a file is, told by its bytes; its name only parts Markdown from plain text."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from ingest.formats.model import SourceError

# The kinds that are read, and the names that files of each kind go by.
SUFFIXES = {
    "plain": frozenset({"", ".txt", ".text"}),
    "markdown": frozenset({".md", ".markdown"}),
    "html": frozenset({".html", ".htm", ".xhtml", ".shtml", ".mht", ".mhtml"}),
    "pdf": frozenset({".pdf"}),
    "docx": frozenset({".docx", ".docm"}),
    "doc": frozenset({".doc"}),
}
NAMES = {
    "plain": "plain text",
    "markdown": "Markdown",
    "html": "a web page",
    "pdf": "a PDF",
    "docx": "a Word document (.docx)",
    "doc": "a Word document (.doc)",
}
_AS_DOCUMENT = "save it as .docx or .pdf"
_AS_TABLE = "save the sheets as a table in .docx or as .pdf"
_AS_SLIDES = "save the slides as .pdf"
_AS_FILES = "unpack it and add the documents in it"
_AS_PAGE = "save it as .pdf, which is read with the extra ocr"
_OLE = b"\xd0\xcf\x11\xe0"
_AS_TEXT = "write down what is said as .txt"


@dataclass(frozen=True, slots=True)
class _Refused:
    what: str
    mends: str
    kind: str = "kind"


@dataclass(frozen=True, slots=True)
class _Container:
    """A format that holds files of many kinds: where it names its parts, and what those tell.

    Order counts: what stands first is what the file is, what stands later may lie inside it.
    """

    magic: bytes
    names_of: Callable[[bytes], bytes]
    parts: tuple[tuple[bytes, str | _Refused], ...]
    otherwise: _Refused


def _zip_directory(data: bytes) -> bytes:
    """Return the list of parts at the end of a zip file; all of it where the end is missing."""
    end = data.rfind(b"PK\x05\x06")
    if end < 0 or len(data) < end + 20:
        return data
    start = int.from_bytes(data[end + 16 : end + 20], "little")
    return data[start:end] or data


_CONTAINERS = (
    _Container(
        b"PK\x03\x04",
        _zip_directory,
        (
            (b"word/document", "docx"),
            (b"xl/workbook", _Refused("an Excel workbook (.xlsx)", _AS_TABLE)),
            (b"ppt/presentation", _Refused("a PowerPoint presentation (.pptx)", _AS_SLIDES)),
            (b"OFD.xml", _Refused("an OFD document", "print it to .pdf from an OFD reader")),
            (b"META-INF/manifest.xml", _Refused("an OpenDocument file", _AS_DOCUMENT)),
            (b"META-INF/container.xml", _Refused("an EPUB book", _AS_DOCUMENT)),
        ),
        _Refused("a zip archive", _AS_FILES),
    ),
    _Container(
        _OLE,
        bytes,
        (
            (
                "EncryptedPackage".encode("utf-16-le"),
                _Refused("protected by a password", "save it without the password", "protected"),
            ),
            ("WordDocument".encode("utf-16-le"), "doc"),
            ("Workbook".encode("utf-16-le"), _Refused("an Excel workbook (.xls)", _AS_TABLE)),
            (
                "PowerPoint Document".encode("utf-16-le"),
                _Refused("a PowerPoint presentation (.ppt)", _AS_SLIDES),
            ),
        ),
        _Refused("an old Office file of no known kind", _AS_DOCUMENT),
    ),
)
_MAGIC: tuple[tuple[bytes, _Refused], ...] = (
    (b"{\\rtf", _Refused("an RTF document", _AS_DOCUMENT)),
    (b"Rar!\x1a", _Refused("a RAR archive", _AS_FILES)),
    (b"7z\xbc\xaf", _Refused("a 7z archive", _AS_FILES)),
    (b"\x1f\x8b", _Refused("a gzip archive", _AS_FILES)),
    (b"\x89PNG", _Refused("a picture (PNG)", _AS_PAGE)),
    (b"\xff\xd8\xff", _Refused("a picture (JPEG)", _AS_PAGE)),
    (b"GIF87a", _Refused("a picture (GIF)", _AS_PAGE)),
    (b"GIF89a", _Refused("a picture (GIF)", _AS_PAGE)),
    (b"II*\x00", _Refused("a picture (TIFF)", _AS_PAGE)),
    (b"MM\x00*", _Refused("a picture (TIFF)", _AS_PAGE)),
    (b"ID3\x03", _Refused("a sound recording (MP3)", _AS_TEXT)),
    (b"ID3\x04", _Refused("a sound recording (MP3)", _AS_TEXT)),
    (b"OggS", _Refused("a sound recording (Ogg)", _AS_TEXT)),
    (b"%!PS", _Refused("a PostScript file", "convert it to .pdf")),
)
_TAG = re.compile(
    rb"<(?:!doctype\s+html|/?(?:html|head|body|div|p|table|tr|td|span|br|h[1-6]|ul|li)\b[^<>]*)/?>",
    re.IGNORECASE,
)
_PAGE = re.compile(
    rb"\s*(?:<\?xml[^<>]*\?>\s*)?(?:<!--[^>]*-->\s*)*<(?:!doctype\s+html|html\b)", re.I
)
_WORD_XML = re.compile(rb"<\?mso-application progid=\"Word|<w:wordDocument\b|<pkg:package\b")
_MAIL = re.compile(rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*MIME-Version:", re.IGNORECASE)
_HEAD = 65_536


def find_kind(data: bytes, *, name: str) -> str:
    """Return what `data` is: a key of `NAMES`.

    Raises:
        SourceError: it is something that is not read; the message says what, and what mends it.
    """
    found = _find(data, PurePath(name).suffix.lower())
    if isinstance(found, str):
        return found
    raise SourceError(f"{name}: is {found.what}; {found.mends}", kind=found.kind)


def _find(data: bytes, suffix: str) -> str | _Refused:
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(_OLE) and suffix == ".wps":
        return _Refused("a WPS document (.wps)", _AS_DOCUMENT)
    for container in _CONTAINERS:
        if data.startswith(container.magic):
            names = container.names_of(data)
            found = (kind for part, kind in container.parts if part in names)
            return next(found, container.otherwise)
    for magic, refused in _MAGIC:
        if data.startswith(magic):
            return refused
    if data[4:8] == b"ftyp":
        return _Refused("a video or sound recording (MP4)", _AS_TEXT)
    if data[:4] == b"RIFF" and data[8:12] in {b"WAVE", b"AVI ", b"WEBP"}:
        return _Refused("a recording or picture (RIFF)", _AS_TEXT)
    return _find_text(data, suffix)


def _find_text(data: bytes, suffix: str) -> str | _Refused:
    head = data[:_HEAD]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        # Tags are ASCII; without its zeros UTF-16 shows them.
        head = head.replace(b"\x00", b"")[2:]
    head = head.removeprefix(b"\xef\xbb\xbf")
    if _WORD_XML.search(head):
        return _Refused("a Word document in one XML file", _AS_DOCUMENT)
    if _PAGE.match(head) or _MAIL.match(head):
        return "html"
    if suffix in SUFFIXES["markdown"]:
        return "markdown"
    # A text may speak of tags or hold one; a page is made of them.
    tags = _TAG.findall(head)
    if len(tags) >= 3 and head.lstrip()[:1] == b"<":
        return "html"
    return "html" if suffix in SUFFIXES["html"] and len(tags) >= 1 else "plain"
