"""Reports as Word documents: A4, real headings, quotes with their citations, page numbers."""

from collections.abc import Sequence
from io import BytesIO

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt

from export.characters import lines_of, on_one_line
from export.package import without_dates
from export.report import Block, Heading, Paragraph, Quote, Report, Table
from export.word_styles import (
    BODY,
    CAPTION,
    CITATION,
    DEEPEST_HEADING,
    NOTE,
    QUOTE,
    set_styles,
)
from export.word_tables import add_table

_SHORT_SIDE, _LONG_SIDE = Mm(210), Mm(297)
_TOP, _BOTTOM, _LEFT, _RIGHT = Mm(30), Mm(28), Mm(28), Mm(26)
# A page that lies is for a table, which needs the room.
_TOP_LYING, _SIDE_LYING = Mm(17), Mm(18)
_MOST_COLUMNS_UPRIGHT = 5
_LONGEST_PROPERTY = 255


def to_word(report: Report) -> bytes:
    """Return the report as a .docx file; the same report gives the same bytes."""
    document = docx.Document()
    set_styles(document)
    _set_properties(document, report.title)
    _drop_preview(document)
    lying = [report.lies or lies for lies in _pages_that_lie(report.blocks)]
    section = document.sections[0]
    _set_paper(section, lies=lying[0] if lying else False)
    _number_pages(section)
    document.add_paragraph(on_one_line(report.title), style="Title")
    for n, block in enumerate(report.blocks):
        if n and lying[n] != lying[n - 1]:
            section = _turn_page(document, lies=lying[n])
        _add(document, block, section)
    file = BytesIO()
    document.save(file)
    return without_dates(file.getvalue())


def _pages_that_lie(blocks: Sequence[Block]) -> list[bool]:
    """Return for each block whether its page lies on its long side; headings go with the next."""
    lying: list[bool] = []
    for block in reversed(blocks):
        if isinstance(block, Heading):
            lying.append(lying[-1] if lying else False)
        else:
            lying.append(isinstance(block, Table) and len(block.head) > _MOST_COLUMNS_UPRIGHT)
    return lying[::-1]


def _add(document: Document, block: Block, section: Section) -> None:
    match block:
        case Heading(text, level):
            style = f"Heading {min(max(level, 1), DEEPEST_HEADING)}"
            document.add_paragraph(on_one_line(text), style=style)
        case Paragraph(text, is_note):
            for line in lines_of(text):
                document.add_paragraph(line, style=NOTE if is_note else BODY)
        case Quote(text, citation):
            document.add_paragraph("\n".join(lines_of(text)), style=QUOTE)
            document.add_paragraph(f"—— {on_one_line(citation)}", style=CITATION)
        case Table():
            if caption := on_one_line(block.source or block.caption):
                document.add_paragraph(caption, style=CAPTION)
            add_table(document, block, width=_width_within(section))
            # Two tables with nothing between them would become one.
            _add_gap(document)


def _width_within(section: Section) -> int:
    width, left, right = section.page_width, section.left_margin, section.right_margin
    if width is None or left is None or right is None:
        raise ValueError("section: has no width; call _set_paper first")
    return width - left - right


def _add_gap(document: Document) -> None:
    gap = document.add_paragraph().paragraph_format
    gap.line_spacing = Pt(8)


def _turn_page(document: Document, *, lies: bool) -> Section:
    section: Section = document.add_section(WD_SECTION.NEW_PAGE)
    # The break stands in an empty paragraph, which could make a page of its own.
    *_, last, empty = document.paragraphs
    last._p.set_sectPr(document.sections[-2]._sectPr)
    document.element.body.remove(empty._p)
    _set_paper(section, lies=lies)
    return section


def _set_paper(section: Section, *, lies: bool) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE if lies else WD_ORIENT.PORTRAIT
    section.page_width = _LONG_SIDE if lies else _SHORT_SIDE
    section.page_height = _SHORT_SIDE if lies else _LONG_SIDE
    section.top_margin, section.bottom_margin = (_TOP_LYING,) * 2 if lies else (_TOP, _BOTTOM)
    section.left_margin, section.right_margin = (_SIDE_LYING,) * 2 if lies else (_LEFT, _RIGHT)


def _number_pages(section: Section) -> None:
    """Print the page's number in the footer, — 1 —; later sections take it over."""
    paragraph = section.footer.paragraphs[0]
    paragraph.add_run("— ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)
    paragraph.add_run(" —")


def _set_properties(document: Document, title: str) -> None:
    properties = document.core_properties
    properties.title = on_one_line(title)[:_LONGEST_PROPERTY]
    properties.language = "zh-CN"
    properties.author = properties.last_modified_by = properties.comments = ""


def _drop_preview(document: Document) -> None:
    """Leave out the picture of an empty page that the template has as its preview."""
    relations = document.part.package.rels
    for key in [k for k, r in relations.items() if r.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        del relations[key]
