"""Tables of a report as an Excel workbook in which text stays text."""

from collections.abc import Sequence
from io import BytesIO

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from export.characters import display_width, lines_of
from export.excel_cells import ExcelLimitError, Formats, Sheet
from export.package import without_dates
from export.report import Heading, Paragraph, Quote, Report, Table
from export.sheet_names import name_sheets

_NOTES = "说明"
_NOTES_WIDTH = 80
_NARROWEST, _WIDEST, _PART = 8, 60, 30
_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 16_384
_A4 = 9


def to_excel(report: Report) -> bytes:
    """Return a workbook with a sheet for each table; the last sheet, 说明, holds all else.

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
        formats = Formats(workbook)
        for name, table in zip(names, tables, strict=True):
            above = (report.title, table.source) if table.source else ()
            _write_table(Sheet(workbook, name, formats), table, above)
        _write_notes(Sheet(workbook, _NOTES, formats), report, names)
    return without_dates(file.getvalue())


def _write_notes(notes: Sheet, report: Report, names: list[str]) -> None:
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
        notes.fit(row, [text], [_NOTES_WIDTH], kind=kind)
    notes.sheet.set_column(0, 0, _NOTES_WIDTH)
    _print_on_a4(notes.sheet)


def _write_table(sheet: Sheet, table: Table, above: Sequence[str]) -> None:
    """Write a table, below the lines that stand above it."""
    table = table.name_parts_in_rows(width=_PART)
    if len(table.rows) + len(above) >= _MOST_ROWS or len(table.head) > _MOST_COLUMNS:
        raise ExcelLimitError(
            f"table {table.caption!r}: {len(table.rows):,} rows of {len(table.head):,} cells, "
            f"Excel holds {_MOST_ROWS - 1:,} of {_MOST_COLUMNS:,}; divide the table"
        )
    widths = list(table.widths) or [_column_width(table, n) for n in range(len(table.head))]
    for n, (kind, line) in enumerate(zip(("title", "source"), above, strict=False)):
        sheet.write_across(n, line, kind=kind, widths=widths)
    first = len(above)
    for column, width in enumerate(widths):
        sheet.sheet.set_column(column, column, width)
    for n, (kind, row) in enumerate([("head", table.head), *(("cell", r) for r in table.rows)]):
        for column, value in enumerate(row):
            is_number = kind == "cell" and isinstance(value, int)
            sheet.write(first + n, column, value, kind="number" if is_number else kind)
        sheet.fit(first + n, row, widths, kind=kind)
    last = first + len(table.rows)
    sheet.sheet.freeze_panes(first + 1, 0)
    sheet.sheet.autofilter(first, 0, last, len(table.head) - 1)
    sheet.sheet.repeat_rows(first)
    sheet.sheet.print_area(0, 0, last, len(table.head) - 1)
    sheet.sheet.set_landscape()
    _print_on_a4(sheet.sheet)


def _column_width(table: Table, column: int) -> int:
    # The button of the filter covers the end of the head.
    widths = [display_width(table.head[column]) + 4]
    widths += [display_width(str(row[column])) + 2 for row in table.rows]
    return min(max([*widths, _NARROWEST]), _WIDEST)


def _print_on_a4(sheet: Worksheet) -> None:
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_header("&C&A")
    sheet.set_footer("&C第 &P 页，共 &N 页")
