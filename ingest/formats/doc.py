"""Read a .doc: converted by LibreOffice and read as .docx, else as text by antiword."""

import re
from dataclasses import replace

from ingest.formats.doc_tools import (
    ToolError,
    convert_to_docx,
    extract_text,
    find_antiword,
    find_office,
)
from ingest.formats.docx import read_docx
from ingest.formats.docx.lines import clean
from ingest.formats.docx.package import OLE_MAGIC, is_web_page
from ingest.formats.model import Caution, Extract, SourceError

_SECTOR = 512
# The file information block begins the main stream: its magic number, and the flag of encryption.
_FIB_MAGIC = b"\xec\xa5"
_FIB_FLAGS = slice(10, 12)
_FIB_ENCRYPTED = 0x0100
# A run of text in the file's own UTF-16, and the share of its ideographs that must come out.
_RUN = re.compile("[\u4e00-\u9fff\u3000-\u303f\uff00-\uffef0-9A-Za-z .\r\x07]{20,}")
_IDEOGRAPH = re.compile("[\u4e00-\u9fff]")
_SHARE = 0.8
_OTHER_STREAMS = (
    ("EncryptedPackage", "protected", "is encrypted; save it in Word without a password"),
    ("Workbook", "kind", "is an Excel workbook; save its tables in a .docx"),
    ("PowerPoint Document", "kind", "is a PowerPoint presentation; save its text as .docx"),
)


def read_doc(data: bytes, *, name: str) -> Extract:
    """Read a Word 97–2003 document; `name` is what messages call it.

    RTF under that name is converted as well, and a .docx is read as such; a warning says so.

    Raises:
        SourceError: no .doc, encrypted, damaged, or neither LibreOffice nor antiword is installed.
    """
    if data.startswith(b"PK"):
        extract = read_docx(data, name=name)
        return _warned(extract, "the file is a .docx under the name .doc.")
    if is_web_page(data):
        raise SourceError(
            f"{name}: is a web page under the name .doc; rename it to .html", kind="kind"
        )
    is_rtf = data.startswith(b"{\\rtf")
    if not is_rtf:
        _check_ole(data, name)
    office = find_office()
    antiword = find_antiword()
    try:
        if office is not None:
            extract = read_docx(convert_to_docx(data, office=office, is_rtf=is_rtf), name=name)
            return _warned(extract, "the file is RTF under the name .doc.") if is_rtf else extract
        if antiword is not None and not is_rtf:
            return _read_as_text(data, antiword, name)
    except ToolError as error:
        raise SourceError(f"{name}: {error}; open it in Word and save it as .docx") from error
    raise SourceError(
        f"{name}: reading {'RTF' if is_rtf else '.doc'} needs LibreOffice"
        f"{'' if is_rtf else ' or antiword'}; install it or save the file as .docx",
        kind="program",
    )


def _check_ole(data: bytes, name: str) -> None:
    if not data.startswith(OLE_MAGIC):
        what = "is a PDF" if data.startswith(b"%PDF") else "is no .doc (no OLE file)"
        raise SourceError(f"{name}: {what}; save it in Word as .docx", kind="kind")
    if name.lower().endswith(".wps"):
        raise SourceError(
            f"{name}: .wps files are not read; save it in WPS Office as .docx", kind="kind"
        )
    if not _has_stream(data, "WordDocument"):
        for stream, kind, message in _OTHER_STREAMS:
            if _has_stream(data, stream):
                raise SourceError(f"{name}: {message}", kind=kind)
        raise SourceError(f"{name}: holds no Word document; save it in Word as .docx", kind="kind")
    for start in range(_SECTOR, len(data) - _SECTOR, _SECTOR):
        if data.startswith(_FIB_MAGIC, start):
            flags = int.from_bytes(data[start : start + _SECTOR][_FIB_FLAGS], "little")
            if flags & _FIB_ENCRYPTED:
                raise SourceError(
                    f"{name}: is encrypted; save it in Word without a password", kind="protected"
                )
            return


def _has_stream(data: bytes, stream: str) -> bool:
    return stream.encode("utf-16-le") in data


def _read_as_text(data: bytes, antiword: str, name: str) -> Extract:
    lines = [clean(line) for line in extract_text(data, antiword=antiword).splitlines()]
    text = "\n".join(line for line in lines if line)
    if not text:
        raise SourceError(f"{name}: holds no text; save it in Word as .docx", kind="empty")
    found = len(_IDEOGRAPH.findall(text))
    held = len(_IDEOGRAPH.findall("".join(_RUN.findall(data.decode("utf-16-le", "replace")))))
    if found < held * _SHARE:
        # antiword drops some tables without a word.
        raise SourceError(
            f"{name}: antiword reads {found:,} of about {held:,} characters; "
            "install LibreOffice or save it in Word as .docx",
            kind="program",
        )
    return Extract(
        text,
        cautions=(
            Caution(
                "missing",
                "read by antiword: automatic numbers and tables may be missing; "
                "with LibreOffice installed they are read.",
            ),
        ),
    )


def _warned(extract: Extract, warning: str) -> Extract:
    return replace(extract, cautions=(*extract.cautions, Caution("name", warning)))
