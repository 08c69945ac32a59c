"""The body of a .docx in order: paragraphs with their numbers, tables, text boxes and notes."""

from collections.abc import Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element

from ingest.formats.docx.layout import Block, Paragraph
from ingest.formats.docx.notes import Note
from ingest.formats.docx.numbering import Numbering
from ingest.formats.docx.runs import Inline, RunReader
from ingest.formats.docx.styles import ParagraphStyle, Styles, heading_level
from ingest.formats.docx.tables import layout_blocks, read_grid
from ingest.formats.docx.xml import contents, find, integer, is_on, value


class BlockReader:
    """Reads the blocks of a document; numbers and fields go on from one to the next.

    Attributes:
        embedded: Whole documents met that stand in the text as files of their own (`w:altChunk`).
    """

    def __init__(self, styles: Styles, numbering: Numbering, runs: RunReader) -> None:
        """Take what tells how paragraphs look, how they count and what their characters are."""
        self._styles = styles
        self._numbering = numbering
        self._runs = runs
        self._notes: list[Note] = []
        self.embedded = 0

    def read_body(self, body: Element) -> tuple[Block, ...]:
        """Return the blocks of the body, notes behind the paragraph or table that refers there."""
        blocks: list[Block] = []
        for block in self._blocks(body):
            blocks.append(block)
            blocks += self._read_notes()
        return tuple(blocks)

    def _blocks(self, container: Element) -> Iterator[Block]:
        # The text of a paragraph whose mark is deleted or hidden runs on into the next.
        carried = ""
        for child in contents(container):
            if child.tag == "w:p":
                paragraph, boxes, runs_on = self._paragraph(child)
                paragraph = replace(paragraph, text=carried + paragraph.text)
                carried = paragraph.text if runs_on else ""
                if not runs_on:
                    yield paragraph
                for box in boxes:
                    yield from self._blocks(box)
            elif child.tag == "w:tbl":
                grid = read_grid(
                    child, self._styles, read_blocks=lambda cell: tuple(self._blocks(cell))
                )
                laid_out = layout_blocks(grid)
                yield from (grid,) if laid_out is None else laid_out
            elif child.tag == "w:altChunk":
                self.embedded += 1
        if carried:
            yield Paragraph(carried)

    def _paragraph(self, element: Element) -> tuple[Paragraph, list[Element], bool]:
        properties = find(element, "w:pPr")
        style = self._styles.paragraph(value(properties, "w:pStyle"))
        inline = self._runs.read(element, style)
        self._notes += inline.notes
        mark = find(properties, "w:rPr")
        is_deleted = mark is not None and any(
            find(mark, tag) is not None for tag in ("w:del", "w:moveFrom")
        )
        is_hidden = bool(is_on(mark, "w:vanish")) and bool(inline.text.strip())
        label = "" if is_deleted or _is_hidden(inline, mark) else self._label(properties, style)
        outline = integer(value(properties, "w:outlineLvl"))
        paragraph = Paragraph(
            text=label + inline.text,
            level=style.level if outline is None else heading_level(outline),
            indent=_indent(properties),
            alignment=value(properties, "w:jc") or "",
            ends_section=find(properties, "w:sectPr") is not None,
        )
        return paragraph, inline.boxes, is_deleted or is_hidden

    def _label(self, properties: Element | None, style: ParagraphStyle) -> str:
        return self._numbering.label(properties, style)

    def _read_notes(self) -> Iterator[Block]:
        # A note may refer to a further note.
        while self._notes:
            note = self._notes.pop(0)
            mark = f"{note.mark} " if note.mark else ""
            for block in self._blocks(note.content):
                if isinstance(block, Paragraph):
                    text = mark + block.text.lstrip()
                    yield replace(block, text=text, level=None, ends_section=False)
                    mark = ""
                else:
                    yield block


def _is_hidden(inline: Inline, mark: Element | None) -> bool:
    """Say whether a paragraph is not printed at all, so that Word does not count it."""
    return inline.hides_text and not inline.text.strip() and bool(is_on(mark, "w:vanish"))


def _indent(properties: Element | None) -> int:
    found = find(properties, "w:ind")
    if found is None:
        return 0
    sides = [found.get("w:left") or found.get("w:start"), found.get("w:firstLine")]
    hanging = integer(found.get("w:hanging")) or 0
    return sum(integer(side) or 0 for side in sides) - hanging
