import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.formats.kinds import NAMES, find_kind
from ingest.formats.model import SourceError

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)


def packed(*names: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in names:
            archive.writestr(zipfile.ZipInfo(name), "<x/>")
    return stream.getvalue()


def ole(*streams: str) -> bytes:
    return OLE + b"".join(stream.encode("utf-16-le") + bytes(8) for stream in streams)


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.txt", "第一条 为了".encode(), "plain"),
        ("a", "第一条 为了".encode(), "plain"),
        ("a.txt", "第一条 <p>".encode(), "plain"),
        ("a.md", "# 办法".encode(), "markdown"),
        ("a.md", b"<div align=center>1</div><p>2</p><p>3</p>", "markdown"),
        ("a.md", b"<!DOCTYPE html><p>1</p>", "html"),
        ("a.html", b"<div>1</div>", "html"),
        ("a.txt", b" <div><p>1</p></div>", "html"),
        ("a.doc", b"\xef\xbb\xbf<html xmlns:o='x'><body>1", "html"),
        ("a.doc", "<html><body>甲".encode("utf-16"), "html"),
        ("a.mht", b"From: x\r\nSubject: y\r\n z\r\nMIME-Version: 1.0\r\n\r\n", "html"),
        ("a.html", "第一条 为了".encode(), "plain"),
        ("a.txt", b"\n%PDF-1.7\n", "pdf"),
        ("a.doc", packed("[Content_Types].xml", "word/document.xml"), "docx"),
        ("a.docx", packed("word/document.xml", "word/embeddings/xl/workbook.xml"), "docx"),
        ("a.docx", ole("Root Entry", "WordDocument"), "doc"),
    ],
)
def test_the_content_says_the_kind(name: str, data: bytes, kind: str) -> None:
    assert find_kind(data, name=name) == kind


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("a.docx", packed("xl/workbook.xml"), "an Excel workbook"),
        ("a.pptx", packed("ppt/presentation.xml"), "a PowerPoint presentation"),
        ("a.ofd", packed("OFD.xml", "Doc_0/Document.xml"), "an OFD document"),
        ("a.odt", packed("mimetype", "META-INF/manifest.xml"), "an OpenDocument file"),
        ("a.zip", packed("a.txt"), "a zip archive"),
        ("a.zip", packed("a.txt")[:-30], "a zip archive"),
        ("a.wps", ole("WordDocument"), "a WPS document"),
        ("a.docx", ole("EncryptedPackage"), "protected by a password"),
        ("a.xls", ole("Workbook"), "an Excel workbook"),
        ("a.doc", ole("Contents"), "an old Office file"),
        ("a.doc", b"{\\rtf1 x}", "an RTF document"),
        (
            "a.xml",
            b'<?xml version="1.0"?><?mso-application progid="Word.Document"?>',
            "one XML file",
        ),
        ("a.rar", b"Rar!\x1a\x07\x00", "a RAR archive"),
        ("a.jpg", b"\xff\xd8\xff\xe0", "a picture"),
        ("a.mp3", b"ID3\x03\x00", "a sound recording"),
        ("a.mp4", b"\x00\x00\x00\x20ftypisom", "a video"),
        ("a.wav", b"RIFF\x00\x00\x00\x00WAVE", "a recording"),
    ],
)
def test_what_is_not_read_is_named_with_what_mends_it(name: str, data: bytes, what: str) -> None:
    with pytest.raises(SourceError, match=rf"^{name}: is .*{what}.*; \w"):
        find_kind(data, name=name)


@given(st.binary(max_size=200), st.sampled_from(["a.txt", "a.md", "a.html", "a.wps", "a"]))
def test_any_bytes_have_a_kind_or_are_refused(data: bytes, name: str) -> None:
    try:
        assert find_kind(data, name=name) in NAMES
    except SourceError:
        return


@pytest.mark.parametrize("piece", [b"<", b"<p", b"<!--", b"a:b\n", b"a: b\n c\n", b" ", b"<?xml "])
def test_long_runs_take_no_long_time(piece: bytes) -> None:
    find_kind(piece * 200_000, name="a.txt")
