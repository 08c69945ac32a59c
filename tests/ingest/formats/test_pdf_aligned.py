"""Tables of a PDF that have no rules: columns told by where their texts stand."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.formats.model import Extract
from ingest.formats.pdf import read_pdf
from ingest.formats.pdf.unruled import Kind, judge
from tests.ingest.formats.printed import LEFT, SIZE, Printer, width_of

XS = [LEFT, 230.0, 400.0]
GRANTS = [
    ["项目", "适用对象", "补贴标准"],
    ["设备更新", "制造业企业", "20万元"],
    ["技术改造", "小微企业", "5万元"],
    ["人才引进", "科研机构", "100万元"],
]
UNCLEAR = "page 1: looks like a table without lines; kept as text"


def print_rows(rows: list[list[str]], xs: list[float] = XS, *, pitch: float = 24) -> Extract:
    """Print a sentence, `rows` in columns that begin at `xs`, and a sentence."""
    printer = Printer()
    printer.paragraph("对符合条件的申报单位，按照下列标准给予一次性补贴，所需资金由市财政安排：")
    for row in rows:
        for x, text in zip(xs, row, strict=True):
            if text:
                printer.put(text, x, printer.y, size=12)
        printer.y += pitch
    printer.paragraph("前款规定的补贴标准，由市财政局会同有关部门根据实际情况适时调整。")
    return read_pdf(printer.save(), name="a.pdf")


def cells_of(extract: Extract) -> list[list[str]]:
    (table,) = extract.tables
    return [[extract.text[cell.start : cell.end] for cell in row] for row in table.rows]


def test_columns_with_names_and_figures_are_a_table() -> None:
    extract = print_rows(GRANTS)
    assert cells_of(extract) == GRANTS
    assert extract.warnings == ()
    first, *_, last = extract.text.splitlines()
    assert first.endswith("由市财政安排：")
    assert last.startswith("前款规定")


def test_a_row_goes_on_in_the_lines_that_stand_closer_below_it() -> None:
    printer = Printer()
    for row, lines in (
        (0, [["项目"], ["适用对象"], ["补贴标准"]]),
        (1, [["设备更新"], ["制造业企业和", "生产性服务业企业"], ["20万元"]]),
        (2, [["技术改造"], ["小微企业"], ["5万元"]]),
    ):
        for x, texts in zip(XS, lines, strict=True):
            for number, text in enumerate(texts):
                printer.put(text, x, 120 + 44 * row + 18 * number, size=12)
    extract = read_pdf(printer.save(), name="a.pdf")
    assert cells_of(extract)[1] == ["设备更新", "制造业企业和生产性服务业企业", "20万元"]


def test_cells_may_be_empty_and_figures_end_at_one_place() -> None:
    printer = Printer()
    rows = [["区域", "2024年", "2025年"], ["东区", "1200", "98"], ["西区", "", "1050"]]
    rows += [["南区", "7", "2300"]]
    for number, row in enumerate(rows):
        printer.put(row[0], LEFT, 120 + 24 * number, size=12)
        for right, text in zip((320, 480), row[1:], strict=True):
            printer.put(text, right - width_of(text, 12), 120 + 24 * number, size=12)
    assert cells_of(read_pdf(printer.save(), name="a.pdf")) == rows


WORDS = st.text("设备更新改造资金标准", min_size=2, max_size=8)
FIGURES = st.builds("{}{}".format, st.integers(1, 9999), st.sampled_from(["万元", "%", "人"]))
ROWS = st.lists(st.tuples(WORDS, WORDS, FIGURES).map(list), min_size=3, max_size=8)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ROWS)
def test_cells_come_back_as_they_were_printed(rows: list[list[str]]) -> None:
    assert cells_of(print_rows(rows)) == rows


@pytest.mark.parametrize(
    "rows",
    [
        # Texts in columns, which may as well be columns of a list.
        [["东街道", "张家社区", "第一卫生服务站"]] * 2 + [["西街道", "李家社区", "镇卫生院"]] * 2,
        # Lines without a name of their own, where nothing tells the row they belong to.
        [*GRANTS[:2], ["", "服务业企业", ""], *GRANTS[2:]],
    ],
)
def test_columns_that_are_perhaps_a_table_stay_text_and_are_said(rows: list[list[str]]) -> None:
    extract = print_rows(rows)
    assert extract.tables == ()
    assert extract.warnings == (UNCLEAR,)
    for row in rows:
        assert " ".join(filter(None, row)).replace(" ", "") in extract.text.replace(" ", "")


@pytest.mark.parametrize(
    ("rows", "xs"),
    [
        # A table of contents.
        ([["总体要求", "1"], ["重点任务", "3"], ["保障措施", "9"]] * 2, [LEFT, 480.0]),
        ([["第一章", "总则"], ["第二章", "职责"], ["第三章", "附则"]] * 2, [LEFT, 180.0]),
        # A list whose texts stand away from their marks, a form, and names.
        ([[f"{n}.", "市级财政专项资金"] for n in range(1, 7)], [LEFT, 150.0]),
        ([["姓名：", "联系电话："], ["单位：", "通信地址："]] * 3, [LEFT, 300.0]),
        ([["张三", "李四四", "王五"], ["赵六", "钱七", "孙八八"]] * 3, XS),
        # Two offices sign side by side.
        ([["青岚市财政局", "青岚市科学技术局"], ["2025年1月2日", ""]], [LEFT, 300.0]),
    ],
)
def test_lists_contents_forms_and_names_are_no_tables(
    rows: list[list[str]], xs: list[float]
) -> None:
    extract = print_rows(rows, xs)
    assert extract.tables == ()
    assert extract.warnings == ()


def test_two_columns_of_running_text_are_no_table() -> None:
    printer = Printer()
    for number in range(20):
        for x in (LEFT, 310):
            printer.put("应当依法纳税并更新设备" + "资金"[: number % 3], x, 100 + 24 * number)
    extract = read_pdf(printer.save(), name="a.pdf")
    assert extract.tables == ()
    assert extract.warnings == ()


def test_lines_spaced_out_are_no_table() -> None:
    printer = Printer()
    for number in range(6):
        for place, character in enumerate("青岚市人民政府办公室文件"):
            printer.put(character, LEFT + place * 2.2 * SIZE, 100 + number * 30)
    extract = read_pdf(printer.save(), name="a.pdf")
    assert extract.tables == ()


@given(st.integers(2, 4).flatmap(lambda n: st.lists(st.lists(st.text(), min_size=n, max_size=n))))
def test_any_rows_can_be_judged(rows: list[list[str]]) -> None:
    if rows:
        assert judge(rows) in Kind
