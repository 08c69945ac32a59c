"""Running heads, feet and page numbers of a PDF."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.formats.model import Extract
from ingest.formats.pdf import read_pdf
from ingest.formats.pdf.page_numbers import read_page_number
from tests.ingest.formats.printed import LEFT, PITCH, RIGHT, Printer

BODY = "县级以上人民政府应当加强对安全工作的领导，" * 14 + "落实责任。"


def furniture_of(extract: Extract) -> list[str]:
    return [extract.text[start:end] for start, end in extract.furniture]


def read(printer: Printer) -> Extract:
    return read_pdf(printer.save(), name="a.pdf")


def fill(printer: Printer, pages: int) -> None:
    """Print paragraphs until there are `pages` pages."""
    while printer.page < pages or printer.y < 500:
        printer.paragraph(BODY)


def test_a_running_head_over_page_numbers_is_furniture_and_cuts_no_sentence() -> None:
    printer = Printer(head="青河市人民政府公报 2023年第5期", numbers="- {} -")
    fill(printer, 4)
    extract = read(printer)
    head = "青河市人民政府公报 2023年第5期"
    assert furniture_of(extract) == [head, "-1-", head, "-2-", head, "-3-", head, "-4-"]
    rest = [line for line in extract.text.splitlines() if line not in furniture_of(extract)]
    assert set(rest) == {BODY}


@pytest.mark.parametrize("form", ["{}", "— {} —", "－{}－", "第{}页", "第 {} 页 共 9 页", "{}/9"])
def test_page_numbers_of_every_form_are_furniture(form: str) -> None:
    printer = Printer(numbers=form)
    fill(printer, 3)
    assert len(read(printer).furniture) == 3


def test_roman_numbers_of_a_preface_and_the_first_page_of_it_are_furniture() -> None:
    printer = Printer()
    for number in ("i", "1", "2", "3"):
        printer.put(number, 290, 805, size=10)
        printer.paragraph(BODY)
        if number != "3":
            printer.next_page()
    assert furniture_of(read(printer)) == ["i", "1", "2", "3"]


def test_date_title_address_and_count_of_a_printed_web_page_are_furniture() -> None:
    printer = Printer()
    for number in range(1, 4):
        printer.put("2026/7/24 15:33", 24, 20, size=8)
        printer.put("关于印发若干措施的通知_青河市人民政府", 200, 20, size=8)
        printer.put("https://www.example.gov.cn/a/content_1.htm", 24, 830, size=8)
        printer.put(f"{number}/3", 560, 830, size=8)
        printer.paragraph(BODY)
        if number < 3:
            printer.next_page()
    found = furniture_of(read(printer))
    assert len(found) == 6
    assert found[1] == "https://www.example.gov.cn/a/content_1.htm 1/3"


def test_chapter_titles_in_the_place_of_the_head_are_furniture() -> None:
    printer = Printer()
    titles = ["第一章 总则"] * 4 + ["第二章 附则"]
    for number, title in enumerate(titles, 1):
        printer.put(title, LEFT, 45, size=10)
        printer.put(str(number), 290, 805, size=10)
        printer.paragraph(BODY)
        if number < len(titles):
            printer.next_page()
    assert [line for line in furniture_of(read(printer)) if "章" in line] == titles


def test_a_heading_that_begins_several_pages_is_no_furniture() -> None:
    printer = Printer(numbers="{}")
    for number in range(1, 5):
        printer.put(f"附件{number}", LEFT, 90)
        printer.centre("资金申请表", 130)
        printer.y = 170
        printer.paragraph(BODY)
        if number < 4:
            printer.next_page()
    assert furniture_of(read(printer)) == ["1", "2", "3", "4"]


def test_bare_numbers_of_a_list_are_no_page_numbers() -> None:
    printer = Printer()
    for name, amount in (("国家级企业", "100"), ("省级企业", "60"), ("市级企业", "20")):
        printer.put(name, LEFT, 700)
        printer.put(amount, LEFT, 700 + PITCH)
        printer.next_page()
    extract = read(printer)
    assert extract.furniture == ()
    assert "100" in extract.text.splitlines()


def test_one_page_has_no_furniture() -> None:
    printer = Printer(head="青河市人民政府公报", numbers="{}")
    printer.paragraph(BODY)
    assert read(printer).furniture == ()


def test_a_watermark_across_the_page_stands_outside_the_text() -> None:
    printer = Printer()
    for page in range(3):
        printer.canvas.saveState()
        printer.canvas.translate(200, 400)
        printer.canvas.rotate(45)
        printer.canvas.setFont("STSong-Light", 40)
        printer.canvas.drawString(0, 0, "征求意见")
        printer.canvas.restoreState()
        printer.paragraph(BODY)
        if page < 2:
            printer.next_page()
    extract = read(printer)
    assert furniture_of(extract) == ["征求意见"] * 3
    assert [line for line in extract.text.splitlines() if line == BODY] == [BODY] * 3


def test_heads_at_either_side_of_odd_and_even_pages_are_furniture() -> None:
    printer = Printer()
    for number in range(1, 6):
        x = LEFT if number % 2 else RIGHT - 40
        printer.put("公报" if number % 2 else "青河市", x, 45, size=10)
        printer.put(f"—{number}—", x, 805, size=10)
        printer.paragraph(BODY)
        if number < 5:
            printer.next_page()
    found = furniture_of(read(printer))
    assert [line for line in found if line == "公报"] == ["公报"] * 3
    assert [line for line in found if "—" in line] == [f"—{number}—" for number in range(1, 6)]


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("— 12 —", 12),
        ("－２－", 2),
        ("iv", 4),
        ("第 3 页 共 9 页", 3),
        ("3/9", 3),
        ("Page 2 of 9", 2),
        ("·5·", 5),
        ("第十二頁", 12),
        ("二〇", 20),
        ("12.", None),
        ("3个", None),
        ("iiv", None),
        ("", None),
    ],
)
def test_page_numbers_are_read_as_printed(printed: str, value: int | None) -> None:
    assert read_page_number(printed) == value


@given(st.text(max_size=12))
def test_any_text_is_a_page_number_or_none(text: str) -> None:
    value = read_page_number(text)
    assert value is None or value >= 0
