"""Page numbers as they are printed."""

import re
import unicodedata

_DASHES = r"[—–―\-－_·•・~～|]*"
_NUMBER = r"([0-9]{1,4}|[ivxlc]{1,7}|[〇零一二三四五六七八九十百]{1,5})"
_PAGE_NUMBER = re.compile(
    rf"{_DASHES}(?:第|p(?:age|\.)?)?{_NUMBER}[页頁]?(?:(?:/|of|,?共)[0-9]{{1,4}}[页頁]?)?{_DASHES}"
)
_ROMAN = (
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0}
_UNITS = {"十": 10, "百": 100}


def read_page_number(text: str) -> int | None:
    """Return what a page number says (— 1 —, －２－, iv, 第3页 共9页, 3/9), None for other text."""
    plain = unicodedata.normalize("NFKC", text).replace(" ", "").lower()
    found = _PAGE_NUMBER.fullmatch(plain)
    if not found:
        return None
    number = found[1]
    if number.isdecimal():
        return int(number)
    return _read_roman(number) if number.isascii() else _read_chinese(number)


def _read_roman(letters: str) -> int | None:
    total, rest = 0, letters
    for value, sign in _ROMAN:
        while rest.startswith(sign):
            total, rest = total + value, rest[len(sign) :]
    return None if rest else total


def _read_chinese(numeral: str) -> int:
    if not _UNITS.keys() & set(numeral):
        return int("".join(str(_DIGITS[digit]) for digit in numeral))
    total, digit = 0, 0
    for sign in numeral:
        if sign in _UNITS:
            total, digit = total + max(digit, 1) * _UNITS[sign], 0
        else:
            digit = _DIGITS[sign]
    return total + digit
