"""Ruled tables of a PDF."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.formats.model import Extract, Table
from ingest.formats.pdf import read_pdf
from tests.ingest.formats.printed import LEFT, SIZE, Printer, wrap

XS = [90.0, 200.0, 350.0, 506.0]
HEAD = ["部门", "职责与任务", "时限"]


def read(printer: Printer) -> Extract:
    return read_pdf(printer.save(), name="a.pdf")


def cells_of(extract: Extract, table: Table) -> list[list[str]]:
    return [[extract.text[cell.start : cell.end] for cell in row] for row in table.rows]


def put_row(printer: Printer, texts: list[str], y: float, *, size: float = 12) -> None:
    for x, end, text in zip(XS, XS[1:], texts, strict=False):
        printer.cell(wrap(text, end - x - 10, indent=0, size=size), x, y, size=size)


CELLS = st.text("市场主体应当依法纳税资金用于设备更新改造", min_size=0, max_size=60)
ROWS = st.lists(st.lists(CELLS, min_size=3, max_size=3).filter(any), min_size=2, max_size=5)


@settings(max_examples=settings().max_examples // 2)
@given(ROWS)
def test_cells_come_back_as_they_were_printed(rows: list[list[str]]) -> None:
    printer = Printer()
    printer.paragraph("职责分工如下：")
    ys = [140.0]
    for row in rows:
        put_row(printer, row, ys[-1])
        ys.append(ys[-1] + 100)
    printer.grid(XS, ys)
    extract = read(printer)
    filled = sum(bool(text) for row in rows for text in row)
    if filled == 1:  # A frame round one text is no table.
        assert extract.tables == ()
        return
    assert cells_of(extract, extract.tables[0]) == rows
    table = extract.tables[0]
    assert extract.text[table.start : table.end] == "\n".join("\t".join(row) for row in rows)
    assert extract.text.startswith("职责分工如下：\n")


def test_merged_cells_say_how_much_they_cover() -> None:
    printer = Printer()
    ys = [100.0, 140.0, 180.0, 220.0]
    for y in (100, 140, 220):
        printer.rule(XS[0], y, XS[3], y)
    printer.rule(XS[1], 180, XS[3], 180)
    for x in (XS[0], XS[3]):
        printer.rule(x, 100, x, 220)
    for x in XS[1:3]:
        printer.rule(x, 140, x, 220)
    printer.cell(["补贴标准"], XS[0], ys[0])
    put_row(printer, ["农机", "甲类", "10万元"], ys[1])
    put_row(printer, ["", "乙类", "5万元"], ys[2])
    extract = read(printer)
    (table,) = extract.tables
    assert cells_of(extract, table) == [
        ["补贴标准"],
        ["农机", "甲类", "10万元"],
        ["乙类", "5万元"],
    ]
    assert [(c.column, c.columns, c.rows) for row in table.rows for c in row] == [
        (0, 3, 1),
        (0, 1, 2),
        (1, 1, 1),
        (2, 1, 1),
        (1, 1, 1),
        (2, 1, 1),
    ]


def print_over_pages(last: list[str], following: list[str], *, closed: bool) -> Extract:
    """Print a table that a page break parts after the row `last`."""
    printer = Printer(numbers="{}")
    printer.paragraph("职责分工如下：")
    ys = [140.0, 180.0, 700.0 if not closed else 660.0]
    put_row(printer, HEAD, ys[0])
    put_row(printer, last, ys[1])
    for x in XS:
        printer.rule(x, ys[0], x, ys[2])
    for y in ys if closed else ys[:2]:
        printer.rule(XS[0], y, XS[3], y)
    printer.next_page()
    put_row(printer, HEAD, 90)
    put_row(printer, following, 130)
    printer.grid(XS, [90.0, 130.0, 230.0])
    printer.y = 280
    printer.paragraph("请认真执行。")
    return read(printer)


def test_a_table_goes_on_over_pages_and_its_repeated_head_is_furniture() -> None:
    extract = print_over_pages(
        ["财政局", "落实资金。", "全年"], ["科技局", "组织申报。", "六月"], closed=True
    )
    (table,) = extract.tables
    assert cells_of(extract, table) == [
        HEAD,
        ["财政局", "落实资金。", "全年"],
        ["科技局", "组织申报。", "六月"],
    ]
    assert table.header_rows == 1
    furniture = [extract.text[start:end] for start, end in extract.furniture]
    assert furniture == [*HEAD, "1", "2"]
    assert extract.text[extract.pages[1] :].startswith("科技局")


@pytest.mark.parametrize(
    ("last", "following", "closed", "row"),
    [
        # No rule under the upper part.
        (
            ["财政局", "落实资金。", "全年"],
            ["", "加强监管。", ""],
            False,
            ["财政局", "落实资金。 加强监管。", "全年"],
        ),
        # A sentence goes on, and the first cell is empty below.
        (
            ["财政局", "落实资金落实资金落实，", "全年"],
            ["", "并加强监管。", ""],
            True,
            ["财政局", "落实资金落实资金落实，并加强监管。", "全年"],
        ),
    ],
)
def test_a_row_that_a_page_break_cuts_is_one_row(
    last: list[str], following: list[str], closed: bool, row: list[str]
) -> None:
    extract = print_over_pages(last, following, closed=closed)
    assert cells_of(extract, extract.tables[0]) == [HEAD, row]


def test_pages_with_fewer_columns_go_on_with_the_table() -> None:
    printer = Printer()
    put_row(printer, ["工具", "资金支持", "全市"], 640)
    printer.grid(XS, [640.0, 680.0])
    printer.cell(["流程"], XS[0], 680)
    printer.cell(["1.申报。"], XS[1], 680)
    printer.grid([XS[0], XS[1], XS[3]], [680.0, 760.0])
    printer.next_page()
    printer.cell(["2.审核。"], XS[1], 90)
    printer.grid([XS[0], XS[1], XS[3]], [90.0, 130.0])
    extract = read(printer)
    (table,) = extract.tables
    assert cells_of(extract, table) == [["工具", "资金支持", "全市"], ["流程", "1.申报。 2.审核。"]]
    assert [cell.columns for cell in table.rows[1]] == [1, 2]


def test_a_table_with_rules_along_its_rows_only_has_columns_where_the_rules_meet() -> None:
    printer = Printer()
    for y in (100, 140, 180):
        for start, end in pairwise(XS):
            printer.rule(start, y, end, y)
    put_row(printer, ["标题", "关于印发若干措施的通知", "全文"], 100)
    put_row(printer, ["文号", "青府〔2025〕1号", "有效"], 140)
    extract = read(printer)
    assert cells_of(extract, extract.tables[0]) == [
        ["标题", "关于印发若干措施的通知", "全文"],
        ["文号", "青府〔2025〕1号", "有效"],
    ]


def test_a_box_round_a_text_and_a_rule_under_a_heading_are_no_tables() -> None:
    printer = Printer()
    printer.put("专栏1 重点工程", LEFT + 8, 120)
    printer.grid([LEFT, 506.0], [100.0, 140.0])
    printer.put("红头文件", LEFT, 200)
    printer.rule(LEFT, 210, 506, 210)
    extract = read(printer)
    assert extract.tables == ()
    assert extract.text.splitlines() == ["专栏1 重点工程", "红头文件"]


def test_text_beside_and_after_a_table_keeps_its_place() -> None:
    printer = Printer()
    printer.paragraph("一、资金标准")
    put_row(printer, ["甲", "乙", "丙"], 140)
    put_row(printer, ["1", "2", "3"], 180)
    printer.grid(XS, [140.0, 180.0, 220.0])
    printer.put("二、申报程序", LEFT + 2 * SIZE, 260)
    assert read(printer).text == "一、资金标准\n甲\t乙\t丙\n1\t2\t3\n二、申报程序\n"


def test_no_character_of_a_crowded_page_is_lost_or_doubled() -> None:
    # Text over rules, rules through text, and a grid that does not close.
    printer = Printer()
    printed = ""
    for number in range(30):
        text = f"第{number}条 应当依法纳税"
        printer.put(text, 90 + number * 7 % 300, 90 + number * 11)
        printed += text
        printer.rule(90 + number * 13, 90, 90 + number * 13, 90 + number * 20)
        printer.rule(90, 95 + number * 17, 90 + number * 15, 95 + number * 17)
    text = read(printer).text
    assert sorted(text.replace(" ", "").replace("\n", "").replace("\t", "")) == sorted(
        printed.replace(" ", "")
    )
