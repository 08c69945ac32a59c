"""Tables of a page: cells with the rows and columns that they cover."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lxml import etree, html

from ingest.formats.writer import CellText

_WIDEST = 200
# A cell that holds this much and most of the table is a page laid out by a table.
_LARGE = 400
CELLS = frozenset({"td", "th"})
CellReader = Callable[[html.HtmlElement], str]


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of a table; the first `header_rows` are names of columns."""

    rows: tuple[tuple[CellText, ...], ...]
    header_rows: int

    @property
    def text(self) -> str:
        """All that the table holds, a row a line."""
        return "\n".join("\t".join(cell.text for cell in row) for row in self.rows)


def is_data_table(table: html.HtmlElement, cell_text: CellReader) -> bool:
    """Say whether a table is one to its reader and not a means of layout.

    It has no table inside, two rows with two cells or more that say something (one of two rows is
    enough), and no cell with most of its text. Forms have empty cells.
    """
    if next(table.iterdescendants("table"), None) is not None:
        return False
    rows = [[cell_text(cell) for cell in _row_cells(row)] for row in _rows(table)]
    filled = [[text for text in row if text] for row in rows]
    lengths = [len(text) for row in filled for text in row]
    if max(lengths, default=0) > max(_LARGE, 0.7 * sum(lengths)):
        return False
    several = sum(len(row) > 1 for row in filled)
    return several > 1 or (several == 1 and 1 < sum(bool(row) for row in filled) < 3)


def read_grid(table: html.HtmlElement, cell_text: CellReader) -> Grid:
    """Return the cells of a table that holds no other; `cell_text` reads what is in one."""
    rows: list[tuple[CellText, ...]] = []
    # How many more rows each column is covered by a cell from above.
    covered: dict[int, int] = {}
    elements = list(_rows(table))
    headers = 0
    for number, row in enumerate(elements):
        cells, covered = _place(row, covered, len(elements) - number, cell_text)
        rows.append(cells)
        if headers == number and _is_header(row):
            headers += 1
    return Grid(tuple(rows), headers if headers < len(rows) else 0)


def _place(
    row: html.HtmlElement, covered: dict[int, int], rows_left: int, cell_text: CellReader
) -> tuple[tuple[CellText, ...], dict[int, int]]:
    below = {column: rows - 1 for column, rows in covered.items() if rows > 1}
    cells: list[CellText] = []
    column = 0
    for cell in _row_cells(row):
        while column in covered:
            column += 1
        columns = _span(cell, "colspan", _WIDEST)
        # Zero is to the end of the table.
        rows = _span(cell, "rowspan", rows_left, zero=rows_left)
        cells.append(CellText(cell_text(cell), column, columns, rows))
        if rows > 1:
            below.update(dict.fromkeys(range(column, column + columns), rows - 1))
        column += columns
    return tuple(cells), below


def _span(cell: html.HtmlElement, name: str, most: int, *, zero: int = 1) -> int:
    stated = cell.get(name, "1").strip()
    if not stated.isdecimal() or len(stated) > 5:
        return 1
    return max(1, min(int(stated) or zero, most))


def _rows(table: html.HtmlElement) -> Iterator[html.HtmlElement]:
    yield from table.iterdescendants("tr")


def _row_cells(row: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """Yield the cells of a row, those too that stand in another one or in a form.

    An element that is not closed in its cell takes in the cells and rows that follow it; a browser
    shows them beside and below.
    """
    walk = etree.iterwalk(row, events=("start",))
    for _, element in walk:
        if element.tag in CELLS:
            yield element
        elif element.tag == "tr" and element is not row:
            walk.skip_subtree()


def _is_header(row: html.HtmlElement) -> bool:
    cells = list(_row_cells(row))
    parent = row.getparent()
    is_head = parent is not None and parent.tag == "thead"
    return is_head or (bool(cells) and all(cell.tag == "th" for cell in cells))
