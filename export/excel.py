"""Tables of a report as an Excel workbook in which text stays text."""

from io import BytesIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from export.characters import display_width, lines_of
from export.package import without_dates
from export.report import Heading, Paragraph, Quote, Report, Table
from export.sheet_names import name_sheets

_NOTES = "说明"
_NOTES_WIDTH = 90
_NARROWEST, _WIDEST = 8, 60
_LONGEST_TEXT = 32_767
_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 16_384
# Excel's numbers hold no more digits.
_LARGEST_NUMBER = 10**15
_A4 = 9
_FORMULA_STARTS = ("=", "+", "-", "@", "\t")
_FORMATS: dict[str, dict[str, object]] = {
    "title": {"bold": True, "font_size": 16},
    "heading": {"bold": True, "font_size": 13},
    "text": {},
    "quote": {"indent": 2},
    "citation": {"indent": 2, "font_color": "#57534A"},
    "head": {"bold": True, "bg_color": "#F0EEE9", "border": 1},
    "cell": {"border": 1},
}


class ExcelLimitError(ValueError):
    """A report holds more than Excel can; the message says what does not fit."""


def to_excel(report: Report) -> bytes:
    """Return a workbook with a sheet for each table; the first sheet, 说明, holds all else.

    Raises:
        ValueError: the report has no table.
        ExcelLimitError: a text or a table is larger than Excel can hold.
    """
    tables = [block for block in report.blocks if isinstance(block, Table)]
    if not tables:
        raise ValueError(
            f"report {report.title!r}: holds no table; write it with to_word or to_markdown"
        )
    names = name_sheets([table.caption for table in tables], taken=[_NOTES])
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as workbook:
        workbook.set_properties({"title": "".join(lines_of(report.title))})
        formats = _Formats(workbook)
        notes = _Sheet(workbook, _NOTES, formats)
        _write_notes(notes, report, names)
        for name, table in zip(names, tables, strict=True):
            _write_table(_Sheet(workbook, name, formats), table)
    return without_dates(file.getvalue())


class _Formats:
    """The formats of a workbook; one that keeps `=` from becoming a formula when edited."""

    def __init__(self, workbook: Workbook) -> None:
        wrapped = {"text_wrap": True, "valign": "top"}
        self._plain = {k: workbook.add_format(wrapped | v) for k, v in _FORMATS.items()}
        self._quoted = {
            k: workbook.add_format(wrapped | v | {"quote_prefix": True})
            for k, v in _FORMATS.items()
        }

    def of(self, value: str | int, kind: str) -> Format:
        is_risky = isinstance(value, str) and value.lstrip().startswith(_FORMULA_STARTS)
        return (self._quoted if is_risky else self._plain)[kind]


class _Sheet:
    """A sheet that refuses what it cannot hold."""

    def __init__(self, workbook: Workbook, name: str, formats: _Formats) -> None:
        self.sheet: Worksheet = workbook.add_worksheet(name)
        self._name = name
        self._formats = formats

    def write(self, row: int, column: int, value: str | int, *, kind: str) -> None:
        if isinstance(value, int) and abs(value) < _LARGEST_NUMBER:
            self.sheet.write_number(row, column, value, self._formats.of(value, kind))
            return
        text = "\n".join(lines_of(str(value)))
        length = len(text.encode("utf-16-le")) // 2
        if length > _LONGEST_TEXT:
            raise ExcelLimitError(
                f"sheet {self._name}, cell {xl_rowcol_to_cell(row, column)}: {length:,} "
                f"characters, Excel holds {_LONGEST_TEXT:,}; shorten the text or write the report "
                "with to_word or to_markdown"
            )
        write = self.sheet.write_string if text else self.sheet.write_blank
        write(row, column, text, self._formats.of(text, kind))


def _write_notes(notes: _Sheet, report: Report, names: list[str]) -> None:
    lines: list[tuple[str, str]] = [("title", report.title)]
    remaining = iter(names)
    for block in report.blocks:
        match block:
            case Heading(text, _):
                lines.append(("heading", text))
            case Paragraph(text):
                lines.append(("text", text))
            case Quote(text, citation):
                lines += [("quote", text), ("citation", f"—— {citation}")]
            case Table(caption=caption):
                lines.append(("text", f"{caption or '表'}：见工作表“{next(remaining)}”"))
    for row, (kind, text) in enumerate(lines):
        notes.write(row, 0, text, kind=kind)
    notes.sheet.set_column(0, 0, _NOTES_WIDTH)
    _print_on_a4(notes.sheet)


def _write_table(sheet: _Sheet, table: Table) -> None:
    if len(table.rows) >= _MOST_ROWS or len(table.head) > _MOST_COLUMNS:
        raise ExcelLimitError(
            f"table {table.caption!r}: {len(table.rows):,} rows of {len(table.head):,} cells, "
            f"Excel holds {_MOST_ROWS - 1:,} of {_MOST_COLUMNS:,}; divide the table"
        )
    for column, text in enumerate(table.head):
        sheet.write(0, column, text, kind="head")
        # The button of the filter covers the end of the head.
        widths = [display_width(text) + 4]
        widths += [display_width(str(row[column])) + 2 for row in table.rows]
        sheet.sheet.set_column(column, column, min(max([*widths, _NARROWEST]), _WIDEST))
    for n, row in enumerate(table.rows, start=1):
        for column, value in enumerate(row):
            sheet.write(n, column, value, kind="cell")
    sheet.sheet.freeze_panes(1, 0)
    sheet.sheet.autofilter(0, 0, len(table.rows), len(table.head) - 1)
    sheet.sheet.repeat_rows(0)
    sheet.sheet.set_landscape()
    _print_on_a4(sheet.sheet)


def _print_on_a4(sheet: Worksheet) -> None:
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_header("&C&A")
    sheet.set_footer("&C第 &P 页，共 &N 页")
