"""Formulas of Word (OMML, and EQ fields of old) as a line of text: P_(i,t), (a+b)/c, √(x)."""

import re
import unicodedata
from xml.etree.ElementTree import Element

from ingest.formats.docx.xml import find, find_all

_PROPERTIES = re.compile(r"m:\w+Pr|m:ctrlPr|w:\w+")
_STYLED_LETTERS = re.compile("[\U0001d400-\U0001d7ff]+")
_ENCLOSED = re.compile(
    r"[Ee][Qq]\s+\\o\\ac\(\s*(?P<sign>[^,，]*?)\s*[,，]\s*(?P<inside>[^()]*?)\s*\)"
)
_FRACTION = re.compile(r"[Ee][Qq]\s+\\f\((?P<above>[^(),]+)[,，](?P<below>[^(),]+)\)")
_CIRCLES = frozenset("○〇◯Oo")


def read_formula(element: Element) -> str:
    """Return a formula in the linear form that Word itself takes when it is typed."""
    return _STYLED_LETTERS.sub(
        lambda match: unicodedata.normalize("NFKC", match.group()), _read(element)
    )


def read_equation_field(code: str) -> str:
    """Return what an EQ field shows that has no text of its own: ⑫, a/b; empty where unknown."""
    if match := _ENCLOSED.search(code):
        inside = match.group("inside")
        is_number = inside.isdecimal() and len(inside) < 3
        if match.group("sign") in _CIRCLES and is_number and 1 <= int(inside) <= 20:
            return chr(0x2460 + int(inside) - 1)
        return inside
    if match := _FRACTION.search(code):
        return f"{match.group('above').strip()}/{match.group('below').strip()}"
    return ""


def _read(element: Element | None) -> str:
    if element is None:
        return ""
    if element.tag == "m:t":
        return element.text or ""
    reader = _READERS.get(element.tag)
    return reader(element) if reader else _inside(element)


def _inside(element: Element) -> str:
    return "".join(_read(c) for c in element if not _PROPERTIES.fullmatch(c.tag))


def _part(element: Element, tag: str) -> str:
    return _read(find(element, tag))


def _grouped(text: str) -> str:
    return text if len(text) <= 1 or (text.isalnum() and text.isascii()) else f"({text})"


def _scripts(element: Element) -> str:
    below, above = _part(element, "m:sub"), _part(element, "m:sup")
    printed = _part(element, "m:e")
    printed += f"_{_grouped(below)}" if below else ""
    return printed + (f"^{_grouped(above)}" if above else "")


def _fraction(element: Element) -> str:
    return f"{_grouped(_part(element, 'm:num'))}/{_grouped(_part(element, 'm:den'))}"


def _root(element: Element) -> str:
    degree = _part(element, "m:deg")
    inside = _part(element, "m:e")
    return f"√({degree}&{inside})" if degree else f"√({inside})"


def _sum(element: Element) -> str:
    sign = _attribute(element, "m:naryPr/m:chr", "∫")
    below, above = _part(element, "m:sub"), _part(element, "m:sup")
    printed = sign + (f"_{_grouped(below)}" if below else "")
    printed += f"^{_grouped(above)}" if above else ""
    return f"{printed} {_part(element, 'm:e').strip()}"


def _brackets(element: Element) -> str:
    opening = _attribute(element, "m:dPr/m:begChr", "(")
    closing = _attribute(element, "m:dPr/m:endChr", ")")
    parting = _attribute(element, "m:dPr/m:sepChr", "|")
    return opening + parting.join(_read(part) for part in find_all(element, "m:e")) + closing


def _limit(element: Element) -> str:
    mark = "_" if element.tag == "m:limLow" else "^"
    return f"{_part(element, 'm:e')}{mark}{_grouped(_part(element, 'm:lim'))}"


def _rows(element: Element) -> str:
    rows = find_all(element, "m:mr") if element.tag == "m:m" else find_all(element, "m:e")
    return "; ".join(_inside(row) for row in rows)


def _attribute(element: Element, path: str, default: str) -> str:
    found = find(element, path)
    return default if found is None else found.get("m:val", "")


_READERS = {
    "m:sSub": _scripts,
    "m:sSup": _scripts,
    "m:sSubSup": _scripts,
    "m:sPre": _scripts,
    "m:f": _fraction,
    "m:rad": _root,
    "m:nary": _sum,
    "m:d": _brackets,
    "m:limLow": _limit,
    "m:limUpp": _limit,
    "m:m": _rows,
    "m:eqArr": _rows,
}
