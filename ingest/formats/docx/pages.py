"""Pages of a document that was made from a PDF: one section each, its number as a paragraph.

Such files cut sentences at the foot of a page. Their page numbers are left out, and a sentence is
joined where the layout shows that it goes on: the page ends in no sentence mark, and the next one
begins at the left edge while the paragraph before was indented.
"""

import re
from collections import Counter
from dataclasses import replace

from ingest.formats.docx.layout import Block, Paragraph
from ingest.formats.docx.lines import ends_sentence, glue

_PAGE_NUMBER = re.compile(r"[-—–·\s]*(\d{1,4})[-—–·\s]*")
# Fewer numbers than these may be anything.
_FEWEST_NUMBERS = 3
# Twentieths of a point: at the edge, and indented by about two characters.
_EDGE = 160
_INDENTED = 300


def join_pages(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], int]:
    """Return `blocks` without page numbers in the text, and how many were left out."""
    numbers = _page_numbers(blocks)
    if len(numbers) < _FEWEST_NUMBERS:
        return blocks, 0
    kept: list[Block] = []
    begins_page = False
    for index, block in enumerate(blocks):
        if isinstance(block, Paragraph) and (index in numbers or not block.text.strip()):
            begins_page = begins_page or block.ends_section
            continue
        joined = _join(kept[-1], block) if begins_page and kept else None
        if joined is None:
            kept.append(block)
        else:
            kept[-1] = joined
        begins_page = isinstance(block, Paragraph) and block.ends_section
    return tuple(kept), len(numbers)


def _page_numbers(blocks: tuple[Block, ...]) -> set[int]:
    """Return which blocks are page numbers: last in a section, and counting on with sections."""
    found: dict[int, int] = {}
    section = 0
    last = -1
    for index, block in enumerate((*blocks, Paragraph("", ends_section=True))):
        if not isinstance(block, Paragraph):
            last = -1
            continue
        if block.text.strip():
            last = index
        if block.ends_section:
            ending = blocks[last] if last >= 0 else None
            if isinstance(ending, Paragraph):
                match = _PAGE_NUMBER.fullmatch(ending.text)
                if match:
                    found[last] = int(match.group(1)) - section
            section += 1
            last = -1
    shifts = Counter(found.values()).most_common(1)
    return {index for index, shift in found.items() if shift == shifts[0][0]}


def _join(before: Block, after: Block) -> Paragraph | None:
    """Return the paragraph that a page break cut in two, None where it cut none."""
    if not isinstance(before, Paragraph) or not isinstance(after, Paragraph):
        return None
    if "center" in (before.alignment, after.alignment) or ends_sentence(before.text):
        return None
    if before.indent < _INDENTED or after.indent > _EDGE:
        return None
    return replace(before, text=before.text.rstrip() + glue(before.text, after.text) + after.text)
