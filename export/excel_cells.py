"""Cells of an Excel sheet: text that stays text, in rows high enough to show all of it."""

from collections.abc import Sequence
from math import ceil

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from export.characters import display_width, lines_of

# Excel's numbers hold no more digits.
_LARGEST_NUMBER = 10**15
_LONGEST_TEXT = 32_767
# Chinese fonts of Excel's size have lines of 16.5 points; a row of more than 409 it does not show.
_LINE, _HIGHEST = 16.5, 409.0
# How much larger than Excel's own font some lines are.
_SCALES = {"title": 1.5, "heading": 1.2}
_FORMULA_STARTS = ("=", "+", "-", "@", "\t")
_FORMATS: dict[str, dict[str, object]] = {
    "title": {"bold": True, "font_size": 16},
    "heading": {"bold": True, "font_size": 13},
    "text": {},
    "quote": {"indent": 2},
    "citation": {"indent": 2, "font_color": "#57534A"},
    "source": {"font_color": "#57534A"},
    "head": {
        "valign": "vcenter",
        "align": "center",
        "bold": True,
        "bg_color": "#F0EEE9",
        "border": 1,
    },
    "cell": {"border": 1},
    "number": {"border": 1, "align": "center"},
}


class ExcelLimitError(ValueError):
    """A report holds more than Excel can; the message says what does not fit."""


class Formats:
    """The formats of a workbook; one that keeps `=` from becoming a formula when edited."""

    def __init__(self, workbook: Workbook) -> None:
        """Add the formats to `workbook`."""
        wrapped = {"text_wrap": True, "valign": "top"}
        self._plain = {k: workbook.add_format(wrapped | v) for k, v in _FORMATS.items()}
        self._quoted = {
            k: workbook.add_format(wrapped | v | {"quote_prefix": True})
            for k, v in _FORMATS.items()
        }

    def of(self, value: str | int, kind: str) -> Format:
        """Return the format of a cell of that kind that holds `value`."""
        is_risky = isinstance(value, str) and value.lstrip().startswith(_FORMULA_STARTS)
        return (self._quoted if is_risky else self._plain)[kind]


class Sheet:
    """A sheet that refuses what it cannot hold."""

    def __init__(self, workbook: Workbook, name: str, formats: Formats) -> None:
        """Add a sheet called `name` to `workbook`."""
        self.sheet: Worksheet = workbook.add_worksheet(name)
        self._name = name
        self._formats = formats

    def write(self, row: int, column: int, value: str | int, *, kind: str) -> None:
        """Write a number or a text into a cell."""
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

    def write_across(self, row: int, text: str, *, kind: str, widths: Sequence[int]) -> None:
        """Write a line over all columns, of these widths."""
        if len(widths) > 1:
            form = self._formats.of(text, kind)
            self.sheet.merge_range(row, 0, row, len(widths) - 1, "", form)
        self.write(row, 0, text, kind=kind)
        self.fit(row, [text], [sum(widths)], kind=kind)

    def fit(
        self, row: int, values: Sequence[str | int], widths: Sequence[int], *, kind: str
    ) -> None:
        """Make a row as high as the values need in columns of these widths."""
        self.sheet.set_row(row, min(_SCALES.get(kind, 1.0) * _height(values, widths), _HIGHEST))


def _height(values: Sequence[str | int], widths: Sequence[int]) -> float:
    """Return how many points all lines of a row need.

    Excel finds it by itself where a file gives none; other programs print what was cut.
    """
    lines = max(
        sum(
            # A line breaks before a character that would not fit; a Chinese one is two wide.
            max(1, ceil(display_width(line) / max(width - 4, 1)))
            for line in lines_of(str(value))
        )
        for value, width in zip(values, widths, strict=True)
    )
    return _LINE * lines + 3
