"""Numbers of documents in all their forms: 粤府〔2023〕1号, 公告2019年第35号, 国务院令第746号."""

import re

_OPEN, _CLOSE = r"[〔\[（(【［﹝〈]", r"[〕\]）)】］﹞〉]"
_SERIAL = r"(?:第\s?)?[\dA-Z]{1,5}(?:-\d{1,3})?\s?[号號]"
_ORDINAL = r"第\s?(?:\d{1,5}|[一二三四五六七八九十百零〇]{1,7})\s?[号號]"
_WORD = "[一-鿿]"
PATTERN = (
    rf"(?P<joint>{_WORD}{{2,24}}(?:[\s、]{_WORD}{{2,24}}){{0,8}}公告\s?{_OPEN}?\d{{4}}{_CLOSE}?\s?年?\s?{_ORDINAL})"
    rf"|(?P<year>{_WORD}{{1,16}}\s?{_OPEN}\s?\d{{4}}\s?年?{_CLOSE}\s?{_SERIAL})"
    rf"|(?P<order>{_WORD}{{2,24}}令\s?(?:{_OPEN}?\d{{4}}{_CLOSE}?年?\s?)?{_ORDINAL})"
    rf"|(?P<word>{_WORD}{{1,10}}字第\s?\d{{4,12}}\s?[号號])"
    rf"|(?P<plain>{_WORD}{{2,12}}\d{{4}}\s?年\s?第?\s?\d{{1,5}}\s?[号號])"
)
_IN_TEXT = re.compile(PATTERN)
_ALONE = re.compile(rf"[（(]?(?:{PATTERN}|{_ORDINAL}|\d{{4}}\s?年\s?{_ORDINAL})[）)]?")
_BEFORE = re.compile("^(?:[年月日]|根据|依据|按照|依照|由|以|经|和|及|与|见|的|为|是|系)+(?=..)")


def is_number(line: str) -> bool:
    """Say whether `line` is the number of a document and nothing else."""
    return _ALONE.fullmatch(line.strip()) is not None


def find_numbers(text: str) -> list[tuple[str, int, int]]:
    """Return the numbers of documents in `text` as tidied, each with its span."""
    found = []
    for match in _IN_TEXT.finditer(text):
        before = _BEFORE.match(match.group())
        start = match.start() + (before.end() if before else 0)
        found.append((tidy_number(text[start : match.end()]), start, match.end()))
    return found


def tidy_number(printed: str) -> str:
    """Return a number without white space, but for that between its joint issuers."""
    inner = printed.strip().removeprefix("（").removeprefix("(")
    if inner != printed.strip():
        inner = inner.removesuffix("）").removesuffix(")")
    return re.sub(r"\n+|(?<=[令告])\s+|(?<![一-鿿])\s+|\s+(?![一-鿿])", "", inner)
