"""Signs of symbol fonts as Unicode: bullets, boxes to tick, arrows, ≥ and Greek letters."""

BULLET = "●"
# Word moves the codes of a symbol font to this block.
_PRIVATE = range(0xF000, 0xF100)
_SYMBOL = dict(
    zip(
        range(0x41, 0x5B), "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", strict=True
    )
) | dict(zip(range(0x61, 0x7B), "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True)) | {
    0x22: "∀", 0x24: "∃", 0x27: "∋", 0x2A: "∗", 0x2D: "−", 0x40: "≅", 0x5C: "∴", 0x5E: "⊥",
    0x7E: "∼", 0xA2: "′", 0xA3: "≤", 0xA5: "∞", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→",
    0xAF: "↓", 0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB5: "∝", 0xB6: "∂",
    0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBA: "≡", 0xBB: "≈", 0xBC: "…", 0xC5: "⊕", 0xC6: "∅",
    0xC7: "∩", 0xC8: "∪", 0xCC: "⊂", 0xCD: "⊆", 0xCE: "∈", 0xCF: "∉", 0xD0: "∠", 0xD1: "∇",
    0xD5: "∏", 0xD6: "√", 0xD7: "·", 0xD9: "∧", 0xDA: "∨", 0xDB: "⇔", 0xDE: "⇒", 0xE5: "∑",
    0xF2: "∫",
}  # fmt: skip
_WINGDINGS = {
    0x46: "☞", 0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒", 0x74: "◆",
    0x75: "◆", 0x76: "❖", 0x77: "◆", 0x9F: "•", 0xA1: "○", 0xA7: "▪", 0xA8: "□", 0xD8: "➢",
    0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "→", 0xF0: "⇨", 0xFB: "×", 0xFC: "✓",
    0xFD: "☒", 0xFE: "☑",
} | {0x81 + n: chr(0x2460 + n) for n in range(10)} | {
    0x8C + n: chr(0x2776 + n) for n in range(10)
}  # fmt: skip
_WINGDINGS_2 = {
    0x4F: "×", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x97: "●", 0x98: "●",
    0x99: "○", 0xA2: "■", 0xA3: "□", 0x30: "□",
}  # fmt: skip
_FONTS = {
    "symbol": _SYMBOL,
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "wingdings 3": {},
    "webdings": {},
    "marlett": {},
    "zapfdingbats": {},
}


def show(text: str, font: str) -> str:
    """Return `text` as it looks in `font`: the signs of a symbol font, other characters as such.

    A sign that has no entry becomes a bullet, so that it is at least seen.
    """
    table = _FONTS.get(font.lower())
    if table is None and not any(ord(c) in _PRIVATE for c in text):
        return text
    return "".join(_sign(c, table) for c in text)


def show_code(code: str, font: str) -> str:
    """Return the sign of a `w:sym` with hexadecimal `code` in `font`; nonsense is a bullet."""
    try:
        point = int(code, 16)
    except ValueError:
        return BULLET
    if not 0 < point < 0xD800 and point not in range(0xE000, 0x110000):
        return BULLET
    if font.lower() not in _FONTS and point in _PRIVATE and point - 0xF000 >= 0x20:
        return chr(point - 0xF000)
    return show(chr(point), font)


def _sign(char: str, table: dict[int, str] | None) -> str:
    point = ord(char)
    if point in _PRIVATE:
        point -= 0xF000
        # The one bullet that stands in files without the name of its font is Symbol's.
        fallback = _SYMBOL[0xB7] if point == 0xB7 and table is None else BULLET
        return (_WINGDINGS if table is None else table).get(point, fallback)
    if table is None or point > 0xFF or char.isspace():
        return char
    if table is _SYMBOL and point < 0x80:
        return table.get(point, char)
    return table.get(point, BULLET)
