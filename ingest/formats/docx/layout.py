"""Records of what stands in a .docx: paragraphs, and tables whose cells hold blocks again."""

from dataclasses import dataclass

from ingest.formats.docx.lines import split_lines


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as it is printed; line feeds are its line breaks.

    Attributes:
        text: Its number and its text.
        level: Heading level (1 is the highest, 0 a title), None for text.
        indent: Where its first line begins, in twentieths of a point.
        alignment: As Word names it (`both`, `center`), empty where it is not said.
        ends_section: A new section begins behind it.
    """

    text: str
    level: int | None = None
    indent: int = 0
    alignment: str = ""
    ends_section: bool = False


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell with what stands in it; `column` counts from 0 in the table's grid."""

    blocks: "tuple[Block, ...]"
    column: int
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: cells by row, a cell over several rows in the first of them.

    The first `header_rows` rows are repeated on every page; `is_ruled` says whether lines are seen.
    """

    rows: tuple[tuple[GridCell, ...], ...]
    header_rows: int = 0
    is_ruled: bool = False


Block = Paragraph | Grid


def plain_text(blocks: tuple[Block, ...]) -> str:
    """Return the text of `blocks` on one line, its pieces parted by spaces."""
    pieces = []
    for block in blocks:
        if isinstance(block, Paragraph):
            pieces += split_lines(block.text)
        else:
            pieces += [plain_text(cell.blocks) for row in block.rows for cell in row]
    return " ".join(piece for piece in pieces if piece)
