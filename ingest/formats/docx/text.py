"""The blocks of a .docx as one text with spans: a paragraph a line, a row of a table a line."""

from ingest.formats.docx.layout import Block, Grid, Paragraph, plain_text
from ingest.formats.docx.lines import split_lines
from ingest.formats.model import Cell, Extract, Styled, Table

# Signatures and dates stand at the right, a line each.
_RIGHT = ("right", "end")


class _Writer:
    """Collects text; every line but the last ends in a line feed."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.tables: list[Table] = []
        self.styled: list[Styled] = []

    def paragraph(self, paragraph: Paragraph) -> None:
        lines = split_lines(paragraph.text, keeps_all=paragraph.alignment in _RIGHT)
        for index, line in enumerate(lines):
            start, end = self._line(line)
            if index == 0 and paragraph.level is not None:
                self.styled.append(Styled(start, end, paragraph.level))

    def grid(self, grid: Grid) -> None:
        rows = []
        for row in grid.rows:
            texts = [plain_text(cell.blocks) for cell in row]
            start, _ = self._line("\t".join(texts))
            cells = []
            for cell, text in zip(row, texts, strict=True):
                end = start + len(text)
                cells.append(Cell(start, end, cell.column, cell.columns, cell.rows))
                start = end + 1
            rows.append(tuple(cells))
        if rows:
            table = Table(rows[0][0].start, rows[-1][-1].end, tuple(rows), grid.header_rows)
            self.tables.append(table)

    def _line(self, line: str) -> tuple[int, int]:
        if self.pieces:
            self.pieces.append("\n")
            self.length += 1
        self.pieces.append(line)
        start = self.length
        self.length += len(line)
        return start, self.length


def write_blocks(blocks: tuple[Block, ...]) -> Extract:
    """Return the text of `blocks`, its tables and its headings; nothing of warnings."""
    writer = _Writer()
    for block in blocks:
        if isinstance(block, Paragraph):
            writer.paragraph(block)
        else:
            writer.grid(block)
    return Extract(
        text="".join(writer.pieces), tables=tuple(writer.tables), styled=tuple(writer.styled)
    )
