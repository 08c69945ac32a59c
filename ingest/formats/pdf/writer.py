"""Paragraphs, tables and asides written to one text, with where each of them stands in it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from ingest.formats.model import Cell, Styled, Table
from ingest.formats.pdf.paragraphs import (
    Habits,
    Placed,
    begins_paragraph,
    begins_with_mark,
    join,
    split_paragraphs,
)
from ingest.formats.pdf.tables import TableDraft

_TITLE_SIZE = 1.25
_LONGEST_TITLE = 120

Begins = Callable[[Sequence[Placed], Placed, Habits], bool]


@dataclass(slots=True)
class Writer:
    """The text so far. `dropped` counts hyphens that only parted a word at the end of a line."""

    habits: Habits
    parts: list[str] = field(default_factory=list)
    length: int = 0
    first: dict[int, int] = field(default_factory=dict)
    tables: list[Table] = field(default_factory=list)
    furniture: list[tuple[int, int]] = field(default_factory=list)
    styled: list[Styled] = field(default_factory=list)
    dropped: int = 0

    @property
    def text(self) -> str:
        """Return all that was written."""
        return "".join(self.parts)

    def write_paragraph(self, lines: Sequence[Placed]) -> None:
        """Write `lines` as one line of text."""
        start = self.length
        self._write_lines(lines, begins_paragraph)
        if self._is_title(lines):
            self.styled.append(Styled(start, self.length, 0))
        self._put("\n")

    def write_note(self, lines: Sequence[Placed]) -> None:
        """Write lines that stand outside the text, as paragraphs."""
        for paragraph in split_paragraphs(lines, self.habits):
            self._write_lines(paragraph, begins_paragraph)
            self._put("\n")

    def write_furniture(self, text: str) -> None:
        """Write a running head, a page number or the like as a line of its own."""
        self.furniture.append((self.length, self.length + len(text)))
        self._put(text + "\n")

    def write_table(self, table: TableDraft) -> None:
        """Write each row of `table` as a line, with tabs between its cells."""
        start = end = self.length
        rows = []
        for row in table.rows:
            cells = []
            for number, cell in enumerate(row):
                if number:
                    self._put("\t")
                place = self.length
                self._write_lines(cell.lines, cell.begins)
                cells.append(Cell(place, self.length, cell.column, cell.columns, cell.rows))
            end = self.length
            self._put("\n")
            rows.append(tuple(cells))
        self.tables.append(Table(start, end, tuple(rows), table.header_rows))

    def _write_lines(self, lines: Sequence[Placed], begins: Begins) -> None:
        """Write `lines`; where a paragraph begins among them, with a space between."""
        paragraph: list[Placed] = []
        for placed in lines:
            if paragraph:
                gap = " "
                if not begins(paragraph, placed, self.habits):
                    gap = join(paragraph[-1].line.text, placed.line.text, self.habits.words)
                else:
                    paragraph = []
                if gap == "-":
                    self._drop_hyphen()
                    gap = ""
                self._put(gap)
            self.first.setdefault(placed.page, self.length)
            self._put(placed.line.text)
            paragraph.append(placed)

    def _drop_hyphen(self) -> None:
        self.parts[-1] = self.parts[-1][:-1]
        self.length -= 1
        self.dropped += 1

    def _put(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def _is_title(self, lines: Sequence[Placed]) -> bool:
        size = lines[0].line.size
        length = sum(len(placed.line.text) for placed in lines)
        return (
            size >= _TITLE_SIZE * self.habits.size > 0
            and length <= _LONGEST_TITLE
            and lines[-1].is_centred
            and not begins_with_mark(lines[0].line.text)
        )
