"""What a format gives: a text and what its layout tells of it; offsets are code points of it."""

from dataclasses import dataclass

from ingest.errors import BadDataError

# Why a file is not used, as the page says it in its own words.
REFUSALS = ("unreadable", "kind", "protected", "empty", "scan", "large", "program", "copy", "entry")
# What may be wrong with what was read of a file that is used.
CAUTIONS = ("recognised", "missing", "hidden", "unknown", "layout", "table", "name", "cleaned")


class SourceError(BadDataError):
    """A source document cannot be read or has no outline; the message says what mends it.

    `kind` is one of `REFUSALS`.
    """

    def __init__(self, message: str, *, kind: str = "unreadable") -> None:
        """Take the whole message, and of what kind the refusal is."""
        super().__init__(message)
        self.kind = kind


@dataclass(frozen=True, slots=True)
class Caution:
    """What may be wrong with the reading: one of `CAUTIONS`, and a sentence."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: `text[start:end]`, half-open; empty cells have `start == end`.

    `column` counts from 0. `columns` and `rows` say how many the cell covers; a cell that covers
    several rows stands in the first of them only.
    """

    start: int
    end: int
    column: int
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its span in the text, and its cells by row; every row holds at least one cell.

    The first `header_rows` rows are known to be column names (0: the format does not say). In the
    text each row begins a line, cells are parted by tabs, and a cell's own paragraphs by spaces.
    """

    start: int
    end: int
    rows: tuple[tuple[Cell, ...], ...]
    header_rows: int = 0


@dataclass(frozen=True, slots=True)
class Styled:
    """A line that the layout marks as a heading of `level` (1 is the highest, 0 a title)."""

    start: int
    end: int
    level: int


@dataclass(frozen=True, slots=True)
class Extract:
    """The text of a file and its layout.

    Attributes:
        text: What is shown and quoted. Line feeds part the lines.
        encoding: How the file's characters were decoded; empty for formats that say it themselves.
        is_wrapped: Lines may be cut anywhere, as in plain text; else each line is a paragraph.
        pages: Where each page begins, in order; empty where the format has no pages.
        tables: Tables that the layout tells, in order, without overlaps.
        furniture: Spans of whole lines that are running heads, page numbers and the like.
        styled: Lines that the layout marks as headings, in order.
        score: Mean confidence (0 to 1) of the characters, where they were recognised in a picture.
        scans: Pages, counted from 1, whose characters were recognised; empty for all of them.
        cautions: What may be wrong with the reading, for the person who adds the file.
    """

    text: str
    encoding: str = ""
    is_wrapped: bool = False
    pages: tuple[int, ...] = ()
    tables: tuple[Table, ...] = ()
    furniture: tuple[tuple[int, int], ...] = ()
    styled: tuple[Styled, ...] = ()
    score: float | None = None
    scans: tuple[int, ...] = ()
    cautions: tuple[Caution, ...] = ()

    @property
    def warnings(self) -> tuple[str, ...]:
        """Return the sentences of the cautions."""
        return tuple(caution.text for caution in self.cautions)
