import re
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given, settings
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from export import Heading, Paragraph, Quote, Report, Table, to_excel
from export.characters import lines_of
from export.excel_cells import ExcelLimitError
from tests.export.hostile import FORMULAS, MARKUP, TEXTS, report_of

REPORT = Report(
    "各部门任务清单",
    (
        Paragraph("截至 2023-12-29。"),
        Heading("一、分工"),
        Table(
            ("部门", "任务", "项数"), (("省工信厅", "支持企业技术改造" * 9, 12),), "任务/部门：表"
        ),
        Quote("建设示范工厂5家。", "《行动计划》三（一）1"),
        Table(("城市",), (), "任务?部门:表"),
    ),
)


def read(report: Report) -> list[Worksheet]:
    return list(openpyxl.load_workbook(BytesIO(to_excel(report))).worksheets)


def cells(sheet: Worksheet) -> list[Cell]:
    return [cell for row in sheet.iter_rows() for cell in row if isinstance(cell, Cell)]


def check(text: str) -> None:
    """A workbook full of `text` holds it as text, everywhere."""
    table, notes = read(report_of(text))
    value = "\n".join(lines_of(text)) or None
    kept = [value, value, value, value, f"—— {value or ''}"]
    assert [cell.value for cell in cells(notes)][:5] == kept
    assert [cell.value for cell in cells(table)] == [value, "数", value, 1]
    for cell in [*cells(notes), *cells(table)]:
        assert cell.data_type == ("n" if cell.value in (1, None) else "s")
        assert cell.hyperlink is None


@pytest.mark.parametrize("text", [*FORMULAS, *MARKUP])
def test_text_is_never_a_formula_or_a_link(text: str) -> None:
    check(text)


@settings(max_examples=settings().max_examples // 2)
@given(text=TEXTS)
def test_any_text_is_read_as_it_stands(text: str) -> None:
    check(text)


@pytest.mark.parametrize("text", FORMULAS[:5])
def test_what_looks_like_a_formula_stays_text_when_it_is_edited(text: str) -> None:
    table, _ = read(Report("题", (Table(("甲", "乙"), ((text, "平常"),)),)))
    assert [cell.quotePrefix for cell in table[2]] == [True, False]


def test_a_sheet_for_each_table_and_one_for_all_else() -> None:
    first, second, notes = read(REPORT)
    assert (notes.title, first.title, second.title) == ("说明", "任务 部门 表", "任务 部门 表（2）")
    assert [cell.value for cell in cells(notes)] == [
        "各部门任务清单",
        "截至 2023-12-29。",
        "一、分工",
        "任务/部门：表：见工作表“任务 部门 表”",
        "建设示范工厂5家。",
        "—— 《行动计划》三（一）1",
        "任务?部门:表：见工作表“任务 部门 表（2）”",
    ]
    assert [cell.value for cell in cells(first)[:3]] == ["部门", "任务", "项数"]
    assert first["C2"].value == 12
    assert first["C2"].data_type == "n"


def test_a_sheet_is_ready_to_filter_and_to_print() -> None:
    first, second, _ = read(REPORT)
    assert (first.auto_filter.ref, second.auto_filter.ref) == ("A1:C2", "A1")
    for sheet in (first, second):
        assert sheet.freeze_panes == "A2"
        assert sheet.print_title_rows == "$1:$1"
        setup = sheet.page_setup
        assert (setup.orientation, int(setup.paperSize)) == ("landscape", 9)
        assert (setup.fitToWidth or 1, setup.fitToHeight) == (1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert all(cell.alignment.wrap_text for cell in cells(sheet))


def test_it_opens_on_the_table_below_its_title_with_rows_that_show_all_lines() -> None:
    long = "支持企业技术改造。" * 20
    rows = (("一", long), ("二", "短"))
    table = Table(
        ("甲", "乙"), rows, "表", "依据：《计划》", (10, 40), ((0, "前"), (1, "后")), "文件"
    )
    book = openpyxl.load_workbook(BytesIO(to_excel(Report("题", (Paragraph("注"), table)))))
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    assert (sheet.title, book.sheetnames) == ("表", ["表", "说明"])
    assert [row[0] for row in sheet.iter_rows(max_row=3, values_only=True)] == [
        *("题", "依据：《计划》", "甲")
    ]
    assert [cell.value for cell in sheet["C"][2:]] == ["文件", "前", "后"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A4", "A3:C5")
    assert sheet.print_title_rows == "$3:$3"
    # 360 letters in columns of 40 are at least 9 lines of 15 points.
    high, low = (sheet.row_dimensions[n].height for n in (4, 5))
    assert high >= 9 * 15
    assert low < 2 * 15


def test_columns_are_as_wide_as_their_text_within_reason() -> None:
    first, _, _ = read(REPORT)
    widths = [round(first.column_dimensions[c].width) for c in "ABC"]
    assert widths == [11, 61, 9]


def test_a_number_with_more_digits_than_excel_holds_is_written_out() -> None:
    table, _ = read(Report("题", (Table(("数",), ((10**15 - 1,), (10**15 + 1,), (-(10**20),))),)))
    values = [table[f"A{n}"].value for n in (2, 3, 4)]
    assert values == [10**15 - 1, "1000000000000001", "-100000000000000000000"]


def test_a_report_without_tables_is_refused() -> None:
    message = "report '题': holds no table; write it with to_word or to_markdown"
    with pytest.raises(ValueError, match=f"^{message}$"):
        to_excel(Report("题", (Paragraph("文"),)))


def test_a_text_longer_than_a_cell_is_refused_and_none_is_cut() -> None:
    longest = "政" * 32_767
    table, _ = read(Report("题", (Table(("甲",), ((longest,),)),)))
    assert table["A2"].value == longest
    message = "sheet 表1, cell A2: 32,768 characters, Excel holds 32,767; shorten the text"
    with pytest.raises(ExcelLimitError, match=f"^{re.escape(message)}"):
        to_excel(Report("题", (Table(("甲",), ((longest + "策",),)),)))
    with pytest.raises(ExcelLimitError, match=r"^sheet 说明, cell A2: 32,768 characters"):
        to_excel(Report("题", (Paragraph("😀" * 16_384), Table(("甲",), ()))))


def test_a_table_larger_than_a_sheet_is_refused() -> None:
    with pytest.raises(ExcelLimitError, match=r"1,048,576 rows of 1 cells, Excel holds 1,048,575"):
        to_excel(Report("题", (Table(("甲",), ((1,),) * 1_048_576, "表"),)))
    with pytest.raises(ExcelLimitError, match=r"0 rows of 16,385 cells"):
        to_excel(Report("题", (Table(("甲",) * 16_385, ()),)))


def test_the_same_report_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    first = to_excel(REPORT)
    monkeypatch.setattr("time.localtime", lambda *_: (2031, 1, 2, 3, 4, 5, 3, 2, 0))
    assert to_excel(REPORT) == first
    assert b"2031" not in first
    book = openpyxl.load_workbook(BytesIO(first))
    assert (book.properties.title, book.properties.creator) == ("各部门任务清单", None)
