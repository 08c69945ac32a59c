"""What the styles of a .docx say: heading levels, numbering, hidden text, borders."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from ingest.formats.docx.xml import find, find_all, integer, is_on, value

_HEADING = re.compile(r"heading ([1-9])")
_NO_OUTLINE = 9
_EDGES = ("top", "bottom", "left", "right", "start", "end", "insideH", "insideV")


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """What a paragraph inherits.

    Attributes:
        ids: The style and those that it is based on, nearest first.
        level: Heading level (1 is the highest, 0 a title), None for text.
        number_id: The list (`w:numId`) it belongs to, None for no word on it.
        number_level: The level in that list, from 0, None for no word on it.
        is_hidden: Its text is not printed.
    """

    ids: tuple[str, ...]
    level: int | None
    number_id: int | None
    number_level: int | None
    is_hidden: bool


class Styles:
    """The styles of a document by their ids."""

    def __init__(self, root: Element | None) -> None:
        """Take the root of styles.xml, or None where the file has none."""
        found = find_all(root, "w:style")
        self._styles = {style.get("w:styleId", ""): style for style in found}
        self._default = next(
            (
                style.get("w:styleId", "")
                for style in found
                if style.get("w:type") == "paragraph" and style.get("w:default") in ("1", "true")
            ),
            "",
        )
        self._paragraphs: dict[str, ParagraphStyle] = {}

    def paragraph(self, style_id: str | None) -> ParagraphStyle:
        """Return what a paragraph of that style inherits; the default style where it names none."""
        found = style_id if style_id is not None and style_id in self._styles else self._default
        if found not in self._paragraphs:
            self._paragraphs[found] = self._resolve(found)
        return self._paragraphs[found]

    def hides(self, style_id: str | None) -> bool:
        """Say whether text of that style is not printed."""
        marks = (is_on(style, "w:rPr/w:vanish") for style in self._chain(style_id))
        return next((mark for mark in marks if mark is not None), False)

    def list_of(self, style_id: str) -> int | None:
        """Return the list (`w:numId`) that a numbering style stands for."""
        return integer(value(self._styles.get(style_id), "w:pPr/w:numPr/w:numId"))

    def draws_table(self, style_id: str | None) -> bool:
        """Say whether a table of that style has lines."""
        return any(draws(s, "w:tblPr/w:tblBorders") for s in self._chain(style_id))

    def _chain(self, style_id: str | None) -> Iterator[Element]:
        seen: set[str] = set()
        while style_id and style_id in self._styles and style_id not in seen:
            seen.add(style_id)
            yield self._styles[style_id]
            style_id = value(self._styles[style_id], "w:basedOn")

    def _resolve(self, style_id: str) -> ParagraphStyle:
        chain = list(self._chain(style_id))
        outlines = (integer(value(style, "w:pPr/w:outlineLvl")) for style in chain)
        outline = next((level for level in outlines if level is not None), None)
        numbers = (integer(value(style, "w:pPr/w:numPr/w:numId")) for style in chain)
        levels = (integer(value(style, "w:pPr/w:numPr/w:ilvl")) for style in chain)
        return ParagraphStyle(
            ids=tuple(style.get("w:styleId", "") for style in chain),
            level=_named_level(chain) if outline is None else heading_level(outline),
            number_id=next((number for number in numbers if number is not None), None),
            number_level=next((level for level in levels if level is not None), None),
            is_hidden=self.hides(style_id),
        )


def heading_level(outline: int) -> int | None:
    """Return the heading level of an outline level as Word counts it (0 to 8, 9 is text)."""
    return outline + 1 if 0 <= outline < _NO_OUTLINE else None


def draws(element: Element | None, path: str) -> bool:
    """Say whether the borders at `path` below have an edge that is seen."""
    borders = find(element, path)
    return borders is not None and any(
        value(borders, f"w:{edge}") not in (None, "nil", "none") for edge in _EDGES
    )


def _named_level(chain: list[Element]) -> int | None:
    # The names of built-in styles are English in every language of Word.
    for style in chain:
        name = (value(style, "w:name") or "").lower()
        heading = _HEADING.fullmatch(name)
        if heading or name == "title":
            return int(heading.group(1)) if heading else 0
    return None
