"""Files that are no .docx, are damaged, or mean harm."""

import contextlib
import io
import struct
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.formats.docx import read_docx
from ingest.formats.docx.xml import XmlError, parse_xml
from ingest.formats.model import SourceError
from tests.ingest.formats.docx_files import MAIN, docx, p, pack, tbl, tc, tr

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
GOOD = docx(p("第一条 正文"))


def repacked(changes: dict[str, bytes]) -> bytes:
    """Return the good file with parts put in or replaced."""
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    return pack(files | changes)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is no .docx"),
        ("第一条".encode(), "is no .docx"),
        (b"%PDF-1.7\n", "is a PDF"),
        (b"{\\rtf1", "is RTF"),
        (b"\xef\xbb\xbf<!DOCTYPE html><html>", "is a web page"),
        (b"MIME-Version: 1.0\n", "is a web page"),
        (OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "is encrypted"),
        (OLE + bytes(600) + "WordDocument".encode("utf-16-le"), "is an old Office file"),
        (GOOD[: len(GOOD) // 2], "is cut off or damaged"),
        (pack({"xl/workbook.xml": b"<a/>"}), "is an Excel workbook"),
        (pack({"ppt/presentation.xml": b"<a/>"}), "is a PowerPoint presentation"),
        (pack({"content.xml": b"<a/>"}), "is an OpenDocument file"),
        (pack({"OFD.xml": b"<a/>"}), "is an OFD file"),
        (pack({"a.txt": b""}), "holds no word/document.xml"),
        (repacked({MAIN: b"<w:document"}), "part word/document.xml is broken"),
        (repacked({MAIN: b""}), "part word/document.xml is broken"),
        (repacked({MAIN: b"<a/>"}), "part word/document.xml has no body"),
        (repacked({"_rels/.rels": b"<a"}), r"part _rels/\.rels is broken"),
        (pack({f"{n}": b"" for n in range(10_001)}), "has 10,001 parts"),
    ],
)
def test_what_is_no_docx_is_named_with_what_mends_it(data: bytes, message: str) -> None:
    with pytest.raises(SourceError, match=rf"^b/a\.docx: {message}.*; \S") as caught:
        read_docx(data, name="b/a.docx")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE a [<!ENTITY x "甲">]>',
        '<!DOCTYPE a SYSTEM "file:///etc/passwd">',
        '<!DOCTYPE a [<!ENTITY x SYSTEM "http://127.0.0.1:9/x">]>',
        '<!DOCTYPE a [<!ENTITY a "' + "x" * 99 + '"><!ENTITY b "' + "&a;" * 99 + '">]>',
    ],
)
@pytest.mark.parametrize("codec", ["utf-8", "utf-16"])
def test_a_document_type_is_refused_before_an_entity_is_looked_at(
    declaration: str, codec: str
) -> None:
    data = repacked({MAIN: f"{declaration}<a>&x;</a>".encode(codec)})
    with pytest.raises(SourceError, match="declares a document type"):
        read_docx(data, name="a.docx")


def test_a_part_that_inflates_without_end_is_refused() -> None:
    with pytest.raises(SourceError, match="which no document does"):
        read_docx(repacked({"word/media/1.bin": bytes(30 * 1024 * 1024)}), name="a.docx")


def test_a_size_that_is_declared_too_large_is_refused_unread() -> None:
    data = bytearray(GOOD)
    # The size unpacked stands 24 bytes into each entry of the central directory.
    entry = data.index(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = struct.pack("<I", 300 * 1024 * 1024)
    with pytest.raises(SourceError, match="unpacks to 300 MB"):
        read_docx(bytes(data), name="a.docx")


def test_a_size_that_is_declared_too_small_reads_no_further() -> None:
    data = bytearray(repacked({MAIN: b"<w:document>" + b" " * 100_000 + b"</w:document>"}))
    entry = data.index(b"PK\x01\x02")
    while MAIN.encode() not in data[entry : entry + 46 + len(MAIN)]:
        entry = data.index(b"PK\x01\x02", entry + 4)
    data[entry + 24 : entry + 28] = struct.pack("<I", 64)
    with pytest.raises(SourceError, match="is damaged"):
        read_docx(bytes(data), name="a.docx")


def test_an_encrypted_part_is_said() -> None:
    data = bytearray(GOOD)
    for mark, flags in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        entry = data.find(mark)
        while entry >= 0:
            data[entry + flags] |= 1
            entry = data.find(mark, entry + 4)
    with pytest.raises(SourceError, match="is encrypted or packed in an unknown way"):
        read_docx(bytes(data), name="a.docx")


@pytest.mark.parametrize("packing", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_part_packed_as_office_does_not_is_refused(packing: int) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", packing) as archive:
        archive.writestr("word/document.xml", b"<a/>" * 99)
    with pytest.raises(SourceError, match="is encrypted or packed in an unknown way"):
        read_docx(buffer.getvalue(), name="a.docx")


def test_a_part_that_begins_before_the_file_is_refused() -> None:
    data = bytearray(GOOD)
    # Where the central directory begins; all offsets are counted from what is left before it.
    data[-6:-2] = struct.pack("<I", len(data))
    with pytest.raises(SourceError, match=r"part _rels/\.rels is damaged"):
        read_docx(bytes(data), name="a.docx")


def test_a_part_whose_name_is_no_text_is_refused() -> None:
    data = bytearray(pack({"word/甲.xml": b"", MAIN: b"<a/>"}))
    start = data.index(MAIN.encode())
    # Bit 11 of the flags says that the name is UTF-8.
    data[start - 30 + 7] |= 8
    data[start] = 0xFF
    with pytest.raises(SourceError, match=r"part word/document\.xml is damaged"):
        read_docx(bytes(data), name="a.docx")


def test_macros_odd_names_and_links_outside_do_no_harm() -> None:
    outside = (
        b'<Relationships><Relationship Id="a" Type="x/styles" TargetMode="External" '
        b'Target="http://127.0.0.1:9/styles.xml"/><Relationship Id="b" Type="x/numbering" '
        b'Target="../../../../etc/passwd"/></Relationships>'
    )
    data = repacked(
        {
            "word/vbaProject.bin": b"\x00macro",
            "../../../tmp/escape.xml": b"<a/>",
            "/etc/absolute": b"",
            "word/_rels/document.xml.rels": outside,
        }
    )
    extract = read_docx(data, name="a.docm")
    assert (extract.text, extract.warnings) == ("第一条 正文", ())


def test_the_main_part_may_have_another_name() -> None:
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    files["word/document2.xml"] = files.pop(MAIN)
    files["_rels/.rels"] = files["_rels/.rels"].replace(b"document.xml", b"document2.xml")
    assert read_docx(pack(files), name="a.docx").text == "第一条 正文"


def test_the_strict_form_of_the_names_is_read() -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    body = f'<d:document xmlns:d="{strict}"><d:body><d:p><d:r><d:t>正文</d:t></d:r></d:p></d:body>'
    data = repacked({MAIN: f"{body}</d:document>".encode()})
    assert read_docx(data, name="a.docx").text == "正文"


def test_nesting_without_end_is_refused_and_deep_nesting_read() -> None:
    deep = "甲"
    for _ in range(60):
        deep = tbl(tr(tc(p(deep) if deep == "甲" else deep + p()), tc("乙")))
    assert read_docx(docx(deep), name="a.docx").text.startswith("甲 乙")
    with pytest.raises(SourceError, match="is nested more than 256 deep"):
        read_docx(docx("<w:sdt>" * 300 + "</w:sdt>" * 300), name="a.docx")
    with pytest.raises(XmlError, match="more than 256"):
        parse_xml(b"<a>" * 300 + b"</a>" * 300)


@given(st.binary(max_size=400) | st.binary(max_size=200).map(lambda tail: GOOD[:300] + tail))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with contextlib.suppress(SourceError):
        read_docx(data, name="a.docx")


@given(st.integers(0, len(GOOD) - 1), st.integers(0, 255))
def test_a_damaged_byte_gives_a_text_or_a_message(position: int, byte: int) -> None:
    data = bytearray(GOOD)
    data[position] = byte
    with contextlib.suppress(SourceError):
        read_docx(bytes(data), name="a.docx")
