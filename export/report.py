"""A report, before it becomes a file of any form."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `level` 1 is below the report's title."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words of the report itself; line breaks are kept."""

    text: str


@dataclass(frozen=True, slots=True)
class Quote:
    """A document's own words, and the citation of where they stand."""

    text: str
    citation: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table of texts and numbers; every row is as long as `head`."""

    head: tuple[str, ...]
    rows: tuple[tuple[str | int, ...], ...]
    caption: str = ""

    def __post_init__(self) -> None:
        """Refuse a table without columns, and a row of another length."""
        if not self.head:
            raise ValueError("Table: head is empty; give at least one column")
        for n, row in enumerate(self.rows, start=1):
            if len(row) != len(self.head):
                raise ValueError(f"Table: row {n} has {len(row)} cells; give {len(self.head)}")


Block = Heading | Paragraph | Quote | Table


@dataclass(frozen=True, slots=True)
class Report:
    """A titled sequence of blocks, in the order they are read."""

    title: str
    blocks: tuple[Block, ...]
