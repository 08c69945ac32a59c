"""A page of a PDF in reading order: lines, and tables with their lines by cell."""

from collections import Counter
from dataclasses import dataclass, field

import numpy as np
import pypdfium2 as pdfium

from ingest.formats.pdf.aligned import find_stretches, group_lines, make_aligned
from ingest.formats.pdf.columns import find_gutter, split_flows
from ingest.formats.pdf.grid import Grid, find_grids
from ingest.formats.pdf.ink import read_ink
from ingest.formats.pdf.layer import REPLACEMENT, Layer, empty_layer, read_layer
from ingest.formats.pdf.lines import Line, Run, find_runs, group_rows, make_line
from ingest.formats.pdf.unruled import Kind, judge

# How far above its baseline the middle of a character is, in ems.
_MIDDLE = 0.35


@dataclass(frozen=True, slots=True)
class Ruled:
    """A table as one page has it: its grid, and for each of the grid's cells the lines in it."""

    grid: Grid
    cells: tuple[tuple[Line, ...], ...]

    @property
    def is_frame(self) -> bool:
        """Return whether all its text is in one cell, as in a box round a notice."""
        return sum(bool(lines) for lines in self.cells) < 2


@dataclass(frozen=True, slots=True)
class Page:
    """A page: `flows` are columns of text in reading order; `asides` run across the page's lines.

    `picture_share` is how much of it the largest picture covers. `is_kept` says that each
    character of the layer is in exactly one line, `has_columns` that some lines look like a table.
    """

    width: float
    height: float
    flows: tuple[tuple[Line | Ruled, ...], ...] = ()
    asides: tuple[Line, ...] = ()
    characters: int = 0
    hidden: int = 0
    unreadable: int = 0
    picture_share: float = 0.0
    is_recognised: bool = False
    is_kept: bool = True
    has_columns: bool = False

    def lines(self) -> list[Line]:
        """Return the lines that stand in no table, in reading order."""
        return [item for flow in self.flows for item in flow if isinstance(item, Line)]


@dataclass(slots=True)
class Draft:
    """A page before it is known how many columns the file has."""

    layer: Layer
    width: float
    height: float
    picture_share: float
    rows: list[list[Run]] = field(default_factory=list)
    tables: list[Ruled] = field(default_factory=list)
    gutter: float | None = None

    @classmethod
    def empty(cls) -> "Draft":
        """Return a page with nothing on it."""
        return cls(empty_layer(), 0.0, 0.0, 0.0)


def read_draft(page: pdfium.PdfPage) -> Draft:
    """Read characters and tables of `page`, and find its columns."""
    ink = read_ink(page)
    textpage = page.get_textpage()
    try:
        layer, turn = read_layer(textpage, ink)
    finally:
        textpage.close()
    draft = Draft(layer, *ink.turned_size(turn), ink.picture_share)
    is_free = ~layer.aslant
    x, y = (layer.left + layer.right) / 2, layer.base - _MIDDLE * layer.size
    for grid in find_grids(ink.turned_rules(turn)) if len(layer.codes) else []:
        numbers = np.where(is_free, grid.find_cells(x, y), -1)
        if not (numbers >= 0).any():
            continue
        cells = [np.nonzero(numbers == number)[0] for number in range(len(grid.cells))]
        lines = tuple(
            tuple(make_line(layer, row) for row in group_rows(find_runs(layer, cell)))
            for cell in cells
        )
        draft.tables.append(Ruled(grid, lines))
        is_free &= numbers < 0
    draft.rows = group_rows(find_runs(layer, np.nonzero(is_free)[0]))
    draft.gutter = find_gutter(draft.rows)
    return draft


def usual_gutter(drafts: list[Draft]) -> float | None:
    """Return where the columns meet on pages that have too little text to tell by themselves."""
    gutters = [draft.gutter for draft in drafts if draft.gutter is not None]
    return float(np.median(gutters)) if len(gutters) >= max(2, 0.3 * len(drafts)) else None


def finish(draft: Draft, gutter: float | None) -> Page:
    """Put the page in reading order; `gutter` is used where it has none of its own."""
    layer = draft.layer
    gutter = gutter if draft.gutter is None else draft.gutter
    # Two columns of text are no table.
    has_columns = gutter is None and _take_aligned(draft)
    rows = [*draft.rows, *(_place(number, table) for number, table in enumerate(draft.tables))]
    rows.sort(key=lambda row: row[0].base)
    flows = tuple(tuple(_item(draft, row) for row in flow) for flow in split_flows(rows, gutter))
    asides = tuple(make_line(layer, [run], is_aside=True) for run in _find_asides(layer))
    page = Page(
        draft.width,
        draft.height,
        flows,
        asides,
        len(layer.codes),
        layer.hidden,
        int((layer.codes == REPLACEMENT).sum()),
        draft.picture_share,
        layer.is_recognised,
        has_columns=has_columns,
    )
    return page if keeps_all(layer, page) else _plain(draft, page)


def _take_aligned(draft: Draft) -> bool:
    """Turn rows that are surely a table into one; return whether others look like one."""
    taken, is_unclear = set[int](), False
    for stretch in find_stretches(draft.rows):
        groups = group_lines(stretch)
        table = make_aligned(stretch, groups or [[n] for n in range(len(stretch.rows))])
        lines = tuple(tuple(make_line(draft.layer, row) for row in cell) for cell in table.cells)
        texts = [" ".join(line.text for line in cell) for cell in lines]
        width = len(stretch.columns)
        kind = judge([texts[at : at + width] for at in range(0, len(texts), width)])
        if kind is Kind.TABLE and groups:
            draft.tables.append(Ruled(table.grid, lines))
            taken.update(range(table.start, table.end))
        else:
            is_unclear |= kind is not Kind.TEXT
    draft.rows = [row for number, row in enumerate(draft.rows) if number not in taken]
    return is_unclear


def _find_asides(layer: Layer) -> list[Run]:
    """Return the text that runs across the page's lines, parted where it jumps."""
    members = np.nonzero(layer.aslant)[0]
    if not len(members):
        return []
    steps = np.hypot(np.diff(layer.left[members]), np.diff(layer.base[members]))
    parts = np.split(members, np.nonzero(steps > 2.5 * layer.size[members[1:]])[0] + 1)
    return [Run(part, 0.0, 0.0, 0.0, float(layer.size[part[0]])) for part in parts]


def _place(number: int, table: Ruled) -> list[Run]:
    grid = table.grid
    return [Run(np.zeros(0, dtype=int), grid.xs[0], grid.xs[-1], grid.ys[0], 0.0, number)]


def _item(draft: Draft, row: list[Run]) -> Line | Ruled:
    tables = [run.block for run in row if run.block >= 0]
    return draft.tables[tables[0]] if tables else make_line(draft.layer, row)


def keeps_all(layer: Layer, page: Page) -> bool:
    """Return whether the lines of `page` hold each character of `layer` exactly once."""
    texts = [line.text for line in (*page.lines(), *page.asides)]
    tables = [item for flow in page.flows for item in flow if isinstance(item, Ruled)]
    texts += [line.text for table in tables for cell in table.cells for line in cell]
    found = Counter("".join(texts))
    del found[" "]
    return found == Counter(layer.codes.astype("<u4").tobytes().decode("utf-32-le"))


def _plain(draft: Draft, page: Page) -> Page:
    """Return the page as lines in the file's order, without tables or columns."""
    layer = draft.layer
    runs = find_runs(layer, np.arange(len(layer.codes)))
    lines = tuple(make_line(layer, [run]) for run in runs)
    return Page(
        page.width,
        page.height,
        (lines,),
        (),
        page.characters,
        page.hidden,
        page.unreadable,
        page.picture_share,
        page.is_recognised,
        is_kept=False,
    )
