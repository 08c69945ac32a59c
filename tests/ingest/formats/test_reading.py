import resource

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.formats.model import SourceError
from ingest.formats.reading import read_extract

PAGE = "<html><body><p>第一条 为了发展，制定本办法。</p></body></html>".encode()


@pytest.mark.parametrize(
    ("name", "data", "text", "warnings"),
    [
        ("a.txt", "第一条\n".encode(), "第一条\n", 0),
        ("a.TXT", "第一条\n".encode(), "第一条\n", 0),
        ("a", "第一条\n".encode(), "第一条\n", 0),
        ("a.md", "# 办法\n".encode(), "办法\n", 0),
        ("a.md", "<table><tr><td>甲<td>乙<tr><td>丙<td>丁</table>".encode(), "甲\t乙\n丙\t丁\n", 0),
        ("a.html", PAGE, "第一条 为了发展，制定本办法。\n", 0),
        ("a.doc", PAGE, "第一条 为了发展，制定本办法。\n", 1),
        ("a.html", "第一条\n".encode(), "第一条\n", 1),
        ("a.docx", "第一条\n".encode(), "第一条\n", 1),
    ],
)
def test_a_file_is_read_as_what_it_is(name: str, data: bytes, text: str, warnings: int) -> None:
    extract = read_extract(data, name=name)
    assert (extract.text, len(extract.warnings)) == (text, warnings)


def test_the_warning_names_the_suffix_and_the_kind() -> None:
    assert read_extract(PAGE, name="a.doc").warnings == (
        "the file is named .doc but is a web page.",
    )


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.txt", b"", "is empty"),
        ("a.html", b"<p> </p>", "no text besides page numbers"),
        ("a.md", b"<!-- x -->", "no text besides page numbers"),
        ("a.txt", "— 1 —\f- 2 -\f第 3 页 共 9 页\fPage 4 of 9".encode(), "no text besides"),
        ("a.html", b"<div>" * 5000, "nested too deep"),
    ],
)
def test_a_file_without_text_is_refused(name: str, data: bytes, message: str) -> None:
    with pytest.raises(SourceError, match=rf"^{name}: .*{message}.*; \w"):
        read_extract(data, name=name)


def test_many_small_texts_do_not_fill_the_memory() -> None:
    def read(count: int) -> int:
        for number in range(count):
            read_extract(f"第{number}条 为了发展，制定本办法。\n甲\t乙\n".encode(), name="a.txt")
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    before = read(1_000)
    # Kilobytes: ten thousand texts together are half a megabyte, and none of them stays.
    assert read(10_000) - before < 2_000


@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.md", "a"]))
def test_any_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    try:
        read_extract(data, name=name).text.encode()
    except SourceError:
        return
