"""Tables of a .docx: merged cells resolved, and tables that only lay a page out told apart."""

from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from ingest.formats.docx.layout import Block, Grid, GridCell, Paragraph, plain_text
from ingest.formats.docx.styles import Styles, draws
from ingest.formats.docx.xml import contents, find, integer, is_on, value

# Word's own limit; a larger number is damage.
_MAX_COLUMNS = 63


@dataclass(slots=True)
class _Place:
    """A cell being read; it may yet grow down."""

    cell: GridCell
    continues: bool = False


def read_grid(
    table: Element, styles: Styles, *, read_blocks: Callable[[Element], tuple[Block, ...]]
) -> Grid:
    """Read a `w:tbl`; `read_blocks` reads what stands in a cell, in order.

    Rows without a cell that begins in them are left out, and so are blank rows.
    """
    rows: list[list[_Place]] = []
    headers = 0
    for row in contents(table):
        properties = find(row, "w:trPr")
        is_deleted = find(properties, "w:del") is not None
        if row.tag != "w:tr" or is_deleted:
            continue
        if is_on(properties, "w:tblHeader") and headers == len(rows):
            headers += 1
        rows.append(list(_read_row(row, properties, read_blocks)))
    _merge_down(rows)
    kept = _drop_empty_rows(rows)
    headers = sum(index < headers for index in kept)
    return Grid(
        rows=tuple(tuple(place.cell for place in rows[index]) for index in kept),
        header_rows=headers if headers < len(kept) else 0,
        is_ruled=_is_ruled(table, styles),
    )


def layout_blocks(grid: Grid) -> tuple[Block, ...] | None:
    """Return what stands in a table that only lays text out; None for a real table.

    Layout is a table with one cell in each row (a box around text), and a single row without
    lines (a letterhead, a line of a table of contents).
    """
    if not grid.rows:
        return ()
    if all(len(row) == 1 for row in grid.rows):
        return tuple(block for (cell,) in grid.rows for block in cell.blocks)
    if len(grid.rows) > 1 or grid.is_ruled:
        return None
    cells = [cell for cell in grid.rows[0] if plain_text(cell.blocks)]
    if all(isinstance(b, Paragraph) for c in cells for b in c.blocks) and all(
        sum(bool(plain_text((block,))) for block in cell.blocks) == 1 for cell in cells
    ):
        first = next((b for b in cells[0].blocks if isinstance(b, Paragraph) and b.text), None)
        text = " ".join(plain_text(cell.blocks) for cell in cells)
        return (replace(first, text=text) if first else Paragraph(text),)
    return tuple(block for cell in cells for block in cell.blocks)


def _read_row(
    row: Element, properties: Element | None, read_blocks: Callable[[Element], tuple[Block, ...]]
) -> Iterator[_Place]:
    column = min(integer(value(properties, "w:gridBefore")) or 0, _MAX_COLUMNS)
    for cell in contents(row):
        settings = find(cell, "w:tcPr")
        is_deleted = find(settings, "w:cellDel") is not None
        if cell.tag != "w:tc" or is_deleted:
            continue
        span = min(max(integer(value(settings, "w:gridSpan")) or 1, 1), _MAX_COLUMNS)
        merge = find(settings, "w:vMerge")
        continues = merge is not None and merge.get("w:val", "continue") == "continue"
        yield _Place(GridCell(read_blocks(cell), column, span), continues)
        column += span


def _merge_down(rows: list[list[_Place]]) -> None:
    """Let each cell take in those below that continue it, with what stands in them."""
    open_cells: dict[int, _Place] = {}
    for row in rows:
        below: dict[int, _Place] = {}
        for place in row:
            above = open_cells.get(place.cell.column)
            if place.continues and above is not None:
                above.cell = replace(
                    above.cell,
                    rows=above.cell.rows + 1,
                    blocks=above.cell.blocks + place.cell.blocks,
                )
                below[place.cell.column] = above
            else:
                place.continues = False
                below[place.cell.column] = place
        row[:] = [place for place in row if not place.continues]
        open_cells = below


def _drop_empty_rows(rows: list[list[_Place]]) -> list[int]:
    """Return the rows to keep, having made the cells that run through the others shorter."""
    kept = []
    for index, row in enumerate(rows):
        if any(place.cell.rows > 1 or plain_text(place.cell.blocks) for place in row):
            kept.append(index)
    for nth, index in enumerate(kept):
        for place in rows[index]:
            if place.cell.rows > 1:
                after = bisect_left(kept, index + place.cell.rows)
                place.cell = replace(place.cell, rows=after - nth)
    return kept


def _is_ruled(table: Element, styles: Styles) -> bool:
    properties = find(table, "w:tblPr")
    has_lines = draws(properties, "w:tblBorders")
    if properties is None or find(properties, "w:tblBorders") is None:
        has_lines = styles.draws_table(value(properties, "w:tblStyle"))
    for cell in table.iter("w:tcPr"):
        if find(cell, "w:tcBorders") is None:
            if has_lines:
                return True
        elif draws(cell, "w:tcBorders"):
            return True
    return False
