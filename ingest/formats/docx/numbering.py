"""Automatic numbers of paragraphs, as Word prints them: they are not in a .docx as text.

Source: ECMA-376 part 1, 17.9 (numbering). Lists that share an abstract definition share its
counters; a list with its own start restarts them where it is first used at that level.
"""

import re
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from ingest.formats.docx.numerals import format_number
from ingest.formats.docx.styles import ParagraphStyle, Styles
from ingest.formats.docx.symbols import BULLET, show
from ingest.formats.docx.xml import contents, find, find_all, integer, is_on, value

_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
# Signs that are known to begin an entry; any other sign of a bullet list is shown as a bullet.
_BULLETS = frozenset("●•■◆▪➢○□◇★☆·-–—✓→")


@dataclass(frozen=True, slots=True)
class _Level:
    """How a level of a list is numbered; `%2` in `text` stands for the number of level 2."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    is_legal: bool = False
    restarts_after: int | None = None
    style_id: str | None = None


@dataclass(frozen=True, slots=True)
class _List:
    """A list: the definition whose numbers it shares, its levels and its own starts."""

    definition: str
    levels: dict[int, _Level]
    starts: dict[int, int]


class Numbering:
    """The lists of a document; counts as its paragraphs are asked for, in order."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        """Take the root of numbering.xml, or None where the file has none."""
        self._styles = styles
        self._definitions: dict[str, Element] = {}
        self._elements: dict[int, Element] = {}
        for element in root if root is not None else ():
            if element.tag == "w:abstractNum":
                self._definitions[element.get("w:abstractNumId", "")] = element
            elif element.tag == "w:num":
                self._elements[integer(element.get("w:numId")) or 0] = element
        self._lists: dict[int, _List | None] = {}
        # By definition, how far each level has counted; None where it has not begun.
        self._counts: dict[str, list[int | None]] = {}
        self._started: set[tuple[int, int]] = set()

    def label(self, properties: Element | None, style: ParagraphStyle) -> str:
        """Count a paragraph and return what Word prints before its text, empty for nothing."""
        own = find(properties, "w:numPr")
        number_id = integer(value(own, "w:numId"))
        list_id = style.number_id if number_id is None else number_id
        if not list_id:
            return ""
        found = self._list(list_id)
        if found is None:
            return ""
        level = integer(value(own, "w:ilvl"))
        if level is None:
            level = _linked_level(found, style)
        level = min(max(level, 0), _LEVELS - 1)
        return _print(found, level, self._count(list_id, found, level))

    def _list(self, list_id: int) -> _List | None:
        if list_id not in self._lists:
            self._lists[list_id] = self._resolve(list_id, set())
        return self._lists[list_id]

    def _resolve(self, list_id: int, seen: set[int]) -> _List | None:
        element = self._elements.get(list_id)
        definition_id = value(element, "w:abstractNumId") or ""
        definition = self._definitions.get(definition_id)
        if element is None or definition is None or list_id in seen:
            return None
        linked = value(definition, "w:numStyleLink")
        base: _List | None = None
        if linked is not None and (linked_id := self._styles.list_of(linked)) is not None:
            base = self._resolve(linked_id, seen | {list_id})
        levels = dict(base.levels) if base else {}
        levels |= {_index(level): _read_level(level) for level in find_all(definition, "w:lvl")}
        starts = {}
        for override in find_all(element, "w:lvlOverride"):
            index = _index(override)
            if (level := find(override, "w:lvl")) is not None:
                levels[index] = _read_level(level)
            if (start := integer(value(override, "w:startOverride"))) is not None:
                starts[index] = start
                levels[index] = replace(levels.get(index, _Level()), start=start)
        return _List(base.definition if base else definition_id, levels, starts)

    def _count(self, list_id: int, found: _List, level: int) -> list[int | None]:
        counts = self._counts.setdefault(found.definition, [None] * _LEVELS)
        count = counts[level]
        begins = level in found.starts and (list_id, level) not in self._started
        self._started.add((list_id, level))
        if count is None or begins:
            counts[level] = found.levels.get(level, _Level()).start
        else:
            counts[level] = count + 1
        for higher in range(level):
            # A level that is passed over counts as begun.
            if counts[higher] is None:
                counts[higher] = found.levels.get(higher, _Level()).start
        for deeper in range(level + 1, _LEVELS):
            after = found.levels.get(deeper, _Level()).restarts_after
            if after is None or level < after:
                counts[deeper] = None
        return counts


def _print(found: _List, level: int, counts: list[int | None]) -> str:
    shown = found.levels.get(level)
    if shown is None:
        return ""

    def number(match: re.Match[str]) -> str:
        index = int(match.group(1)) - 1
        other = found.levels.get(index, _Level())
        count = counts[index]
        form = "decimal" if shown.is_legal and other.form != "none" else other.form
        return format_number(other.start if count is None else count, form)

    label = shown.text if shown.form == "bullet" else _PLACE.sub(number, shown.text)
    ends_in_space = not label or label[-1].isspace() or shown.suffix == "nothing"
    return label if ends_in_space else f"{label} "


def _linked_level(found: _List, style: ParagraphStyle) -> int:
    """Return the level that names the paragraph's style as its own, else the style's own word."""
    for style_id in style.ids:
        for index, level in found.levels.items():
            if level.style_id == style_id:
                return index
    return style.number_level or 0


def _read_level(element: Element) -> _Level:
    forms = (child.get("w:val") for child in contents(element) if child.tag == "w:numFmt")
    form = next(forms, None) or "decimal"
    text = value(element, "w:lvlText") or ""
    if form == "bullet":
        fonts = find(element, "w:rPr/w:rFonts")
        text = _bullet(text, "" if fonts is None else fonts.get("w:ascii", ""))
    if find(element, "w:lvlPicBulletId") is not None:
        form, text = "bullet", BULLET
    start = integer(value(element, "w:start"))
    return _Level(
        # A level without a start begins at 0.
        start=0 if start is None else start,
        form=form,
        text=text,
        suffix=value(element, "w:suff") or "tab",
        is_legal=bool(is_on(element, "w:isLgl")),
        restarts_after=integer(value(element, "w:lvlRestart")),
        style_id=value(element, "w:pStyle"),
    )


def _bullet(text: str, font: str) -> str:
    sign = show(text, font).strip()
    return sign if not sign or sign in _BULLETS else BULLET


def _index(element: Element) -> int:
    return integer(element.get("w:ilvl")) or 0
