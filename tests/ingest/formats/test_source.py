"""Plain texts as files hold them: encodings, what is refused, and those of the project."""

import hashlib
from pathlib import Path

import pytest

from ingest import Corpus
from ingest.documents import ROOT
from ingest.formats.file import read_file
from ingest.formats.model import SourceError
from ingest.formats.reading import read_extract

TEXT = "关于支持企业发展的通知\r\n\r\n一、总体要求\r\n各部门应当加强协调，推动政策落实。\r\n"
TRADITIONAL = "關於支援企業發展的通知\n\n一、總體要求\n各部門應當加強協調，推動政策落實。\n"


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        (TEXT, "utf-8"),
        (TEXT, "utf-8-sig"),
        (TEXT, "utf-16"),
        (TEXT, "gb18030"),
        (TEXT, "gbk"),
        (TRADITIONAL, "big5"),
    ],
)
def test_a_text_in_any_usual_encoding_is_decoded_with_its_line_ends(text: str, codec: str) -> None:
    data = text.encode(codec)
    extract = read_extract(data, name="a.txt")
    assert extract.text.removeprefix("\ufeff") == text
    assert extract.text == data.decode(extract.encoding)


def test_big_endian_utf_16_is_read() -> None:
    data = b"\xfe\xff" + TEXT.encode("utf-16-be")
    assert read_extract(data, name="a.txt").text == TEXT


def test_a_utf_8_byte_order_mark_counts_as_a_code_point() -> None:
    extract = read_extract(TEXT.encode("utf-8-sig"), name="a.txt")
    assert extract.text.index("一、") == TEXT.index("一、") + 1


@pytest.mark.parametrize("path", sorted((ROOT / "docs_raw").glob("*.txt")), ids=lambda p: p.stem)
def test_the_documents_of_the_project_are_read_as_they_are(path: Path) -> None:
    extract = read_extract(path.read_bytes(), name=path.name)
    assert extract.text.encode() == path.read_bytes()
    # They are cut by the ends of pages, and what stands in columns is their table of contents.
    assert (extract.is_wrapped, extract.tables, extract.warnings) == (True, (), ())


def test_a_document_carries_the_checksum_of_its_file(corpus: Corpus) -> None:
    for document in corpus.documents:
        data = (ROOT / document.source).read_bytes()
        assert document.sha256 == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty"),
        (b" \r\n\t\x0c ", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b"\xff\xfe", "is empty"),
        (b"PK\x03\x04\x14\x00", "is a zip archive"),
        (b"\x89PNG\r\n", "is a picture"),
        (b"\xd0\xcf\x11\xe0", "is an old Office file"),
        ("一、".encode() + b"\x00", "byte 6 is not UTF-8"),
        (b"\xff\xfe\x00a\x00", "is not utf-16"),
        ("一、甲".encode() + b"\xff\xff\xff", "is not UTF-8"),
        ("— 1 —\f\n第 2 页 共 3 页\n\x0c- 3 -".encode(), "no text besides page numbers"),
    ],
)
def test_a_file_without_text_is_refused_with_what_mends_it(data: bytes, message: str) -> None:
    with pytest.raises(SourceError, match=rf"^docs/a\.txt: .*{message}.*;") as caught:
        read_extract(data, name="docs/a.txt")
    assert "\n" not in str(caught.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"^b\.txt: cannot be read \(No such file"):
        read_file(tmp_path / "b.txt", name="b.txt")
