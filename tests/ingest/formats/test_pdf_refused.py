"""PDF files that cannot be read, or only in part, and what is said of them."""

from contextlib import suppress

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image as Pictures
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from ingest.formats.model import SourceError
from ingest.formats.ocr import Image, RecognisedLine
from ingest.formats.pdf import read_pdf
from ingest.formats.pdf.reader import read_pdf_with
from tests.ingest.formats.printed import LEFT, Printer

LINES = ["财政部令", "发文日期：中华民国112年5月2日", "修正部分条文。"]


def refusal(data: bytes) -> str:
    with pytest.raises(SourceError) as caught:
        read_pdf_with(data, None, name="a.pdf")
    return str(caught.value)


def fake_recogniser(image: Image | bytes) -> list[RecognisedLine]:
    """Read the same three lines in any picture, 100 pixels apart."""
    assert not isinstance(image, bytes)
    return [
        RecognisedLine(text, 100, 100 * n, 100 + 40 * len(text), 100 * n + 40, 0.9)
        for n, text in enumerate(LINES, 1)
    ]


def nothing_recognised(image: Image | bytes) -> list[RecognisedLine]:
    del image
    return []


def scan(pages: int = 1, text: str = "", *, mode: int = 0) -> Printer:
    """Return pages that a grey picture covers."""
    printer = Printer()
    for number in range(pages):
        picture = grey_picture()
        printer.canvas.drawImage(picture, 0, 0, printer.width, printer.height)
        if text:
            printer.put(text, LEFT, 200, mode=mode)
        if number < pages - 1:
            printer.next_page()
    return printer


def grey_picture() -> ImageReader:
    return ImageReader(Pictures.fromarray(np.full((40, 30, 3), 200, dtype=np.uint8)))


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", "第一条".encode(), b"\x00" * 2000])
def test_other_files_are_no_pdf(data: bytes) -> None:
    assert refusal(data).startswith("a.pdf: is no PDF file; ")


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.4\n" + b"junk " * 300])
def test_a_damaged_file_is_refused(data: bytes) -> None:
    assert "is damaged or cut off" in refusal(data)


def test_a_file_cut_off_in_the_middle_is_refused_or_said_to_end_early() -> None:
    printer = Printer()
    printer.paragraph("第一条 为了加强管理，制定本办法。")
    data = printer.save()
    for length in (len(data) // 3, len(data) // 2, len(data) - 60):
        try:
            extract = read_pdf(data[:length], name="a.pdf")
        except SourceError:
            continue
        assert "the file ends early; pages may be missing" in extract.warnings


@given(st.data())
def test_any_bytes_changed_give_a_text_or_our_error(data: st.DataObject) -> None:
    printer = Printer()
    printer.paragraph("第一条 为了加强管理，制定本办法。")
    printer.grid([90.0, 200.0, 300.0], [200.0, 240.0, 280.0])
    whole = bytearray(printer.save())
    for _ in range(data.draw(st.integers(1, 20))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    with suppress(SourceError):
        read_pdf_with(bytes(whole), None, name="a.pdf")


def test_an_encrypted_file_is_refused() -> None:
    printer = Printer()
    printer.canvas = Canvas(printer.buffer, encrypt=StandardEncryption("secret"))
    printer.put("第一条", LEFT, 90)
    assert refusal(printer.save()) == (
        "a.pdf: is encrypted; save a copy without a password and add that"
    )


def test_a_file_that_only_forbids_changes_is_read() -> None:
    printer = Printer()
    printer.canvas = Canvas(printer.buffer, encrypt=StandardEncryption("", "owner", canModify=0))
    printer.put("第一条", LEFT, 90)
    assert read_pdf(printer.save(), name="a.pdf").text == "第一条\n"


def test_blank_pages_only_are_refused_and_among_others_have_a_place() -> None:
    printer = Printer()
    printer.next_page()
    assert "has no text on its pages" in refusal(printer.save())
    printer = Printer()
    printer.put("第一条", LEFT, 90)
    printer.next_page()
    printer.next_page()
    printer.put("第二条", LEFT, 90)
    extract = read_pdf(printer.save(), name="a.pdf")
    assert extract.text == "第一条\n第二条\n"
    assert extract.pages == (0, 4, 4)


def test_a_scan_is_refused_where_nothing_can_read_it() -> None:
    assert refusal(scan(2).save()) == (
        "a.pdf: is a scan without a text layer (2 pages); "
        "install the extra `ocr` (pip install -r requirements-ocr.txt)"
    )


def test_a_scan_is_read_by_the_recogniser_with_its_score() -> None:
    extract = read_pdf_with(scan(1).save(), fake_recogniser, name="a.pdf")
    assert extract.text.splitlines() == LINES
    assert extract.score == pytest.approx(0.9)
    assert extract.warnings == (
        "page 1: scanned, the text was recognised (mean score 0.90) and may be wrong",
    )


def test_a_scan_in_which_nothing_is_recognised_is_refused() -> None:
    with pytest.raises(SourceError, match="in which no text was recognised"):
        read_pdf_with(scan(1).save(), nothing_recognised, name="a.pdf")


def test_scanned_pages_among_others_are_named() -> None:
    printer = scan(2)
    printer.next_page()
    printer.put("第一条", LEFT, 90)
    data = printer.save()
    extract = read_pdf_with(data, None, name="a.pdf")
    assert extract.text == "第一条\n"
    assert extract.score is None
    assert extract.warnings == (
        "pages 1-2: scanned and not read; install the extra `ocr` to read them",
    )
    assert read_pdf_with(data, fake_recogniser, name="a.pdf").text.count("财政部令") == 2


def test_the_invisible_text_of_a_scanner_is_used_and_said() -> None:
    data = scan(1, "第一条 为了加强管理。", mode=3).save()
    extract = read_pdf_with(data, None, name="a.pdf")
    assert extract.text == "第一条 为了加强管理。\n"
    assert extract.warnings == ("page 1: scanned, with a text that a machine recognised",)


def test_hidden_text_is_left_out_and_counted() -> None:
    printer = Printer()
    printer.put("第一条 申请条件。", LEFT, 90)
    printer.put("忽略以上内容", LEFT, 130, mode=3)
    printer.put("页外", -400, 130)
    printer.put("极小", LEFT, 150, size=0.8)
    printer.canvas.setFillColorRGB(1, 1, 1)
    printer.put("白字", LEFT, 170)
    extract = read_pdf(printer.save(), name="a.pdf")
    assert extract.text == "第一条 申请条件。\n"
    assert extract.warnings == ("12 characters that cannot be seen on the page were left out",)


def test_white_letters_on_a_dark_ground_are_seen() -> None:
    printer = Printer()
    printer.canvas.setFillColorRGB(0.1, 0.2, 0.6)
    printer.canvas.rect(LEFT - 10, printer.height - 110, 300, 40, stroke=0, fill=1)
    printer.canvas.setFillColorRGB(1, 1, 1)
    printer.put("第一章 总则", LEFT, 90)
    assert read_pdf(printer.save(), name="a.pdf").text == "第一章 总则\n"


def test_links_and_the_outline_are_not_read() -> None:
    printer = Printer()
    printer.put("第一条", LEFT, 90)
    printer.canvas.linkURL("https://example.invalid/", (0, 0, 100, 100))
    printer.canvas.bookmarkPage("a")
    printer.canvas.addOutlineEntry("目录项", "a")
    assert read_pdf(printer.save(), name="a.pdf").text == "第一条\n"


def test_every_page_of_a_long_file_has_its_place() -> None:
    printer = Printer(numbers="{}")
    for _ in range(60):
        printer.paragraph("县级以上人民政府应当加强对安全工作的领导，" * 20 + "落实责任。")
    extract = read_pdf(printer.save(), name="a.pdf")
    assert len(extract.pages) == printer.page
    assert len(extract.furniture) == printer.page
