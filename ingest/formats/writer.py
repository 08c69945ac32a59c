"""Lines and tables of a format put together into one text, with the offsets of each."""

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.formats.model import Cell, Styled, Table


@dataclass(frozen=True, slots=True)
class CellText:
    """What a cell holds before it has a place in the text, and the columns and rows it covers."""

    text: str
    column: int
    columns: int = 1
    rows: int = 1


class TextWriter:
    """Writes one line after the other and remembers where tables and headings came to stand."""

    def __init__(self) -> None:
        """Begin with no text."""
        self.tables: list[Table] = []
        self.styled: list[Styled] = []
        self._pieces: list[str] = []
        self._length = 0

    @property
    def text(self) -> str:
        """What was written so far; each line ends in a line feed."""
        return "".join(self._pieces)

    def add_lines(self, text: str, *, level: int | None = None) -> None:
        """Write the lines of `text` without outer white space; blank lines are left out.

        A heading of `level` is one line: its own lines are joined.
        """
        lines = [line for line in map(str.strip, text.splitlines()) if line]
        if level is not None and lines:
            line = " ".join(lines)
            self.styled.append(Styled(self._length, self._length + len(line), level))
            lines = [line]
        for line in lines:
            self._add(line + "\n")

    def add_table(self, rows: Sequence[Sequence[CellText]], *, header_rows: int = 0) -> None:
        """Write a table, a row a line; rows without a cell and tables without text are left out."""
        filled = [row for row in rows if row]
        if not any(cell.text.strip() for row in filled for cell in row):
            return
        start = self._length
        placed = tuple(self._add_row(row) for row in filled)
        self.tables.append(Table(start, self._length - 1, placed, min(header_rows, len(placed))))

    def _add_row(self, row: Sequence[CellText]) -> tuple[Cell, ...]:
        cells: list[Cell] = []
        for number, cell in enumerate(row):
            if number:
                self._add("\t")
            text = " ".join(cell.text.split())
            cells.append(
                Cell(self._length, self._length + len(text), cell.column, cell.columns, cell.rows)
            )
            self._add(text)
        self._add("\n")
        return tuple(cells)

    def _add(self, text: str) -> None:
        self._pieces.append(text)
        self._length += len(text)
