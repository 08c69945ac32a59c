"""The parts of a .docx: XML in a zip, opened without trust in what it says of itself."""

import io
import posixpath
import re
import zipfile
import zlib
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from ingest.formats.docx.xml import XmlError, parse_xml
from ingest.formats.model import SourceError

_MAX_PARTS = 10_000
_MAX_TOTAL = 200 * 1024 * 1024
_MAX_XML = 50 * 1024 * 1024
# A large part that inflates so far is a bomb; a real document reaches about 60.
_MAX_RATIO = 200
_RATIO_COUNTS_FROM = 16 * 1024 * 1024
# Office packs in no other way; what else Python can unpack fails in ways of its own.
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WEB_PAGE = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*(?:<!doctype html|<html|<head|mime-version:)", re.I)
_OTHER_ZIPS = (
    ("xl/workbook.xml", "an Excel workbook", "save the sheets as tables in a .docx"),
    ("ppt/presentation.xml", "a PowerPoint presentation", "save its text as .docx"),
    ("content.xml", "an OpenDocument file", "save it as .docx"),
    ("OFD.xml", "an OFD file", "save it as .pdf or .docx"),
)


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part refers to: the last word of the relation's type, and the name of a part."""

    kind: str
    part: str


class Package:
    """The parts of a .docx by name; whatever lies outside of the file is never looked up."""

    def __init__(self, archive: zipfile.ZipFile, *, name: str) -> None:
        """Take an archive whose sizes have been checked; `name` begins every message."""
        self._archive = archive
        self._parts = frozenset(archive.namelist())
        self.name = name
        main = [r.part for r in self.relations("").values() if r.kind == "officeDocument"]
        self.main = next((part for part in main if part in self._parts), "word/document.xml")

    def __contains__(self, part: str) -> bool:
        """Say whether the file has such a part."""
        return part in self._parts

    def read(self, part: str) -> bytes:
        """Return the bytes of a part.

        Raises:
            SourceError: it is damaged, behind a password, or compressed in an unknown way.
        """
        try:
            if self._archive.getinfo(part).compress_type not in _PACKINGS:
                raise NotImplementedError
            return self._archive.read(part)
        # ValueError: an offset before the file begins, a name that is not UTF-8.
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
            raise SourceError(
                f"{self.name}: part {part} is damaged; fetch the file again"
            ) from error
        except (RuntimeError, NotImplementedError) as error:
            raise SourceError(
                f"{self.name}: part {part} is encrypted or packed in an unknown way; "
                "save it in Word as .docx without a password",
                kind="protected",
            ) from error

    def xml(self, part: str) -> Element | None:
        """Return the root of a part, None where the file has no such part.

        Raises:
            SourceError: the part is no XML, declares entities, or is too large or too deep.
        """
        if part not in self._parts:
            return None
        if self._archive.getinfo(part).file_size > _MAX_XML:
            raise SourceError(
                f"{self.name}: part {part} has more than {_MAX_XML >> 20} MB; cut the document up",
                kind="large",
            )
        try:
            return parse_xml(self.read(part))
        except XmlError as error:
            raise SourceError(
                f"{self.name}: part {part} {error}; open it in Word and save it again"
            ) from error

    def relations(self, part: str) -> dict[str, Relation]:
        """Return what `part` refers to inside of the file, by the id of the reference."""
        folder, base = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", f"{base}.rels"))
        found = {}
        for entry in root if root is not None else ():
            if entry.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, entry.get("Target", "")))
                kind = entry.get("Type", "").rpartition("/")[2]
                found[entry.get("Id", "")] = Relation(kind, target.lstrip("/"))
        return found


def open_package(data: bytes, *, name: str) -> Package:
    """Open a .docx, or say what the bytes are instead.

    Raises:
        SourceError: no zip, no .docx, encrypted, cut off, or larger than can be meant.
    """
    _refuse_other_formats(data, name)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        if data.startswith(b"PK"):
            raise SourceError(f"{name}: is cut off or damaged; fetch the file again") from error
        raise SourceError(
            f"{name}: is no .docx (no zip); save it in Word as .docx", kind="kind"
        ) from error
    _check_sizes(archive, name)
    package = Package(archive, name=name)
    if package.main not in package:
        for part, what, mend in _OTHER_ZIPS:
            if part in package:
                raise SourceError(f"{name}: is {what}; {mend}", kind="kind")
        raise SourceError(
            f"{name}: holds no word/document.xml; save it in Word as .docx", kind="kind"
        )
    return package


def is_web_page(data: bytes) -> bool:
    """Say whether `data` is HTML or a web archive (MHT), whatever its name."""
    return _WEB_PAGE.match(data[:1024]) is not None


def _refuse_other_formats(data: bytes, name: str) -> None:
    if data.startswith(OLE_MAGIC):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise SourceError(
                f"{name}: is encrypted; save it in Word without a password", kind="protected"
            )
        raise SourceError(
            f"{name}: is an old Office file, not .docx; rename it to .doc", kind="kind"
        )
    if data.startswith(b"%PDF"):
        raise SourceError(f"{name}: is a PDF; rename it to .pdf", kind="kind")
    if data.startswith(b"{\\rtf"):
        raise SourceError(f"{name}: is RTF; save it in Word as .docx", kind="kind")
    if is_web_page(data):
        raise SourceError(f"{name}: is a web page; rename it to .html", kind="kind")


def _check_sizes(archive: zipfile.ZipFile, name: str) -> None:
    # zipfile reads no more than a part's declared size, so that declared sizes bind.
    entries = archive.infolist()
    if len(entries) > _MAX_PARTS:
        raise SourceError(
            f"{name}: has {len(entries):,} parts, more than {_MAX_PARTS:,}; save it in Word again",
            kind="large",
        )
    total = sum(entry.file_size for entry in entries)
    if total > _MAX_TOTAL:
        raise SourceError(
            f"{name}: unpacks to {total >> 20} MB, more than {_MAX_TOTAL >> 20} MB; "
            "remove its pictures or cut it up",
            kind="large",
        )
    for entry in entries:
        if entry.file_size > max(_RATIO_COUNTS_FROM, entry.compress_size * _MAX_RATIO):
            raise SourceError(
                f"{name}: part {entry.filename!r} unpacks to {entry.file_size:,} bytes from "
                f"{entry.compress_size:,}, which no document does; open it in Word and save it",
                kind="large",
            )
