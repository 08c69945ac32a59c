"""Tables of a Word report: widths by content, a repeated header, rows that stay whole."""

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Pt
from docx.table import _Cell, _Row

from export.characters import display_width, lines_of, on_one_line
from export.report import Table
from export.word_styles import CELL, CELL_HEAD, CELL_PART

# Half a Chinese character of the tables' 10.5 points.
_LETTER = Pt(5.25)
_WIDEST = 60


def add_table(document: Document, table: Table, *, width: int) -> None:
    """Add a table to the end of `document`; `width` in EMU."""
    drawn = document.add_table(rows=0, cols=len(table.head), style="Table Grid")
    drawn.alignment = WD_TABLE_ALIGNMENT.CENTER
    drawn.autofit = False
    widths = [Emu(w) for w in divide_width(table, width=width)]
    for column, column_width in zip(drawn.columns, widths, strict=True):
        column.width = column_width
    # Looked up once: for each cell it would take most of the time of a long table.
    head_style, cell_style, part_style = (
        document.styles[name].style_id for name in (CELL_HEAD, CELL, CELL_PART)
    )
    parts = dict(table.parts)
    for n, values in enumerate((table.head, *table.rows)):
        if n and n - 1 in parts:
            _write_part(drawn.add_row(), parts[n - 1], style=part_style)
        row = drawn.add_row()
        is_head = n == 0
        _keep_whole(row, is_head=is_head)
        for cell, value, cell_width in zip(row.cells, values, widths, strict=True):
            cell.width = cell_width
            cell.paragraphs[0]._p.style = head_style if is_head else cell_style
            _write(cell, value, is_head=is_head)


def divide_width(table: Table, *, width: int) -> list[int]:
    """Return the widths of the columns, in the unit of `width`.

    They are those that the table gives, if any. Else a column that asks for less than its fair
    share gets what it asks for; what is over is shared.
    """
    if table.widths:
        return [w * width // sum(table.widths) for w in table.widths]
    asked = [_letters(table, n) * _LETTER for n in range(len(table.head))]
    widths = [0] * len(asked)
    over = width
    for place, n in enumerate(sorted(range(len(asked)), key=asked.__getitem__)):
        widths[n] = min(asked[n], over // (len(asked) - place))
        over -= widths[n]
    return [w * width // sum(widths) for w in widths]


def _letters(table: Table, column: int) -> int:
    """Return how many Latin letters wide a column wants to be, with its padding."""
    values = (table.head[column], *(str(row[column]) for row in table.rows))
    return min(max(map(display_width, values)), _WIDEST) + 3


def _write_part(row: _Row, name: str, *, style: str) -> None:
    """Name the part of the table below a row in it, in one cell across it."""
    _keep_whole(row, is_head=False)
    cell = row.cells[0].merge(row.cells[-1])
    cell.paragraphs[0]._p.style = style
    cell.paragraphs[0].add_run(on_one_line(name))


def _keep_whole(row: _Row, *, is_head: bool) -> None:
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if is_head:
        properties.append(OxmlElement("w:tblHeader"))


def _write(cell: _Cell, value: str | int, *, is_head: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.add_run("\n".join(lines_of(str(value))))
    if is_head:
        shade = OxmlElement("w:shd")
        for name, setting in (("val", "clear"), ("color", "auto"), ("fill", "F0EEE9")):
            shade.set(qn(f"w:{name}"), setting)
        cell._tc.get_or_add_tcPr().append(shade)
    elif isinstance(value, int):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
