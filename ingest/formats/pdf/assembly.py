"""Pages to one text: paragraphs and tables go on over page breaks, furniture goes after them."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count

from ingest.formats.pdf.furniture import PageLines, find_furniture
from ingest.formats.pdf.lines import Line
from ingest.formats.pdf.margins import Margins, measure_flows
from ingest.formats.pdf.page import Page, Ruled
from ingest.formats.pdf.paragraphs import Habits, Placed, begins_paragraph, learn_habits
from ingest.formats.pdf.tables import TableDraft, begin_table, frame_lines
from ingest.formats.pdf.writer import Writer

_NOTE = re.compile(r"[①-⑳*＊※]|\[[0-9]{1,2}\]|[0-9]{1,2}(?![0-9.．、年月日])|注[：:0-9]")
_NOTE_SIZE = 0.92
_NO_MARGINS = Margins(0.0, 0.0, 0.0)


@dataclass(slots=True)
class _Sheet:
    """What a page gives: furniture, body in reading order, notes at its foot."""

    page: Page
    head: list[Line] = field(default_factory=list)
    body: list[Placed | Ruled] = field(default_factory=list)
    notes: list[Placed] = field(default_factory=list)
    foot: list[Line] = field(default_factory=list)


def write_pages(pages: Sequence[Page]) -> Writer:
    """Return the text of `pages` with its layout."""
    sheets = _lay_out(pages)
    placed = [item for sheet in sheets for item in sheet.body if isinstance(item, Placed)]
    in_cells = [
        line
        for sheet in sheets
        for item in sheet.body
        if isinstance(item, Ruled)
        for cell in item.cells
        for line in cell
    ]
    habits = learn_habits(placed, in_cells)
    for sheet in sheets:
        _set_notes_apart(sheet, habits)
    crossing = Counter(line.text for page in pages for line in page.asides)
    marks = frozenset(text for text, times in crossing.items() if times > 1)
    assembly = _Assembly(Writer(habits), repeated=marks)
    for number, sheet in enumerate(sheets):
        assembly.add_sheet(number, sheet)
    assembly.close()
    return assembly.writer


def _lay_out(pages: Sequence[Page]) -> list[_Sheet]:
    """Take the furniture out of the pages, and give each line the margins of its flow."""
    furniture = find_furniture([PageLines(tuple(page.lines()), page.height) for page in pages])
    sheets = [_Sheet(page) for page in pages]
    flows: list[tuple[int, list[Line | Ruled]]] = []
    for number, (sheet, found) in enumerate(zip(sheets, furniture, strict=True)):
        indices = count()
        for flow in sheet.page.flows:
            kept: list[Line | Ruled] = []
            for item in flow:
                if not isinstance(item, Line) or next(indices) not in found:
                    kept.append(item)
                elif item.base < sheet.page.height / 2:
                    sheet.head.append(item)
                else:
                    sheet.foot.append(item)
            flows.append((number, kept))
    measured = measure_flows(
        [
            (_only_lines(items), pages[number].width if len(pages[number].flows) == 1 else 0.0)
            for number, items in flows
        ]
    )
    for at, ((number, items), margins) in enumerate(zip(flows, measured, strict=True)):
        sheets[number].body += [
            Placed(item, margins, number, at) if isinstance(item, Line) else item for item in items
        ]
    return sheets


def _only_lines(flow: Sequence[Line | Ruled]) -> list[Line]:
    return [item for item in flow if isinstance(item, Line)]


def _set_notes_apart(sheet: _Sheet, habits: Habits) -> None:
    """Move notes at the foot of the page, in small type, out of the text that they cut."""
    start = len(sheet.body)
    while start and _is_small(sheet.body[start - 1], habits):
        start -= 1
    while start < len(sheet.body):
        first = sheet.body[start]
        if isinstance(first, Placed) and _NOTE.match(first.line.text):
            break
        start += 1
    if start:
        sheet.notes = [item for item in sheet.body[start:] if isinstance(item, Placed)]
        del sheet.body[start:]


def _is_small(item: Placed | Ruled, habits: Habits) -> bool:
    return isinstance(item, Placed) and item.line.size < _NOTE_SIZE * habits.size


@dataclass(slots=True)
class _Assembly:
    """The paragraph or table that is open, and what waits until it ends."""

    writer: Writer
    lines: list[Placed] = field(default_factory=list)
    table: TableDraft | None = None
    waiting: list[str | list[Placed]] = field(default_factory=list)
    repeated: frozenset[str] = frozenset()

    def add_sheet(self, number: int, sheet: _Sheet) -> None:
        """Add the page `number`."""
        self.waiting += [line.text for line in sheet.head]
        for at, item in enumerate(sheet.body):
            if isinstance(item, Placed):
                self._add_line(item)
            else:
                self._add_table(item, number, is_first=at == 0)
        if sheet.notes:
            self.waiting.append(sheet.notes)
        self.waiting += [line.text for line in sheet.foot]
        for line in sheet.page.asides:
            is_mark = line.text in self.repeated
            self.waiting.append(line.text if is_mark else [Placed(line, _NO_MARGINS, number, -1)])
        if not self.lines and self.table is None:
            self.close()

    def _add_line(self, placed: Placed) -> None:
        if not self.lines or begins_paragraph(self.lines, placed, self.writer.habits):
            self.close()
        self.lines.append(placed)

    def _add_table(self, table: Ruled, number: int, *, is_first: bool) -> None:
        if self.table is not None and is_first and self.table.goes_on(table, number):
            self.table.add(table, number, self.writer.habits)
            return
        if table.is_frame:
            for placed in frame_lines(table, number):
                self._add_line(placed)
            return
        self.close()
        self.table = begin_table(table, number)

    def close(self) -> None:
        """Write what is open, then what waited for its end."""
        if self.lines:
            self.writer.write_paragraph(self.lines)
        if self.table is not None:
            self.writer.write_table(self.table)
            for repeat in self.table.repeats:
                self.writer.write_furniture(" ".join(placed.line.text for placed in repeat))
        for held in self.waiting:
            if isinstance(held, str):
                self.writer.write_furniture(held)
            else:
                self.writer.write_note(held)
        self.lines, self.table, self.waiting = [], None, []
