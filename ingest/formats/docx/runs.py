"""The characters of a paragraph: what Word prints of its runs, fields, symbols and pictures."""

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from ingest.formats.docx.math import read_equation_field, read_formula
from ingest.formats.docx.notes import KINDS, Note, Notes
from ingest.formats.docx.styles import ParagraphStyle, Styles
from ingest.formats.docx.symbols import show, show_code
from ingest.formats.docx.xml import contents, find, find_all, integer, is_on, value

# Half points: text of one point or less, or white text of two, is not meant to be read.
_TINY = 2
_SMALL = 4
_SIGNS = {"w:tab": "\t", "w:ptab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-"}
_PICTURES = {"a:blip": "r:embed", "v:imagedata": "r:id"}
_FORMULA_PROGRAMS = ("equation", "mathtype")


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that the text holds: the reference to its part, and whether it is a formula."""

    reference: str
    is_formula: bool


@dataclass(slots=True)
class Inline:
    """What a paragraph holds: pieces of text, text boxes and notes."""

    pieces: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    hides_text: bool = False

    @property
    def text(self) -> str:
        """The characters; line feeds are line breaks."""
        return "".join(self.pieces)


@dataclass(slots=True)
class _Field:
    """An open field: its code so far; `shows` once its result has begun."""

    code: str = ""
    shows: bool = False


class RunReader:
    """Reads paragraphs in order; fields may go on from one paragraph to the next.

    Attributes:
        pictures: Pictures met so far.
        hidden: Characters left out so far because they are not printed.
        diagrams: Diagrams (SmartArt) met so far, whose text is not in the document's own part.
    """

    def __init__(self, styles: Styles, notes: Notes, *, body: Element) -> None:
        """Take what is read; where a field does not close, no text is taken for its code."""
        self._styles = styles
        self._notes = notes
        self._reads_fields = all(_closes_fields(root) for root in (body, *notes.contents()))
        self._fields: list[_Field] = []
        self.pictures: list[Picture] = []
        self.hidden = 0
        self.diagrams = 0

    def read(self, paragraph: Element, style: ParagraphStyle) -> Inline:
        """Return what is printed of `paragraph`, its number and its breaks to the next aside."""
        inline = Inline()
        self._walk(paragraph, style, inline)
        return inline

    def _walk(self, element: Element, style: ParagraphStyle, inline: Inline) -> None:
        for child in contents(element):
            if child.tag == "w:r":
                self._run(child, style, inline)
            elif child.tag in ("m:oMath", "m:oMathPara"):
                self._add(read_formula(child), inline)
            elif child.tag != "w:pPr":
                self._walk(child, style, inline)

    def _run(self, run: Element, style: ParagraphStyle, inline: Inline) -> None:
        properties = find(run, "w:rPr")
        fonts = find(properties, "w:rFonts")
        font = "" if fonts is None else fonts.get("w:ascii") or fonts.get("w:hAnsi") or ""
        part = Inline()
        for child in contents(run):
            self._child(child, font, style, part)
        if self._is_hidden(properties, style):
            hidden = sum(not c.isspace() for c in part.text)
            self.hidden += hidden
            inline.hides_text = inline.hides_text or hidden > 0
            return
        inline.pieces += part.pieces
        inline.boxes += part.boxes
        inline.notes += part.notes

    def _child(self, child: Element, font: str, style: ParagraphStyle, inline: Inline) -> None:
        match child.tag:
            case "w:t":
                self._add(show((child.text or "").replace("\n", " "), font), inline)
            case "w:fldChar" | "w:instrText":
                self._field(child, inline)
            case "w:sym":
                sign = show_code(child.get("w:char", ""), child.get("w:font", font))
                self._add(sign, inline)
            case "w:ruby":
                for base in find_all(child, "w:rubyBase"):
                    self._walk(base, style, inline)
            case "w:drawing" | "w:pict" | "w:object":
                self._drawing(child, inline)
            case tag if tag in KINDS:
                self._note(child, inline)
            case tag if tag in _SIGNS:
                self._add(_SIGNS[tag], inline)

    def _note(self, reference: Element, inline: Inline) -> None:
        note = None if self._is_code() else self._notes.refer(reference)
        if note is not None:
            inline.notes.append(note)
            inline.pieces.append(note.mark)

    def _field(self, child: Element, inline: Inline) -> None:
        if not self._reads_fields:
            return
        kind = child.get("w:fldCharType")
        if kind == "begin":
            self._fields.append(_Field())
        elif not self._fields:
            return
        elif child.tag == "w:instrText":
            self._fields[-1].code += child.text or ""
        elif kind == "separate":
            self._fields[-1].shows = True
        elif kind == "end":
            closed = self._fields.pop()
            if not closed.shows:
                self._add(read_equation_field(closed.code), inline)

    def _drawing(self, element: Element, inline: Inline, *, is_formula: bool = False) -> None:
        programs = (found.get("ProgID", "").lower() for found in find_all(element, "o:OLEObject"))
        is_formula = is_formula or any(p.startswith(_FORMULA_PROGRAMS) for p in programs)
        for child in contents(element):
            reference = child.get(_PICTURES.get(child.tag, ""))
            if reference:
                self.pictures.append(Picture(reference, is_formula))
            elif child.tag == "w:txbxContent":
                inline.boxes.append(child)
                continue
            elif child.tag == "v:textpath":
                self._add(child.get("string", ""), inline)
            elif child.tag == "dgm:relIds":
                self.diagrams += 1
            self._drawing(child, inline, is_formula=is_formula)

    def _add(self, text: str, inline: Inline) -> None:
        if not self._is_code():
            inline.pieces.append(text)

    def _is_code(self) -> bool:
        return any(not open_field.shows for open_field in self._fields)

    def _is_hidden(self, properties: Element | None, style: ParagraphStyle) -> bool:
        vanishes = is_on(properties, "w:vanish")
        if vanishes is None and (run_style := value(properties, "w:rStyle")):
            vanishes = self._styles.hides(run_style) or None
        if vanishes is None:
            vanishes = style.is_hidden
        size = integer(value(properties, "w:sz"))
        is_white = (value(properties, "w:color") or "").upper() == "FFFFFF"
        return vanishes or (size is not None and size <= (_SMALL if is_white else _TINY))


def _closes_fields(root: Element) -> bool:
    kinds = {"begin": 0, "end": 0}
    pending = [root]
    while pending:
        element = pending.pop()
        if element.tag == "w:fldChar" and element.get("w:fldCharType") in kinds:
            kinds[element.get("w:fldCharType", "")] += 1
        pending += contents(element)
    return kinds["begin"] == kinds["end"]
