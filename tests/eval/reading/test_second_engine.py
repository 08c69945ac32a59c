import shutil
from pathlib import Path

import docx
import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from eval.reading.second_engine import Agreement, compare_characters, compare_file, read_again
from ingest.formats.doc_tools import find_office
from ingest.formats.model import Extract

needs_poppler = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="poppler is not installed"
)
needs_office = pytest.mark.skipif(find_office() is None, reason="LibreOffice is not installed")


def print_pages(path: Path, *pages: str) -> Path:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas = Canvas(str(path))
    for page in pages:
        canvas.setFont("STSong-Light", 14)
        canvas.drawString(72, 700, page)
        canvas.showPage()
    canvas.save()
    return path


def test_characters_are_compared_as_multisets_wherever_they_stand() -> None:
    # Ours 第一条甲甲, theirs 甲第二条: 第, 条 and one 甲 are in both; 3 of 4 kept, 2 of 5 added.
    found = compare_characters("第一条，甲甲", "甲。第二条")
    assert found == Agreement(shared=3, ours=5, theirs=4)
    assert found.kept == pytest.approx(3 / 4)
    assert found.added == pytest.approx(2 / 5)


def test_widths_radicals_spaces_and_punctuation_make_no_difference() -> None:
    found = compare_characters("第 １ 条：⼀、ＡＢ（㈠）", "第1条一AB一")
    assert (found.kept, found.added) == (1.0, 0.0)


def test_of_nothing_nothing_is_lost_or_added() -> None:
    assert (Agreement().kept, Agreement().added) == (1.0, 0.0)
    assert Agreement(1, 2, 4) + Agreement(2, 2, 4) == Agreement(3, 4, 8)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_a_text_is_the_decoded_file(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("第一条 本办法适用于本市。".encode(encoding))
    assert "第一条 本办法" in (read_again(path) or "")
    found = compare_file(path, Extract("第一条本办法适用于"))
    assert found == Agreement(shared=9, ours=9, theirs=11)


def test_of_a_web_page_all_that_can_be_seen_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(
        '<!DOCTYPE html><html><head><meta charset="utf-8"><title>网站名</title>'
        "<style>p{color:red}</style></head><body><nav>首页</nav><!-- 注释 -->"
        "<script>var x = 1;</script><p>第一条&nbsp;甲。</p></body></html>",
        encoding="utf-8",
    )
    assert (read_again(path) or "").split() == ["首页第一条", "甲。"]


@needs_poppler
def test_a_pdf_is_read_by_poppler(tmp_path: Path) -> None:
    path = print_pages(tmp_path / "a.pdf", "第一条甲乙丙", "第二条丁")
    assert compare_file(path, Extract("第一条甲乙", pages=(0,))) == Agreement(5, 5, 10)


@needs_poppler
def test_pages_that_were_recognised_are_left_out_of_both(tmp_path: Path) -> None:
    path = print_pages(tmp_path / "a.pdf", "第一条甲乙丙", "第二条丁")
    text = "另外的字\n第二条丁戊"
    found = compare_file(path, Extract(text, pages=(0, 5), score=0.9, scans=(1,)))
    assert found == Agreement(shared=4, ours=5, theirs=4)


@needs_poppler
def test_a_damaged_pdf_has_no_second_reading(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.7\nno objects")
    assert compare_file(path, Extract("甲")) is None


@needs_poppler
def test_a_pdf_without_text_has_no_second_reading(tmp_path: Path) -> None:
    assert compare_file(print_pages(tmp_path / "a.pdf", ""), Extract("甲")) is None


def test_what_was_recognised_as_a_whole_is_not_compared(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("甲", encoding="utf-8")
    assert compare_file(path, Extract("甲", score=0.9)) is None


def test_without_poppler_there_is_no_second_reading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = print_pages(tmp_path / "a.pdf", "第一条")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert read_again(path) is None


@needs_office
def test_a_word_document_is_read_by_libreoffice(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    document = docx.Document()
    document.add_paragraph("第一条 甲乙")
    document.add_table(1, 1).cell(0, 0).text = "表中"
    document.save(str(path))
    assert compare_file(path, Extract("第一条甲乙表中")) == Agreement(7, 7, 7)
