"""How a Word report looks: paper, fonts and paragraphs, after the custom of official documents."""

from dataclasses import dataclass

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.styles.style import ParagraphStyle

BODY, QUOTE, CITATION, CAPTION = "Body Text", "Quote", "引文出处", "Caption"
CELL, CELL_HEAD, CELL_PART, NOTE = "表格文字", "表格标题行", "表格分段", "表注"
DEEPEST_HEADING = 9
_HEI, _FANG, _KAI, _SONG = "黑体", "仿宋", "楷体", "宋体"
_LATIN = "Times New Roman"
_GREY = RGBColor(0x57, 0x53, 0x4A)


@dataclass(frozen=True, slots=True)
class _Look:
    """A style's font and paragraph; lengths in points, `indent` in characters of its size."""

    font: str
    size: float
    bold: bool = False
    grey: bool = False
    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.LEFT
    line: float = 1.5
    before: float = 0
    after: float = 0
    first_line: int = 0
    indent: int = 0
    keep_with_next: bool = False


_LOOKS = {
    "Normal": _Look(_FANG, 14),
    "Title": _Look(
        _HEI, 22, align=WD_ALIGN_PARAGRAPH.CENTER, line=1.2, after=20, keep_with_next=True
    ),
    "Heading 1": _Look(_HEI, 16, before=14, after=6, keep_with_next=True),
    "Heading 2": _Look(_KAI, 15, bold=True, before=10, after=4, keep_with_next=True),
    BODY: _Look(_FANG, 14, align=WD_ALIGN_PARAGRAPH.JUSTIFY, first_line=2),
    QUOTE: _Look(_KAI, 14, before=8, indent=2, keep_with_next=True),
    CITATION: _Look(_SONG, 10.5, grey=True, line=1.3, after=8, indent=3),
    CAPTION: _Look(
        _HEI,
        12,
        align=WD_ALIGN_PARAGRAPH.CENTER,
        line=1.2,
        before=10,
        after=4,
        keep_with_next=True,
    ),
    CELL: _Look(_SONG, 10.5, line=1.15, before=2, after=2),
    CELL_HEAD: _Look(
        _HEI,
        10.5,
        align=WD_ALIGN_PARAGRAPH.CENTER,
        line=1.15,
        before=2,
        after=2,
        keep_with_next=True,
    ),
    CELL_PART: _Look(_HEI, 10.5, line=1.15, before=2, after=2, keep_with_next=True),
    NOTE: _Look(_SONG, 10.5, line=1.3, after=2),
    "Footer": _Look(_SONG, 10.5, align=WD_ALIGN_PARAGRAPH.CENTER, line=1.0),
}
_DEEP_HEADING = _Look(_FANG, 14, bold=True, before=8, after=2, keep_with_next=True)


def set_styles(document: Document) -> None:
    """Give the styles of `document` their look, and Chinese as its language."""
    looks = _LOOKS | {f"Heading {n}": _DEEP_HEADING for n in range(3, DEEPEST_HEADING + 1)}
    present = {style.name for style in document.styles}
    for name, look in looks.items():
        if name not in present:
            document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style = document.styles[name]
        if isinstance(style, ParagraphStyle):
            _set_look(style, look)
    _draw_bar(document.styles[QUOTE])
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")
    for language in document.settings.element.iter(qn("w:themeFontLang")):
        language.set(qn("w:eastAsia"), "zh-CN")


def _set_look(style: ParagraphStyle, look: _Look) -> None:
    properties = style.element.get_or_add_pPr()
    for tag in ("w:pBdr", "w:contextualSpacing", "w:tabs"):
        for stale in properties.findall(qn(tag)):
            properties.remove(stale)
    if (runs := style.element.rPr) is not None:
        style.element.remove(runs)
    style.hidden, style.quick_style = False, True
    style.font.size, style.font.bold = Pt(look.size), look.bold
    style.font.color.rgb = _GREY if look.grey else RGBColor(0, 0, 0)
    _set_font(style, look.font)
    paragraph = style.paragraph_format
    paragraph.alignment, paragraph.line_spacing = look.align, look.line
    paragraph.space_before, paragraph.space_after = Pt(look.before), Pt(look.after)
    paragraph.keep_with_next = look.keep_with_next
    paragraph.left_indent = Pt(look.indent * look.size)
    paragraph.first_line_indent = Pt(look.first_line * look.size)
    if look.first_line:
        # Word then keeps the indent at so many characters when the size is changed.
        properties.ind.set(qn("w:firstLineChars"), str(100 * look.first_line))


def _set_font(style: ParagraphStyle, name: str) -> None:
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script, font in (("ascii", _LATIN), ("hAnsi", _LATIN), ("cs", _LATIN), ("eastAsia", name)):
        fonts.set(qn(f"w:{script}"), font)
    # Else “ ” and …, which Chinese and Latin share, stand in the Latin font.
    fonts.set(qn("w:hint"), "eastAsia")


def _draw_bar(style: ParagraphStyle) -> None:
    """Draw a line at the left of the style's paragraphs."""
    borders = OxmlElement("w:pBdr")
    bar = OxmlElement("w:left")
    for name, value in (("val", "single"), ("sz", "18"), ("space", "8"), ("color", "9B1C1C")):
        bar.set(qn(f"w:{name}"), value)
    borders.append(bar)
    style.element.get_or_add_pPr().insert_element_before(
        borders, "w:spacing", "w:ind", "w:jc", "w:outlineLvl"
    )
