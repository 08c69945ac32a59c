"""XML of Office files as trees: short names, no entities, no depth without end."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

# Office nests about 60 deep; a tree is walked by functions that call themselves.
_MAX_DEPTH = 256
_OFFICE = "http://schemas.openxmlformats.org"
_STRICT = "http://purl.oclc.org/ooxml"
_MICROSOFT = "http://schemas.microsoft.com/office/word"
_PREFIXES = {
    f"{_OFFICE}/wordprocessingml/2006/main": "w",
    f"{_STRICT}/wordprocessingml/main": "w",
    f"{_OFFICE}/officeDocument/2006/math": "m",
    f"{_STRICT}/officeDocument/math": "m",
    f"{_OFFICE}/officeDocument/2006/relationships": "r",
    f"{_STRICT}/officeDocument/relationships": "r",
    f"{_OFFICE}/markup-compatibility/2006": "mc",
    f"{_OFFICE}/drawingml/2006/main": "a",
    f"{_STRICT}/drawingml/main": "a",
    f"{_OFFICE}/drawingml/2006/wordprocessingDrawing": "wp",
    f"{_STRICT}/drawingml/wordprocessingDrawing": "wp",
    f"{_OFFICE}/drawingml/2006/diagram": "dgm",
    f"{_STRICT}/drawingml/diagram": "dgm",
    f"{_MICROSOFT}/2010/wordml": "w14",
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
}
_INTEGER = re.compile(r"-?[0-9]{1,9}")
_LEFT_OUT = frozenset({"w:del", "w:moveFrom", "w:sdtPr", "w:sdtEndPr", "w:smartTagPr"})
_WRAPPERS = frozenset(
    {"w:ins", "w:moveTo", "w:sdtContent", "w:smartTag", "w:customXml"}
    | {"w:dir", "w:bdo", "w:hyperlink", "w:fldSimple"}
)


class XmlError(ValueError):
    """Bytes are no XML that Office writes; the message goes on from the name of the part."""


def parse_xml(data: bytes) -> Element:
    """Parse `data` into a tree with tags and attributes such as `w:p` and `w:val`.

    The transitional and the strict form of Office's names come out the same.

    Raises:
        XmlError: broken XML, a document type (entities) or more than 256 levels.
    """
    builder = TreeBuilder()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    names: dict[str, str] = {}
    depth = 0

    def short(name: str) -> str:
        if name not in names:
            space, _, local = name.rpartition(" ")
            names[name] = f"{_PREFIXES.get(space, 'other')}:{local}" if space else local
        return names[name]

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _MAX_DEPTH:
            raise XmlError(f"is nested more than {_MAX_DEPTH} deep")
        builder.start(short(tag), {short(key): value for key, value in attributes.items()})

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(short(tag))

    def refuse(*_: object) -> None:
        raise XmlError("declares a document type, which Word never writes")

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, LookupError, UnicodeError) as error:
        raise XmlError(f"is broken ({error})") from error
    root: Element = builder.close()
    return root


def find(element: Element | None, path: str) -> Element | None:
    """Return the first element at `path` below (`w:pPr/w:jc`), None where there is none."""
    for tag in path.split("/"):
        element = next((c for c in element if c.tag == tag), None) if element is not None else None
    return element


def find_all(element: Element | None, tag: str) -> list[Element]:
    """Return the children of that tag, in order."""
    return [child for child in element if child.tag == tag] if element is not None else []


def value(element: Element | None, path: str) -> str | None:
    """Return the attribute `w:val` of the element at `path` below, None where it is missing."""
    found = find(element, path)
    return None if found is None else found.get("w:val")


def is_on(element: Element | None, path: str) -> bool | None:
    """Say whether a switch such as `w:vanish` is on, None where it is not mentioned."""
    found = find(element, path)
    if found is None:
        return None
    return found.get("w:val", "true") not in ("0", "false", "off")


def integer(text: str | None) -> int | None:
    """Return a number as Office writes it; None for none or nonsense."""
    number = (text or "").strip()
    return int(number) if _INTEGER.fullmatch(number) else None


def contents(element: Element) -> Iterator[Element]:
    """Yield what stands in `element`, with wrappers that show nothing themselves opened.

    Of two alternatives the first is taken, unless it is empty; tracked insertions are accepted and
    deletions left out, and so are the words that ask for a content control to be filled in.
    """
    for child in element:
        if child.tag in _LEFT_OUT:
            continue
        if child.tag == "w:sdt":
            if not is_on(child, "w:sdtPr/w:showingPlcHdr"):
                yield from contents(child)
        elif child.tag == "mc:AlternateContent":
            yield from contents(_alternative(child))
        elif child.tag in _WRAPPERS:
            yield from contents(child)
        else:
            yield child


def _alternative(element: Element) -> Element:
    options = [c for c in element if c.tag in ("mc:Choice", "mc:Fallback")]
    return next((c for c in options if len(c)), Element("mc:Fallback"))
