"""A report, before it becomes a file of any form."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `level` 1 is below the report's title."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words of the report itself; line breaks are kept. A note is printed small."""

    text: str
    is_note: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """A document's own words, and the citation of where they stand."""

    text: str
    citation: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table of texts and numbers; every row is as long as `head`.

    Attributes:
        head: The names of the columns.
        rows: The cells.
        caption: What it is called; the name of its sheet in Excel.
        source: What all of it is taken from, printed above it.
        widths: How wide the columns are, in Latin letters; by their text if there are none.
        parts: Where it is of several parts, the place of the first row and the name of each: a
            line across the table, in Excel a column that can be sorted and filtered.
        parts_name: What the parts are: 文件.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str | int, ...], ...]
    caption: str = ""
    source: str = ""
    widths: tuple[int, ...] = ()
    parts: tuple[tuple[int, str], ...] = ()
    parts_name: str = ""

    def __post_init__(self) -> None:
        """Refuse a table without columns, and a row of another length."""
        if not self.head:
            raise ValueError("Table: head is empty; give at least one column")
        for n, row in enumerate(self.rows, start=1):
            if len(row) != len(self.head):
                raise ValueError(f"Table: row {n} has {len(row)} cells; give {len(self.head)}")
        if self.widths and len(self.widths) != len(self.head):
            raise ValueError(f"Table: {len(self.widths)} widths; give {len(self.head)} or none")

    def name_parts_in_rows(self, *, width: int) -> "Table":
        """Return the table with the part of each row in a last column, as wide as `width`."""
        if not self.parts:
            return self
        firsts = dict(self.parts)
        rows, name = [], ""
        for n, row in enumerate(self.rows):
            name = firsts.get(n, name)
            rows.append((*row, name))
        return replace(
            self,
            head=(*self.head, self.parts_name),
            rows=tuple(rows),
            widths=(*self.widths, width) if self.widths else (),
            parts=(),
        )


Block = Heading | Paragraph | Quote | Table


@dataclass(frozen=True, slots=True)
class Report:
    """A titled sequence of blocks, in the order they are read; `lies`: on its long side."""

    title: str
    blocks: tuple[Block, ...]
    lies: bool = False
