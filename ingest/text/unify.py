"""One form for characters that printers, web pages and text layers write in many.

Numbering marks and names are read in the unified text; what is shown stays as printed. A text
layer of a PDF may hold radicals (U+2F00, U+2E80) in place of characters, a web page private-use
indents, a typesetter spaces between all characters of a line.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import opencc

# Radicals of the CJK supplement that stand for a character of the same shape; NFKC has only the
# Kangxi block. Source: EquivalentUnifiedIdeograph.txt of the Unicode character database.
_RADICALS = dict(
    zip(
        "⺁⺄⺊⺌⺍⺎⺒⺓⺟⺠⺧⺩⺫⺬⺮⺶⺸⺼⺽⻁⻃⻄⻅⻆⻉⻊⻋⻑⻒⻓⻔⻗⻘⻙⻚⻛⻜⻝⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻱⻳",
        "厂乙卜小小兀巳幺母民牛王目示竹羊羊肉臼虎覀西见角贝足车長镸长门雨青韦页风飞食首马骨鬼鱼鸟卤麦黄黾齐齿龙龜龟",
        strict=True,
    )
)
_BLOCKS = ((0x2F00, 0x2FD5), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F))
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"
_OTHER_CIRCLES = ("❶❷❸❹❺❻❼❽❾❿", "➀➁➂➃➄➅➆➇➈➉", "➊➋➌➍➎➏➐➑➒➓", "⓵⓶⓷⓸⓹⓺⓻⓼⓽⓾")
_CN = "一二三四五六七八九十"
# One character in print, several when read.
_EXPANDED = (
    {"㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"[i]: f"（{_CN[i]}）" for i in range(10)}
    | {"㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"[i]: f"（{_CN[i]}）" for i in range(10)}
    | {chr(0x2474 + i): f"（{i + 1}）" for i in range(20)}
    | {chr(0x2488 + i): f"{i + 1}." for i in range(20)}
    | {chr(0x249C + i): f"（{chr(0x61 + i)}）" for i in range(26)}
)
# Line and page breaks are kept, all other controls are dropped.
_DROPPED = (
    "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
)
_UNSEEN = re.compile(f"[{_DROPPED}\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f]")
_SPECIAL = re.compile(f"{_UNSEEN.pattern}|[{''.join(_EXPANDED)}]")
_HAN = "\u3400-\u9fff"
# A line whose characters are all set apart: 第 一 章  总 则.
_SPREAD_PAIR = re.compile(rf"(?<=[{_HAN}])[ \u3000]+(?=[{_HAN}])")
_CLOSE_PAIR = re.compile(rf"[{_HAN}](?=[{_HAN}])")
_FEWEST_SPREAD = 2
_BULLET, _SPACE = "•", " "


@dataclass(frozen=True, slots=True)
class UnifiedText:
    """A text in unified characters; character `i` stands for the source's at `offsets[i]`.

    A character of the source that is read as several (㈠ as （一）) has its offset several times.
    """

    text: str
    source: str
    offsets: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the source span (half-open, code points) of `text[start:end]`, not empty."""
        return self.offsets[start], self.offsets[end - 1] + 1

    def position(self, offset: int) -> int:
        """Return the first position of `text` whose source offset is at least `offset`."""
        return bisect_left(self.offsets, offset)

    def printed(self, start: int, end: int) -> str:
        """Return `text[start:end]` as the source prints it, less what cannot be seen."""
        shown: list[str] = []
        last = -1
        for offset in self.offsets[start:end]:
            if offset != last:
                shown.append(self.source[offset])
            last = offset
        return "".join(shown)

    def as_printed(self, name: str) -> str:
        """Return `name`, which stands in `text` but for white space, as the source prints it.

        A name that does not stand there is returned as it is.
        """
        places = [i for i, character in enumerate(self.text) if not character.isspace()]
        at = "".join(self.text[i] for i in places).find("".join(name.split()))
        if not name or at < 0:
            return name
        printed = iter(places[at:])
        shown: list[str] = []
        last = -1
        for character in name:
            if character.isspace():
                shown.append(character)
                continue
            offset = self.offsets[next(printed)]
            shown.append(self.source[offset] if offset != last else "")
            last = offset
        return "".join(shown)


def unify(source: str) -> UnifiedText:
    """Return `source` with its characters unified and what cannot be seen left out."""
    plain = fold(source)
    dropped = [match.span() for match in _SPECIAL.finditer(plain)]
    dropped.extend(_spread_gaps(plain))
    if not dropped:
        return UnifiedText(_simplify(plain), source, range(len(source)))
    pieces: list[str] = []
    offsets: list[int] = []
    position = 0
    for start, end in sorted(dropped):
        pieces.append(plain[position:start])
        offsets.extend(range(position, start))
        expanded = _EXPANDED.get(plain[start:end], "")
        pieces.append(expanded)
        offsets.extend([start] * len(expanded))
        position = end
    pieces.append(plain[position:])
    offsets.extend(range(position, len(plain)))
    return UnifiedText(_simplify("".join(pieces)), source, tuple(offsets))


def fold(text: str) -> str:
    """Return `text` with single characters unified, each in its place: offsets stay."""
    return text.translate(_same_length())


@cache
def is_unseen(character: str) -> bool:
    """Say whether a character of a source shows nothing and takes no room."""
    return _UNSEEN.match(character) is not None


def _spread_gaps(plain: str) -> list[tuple[int, int]]:
    """Return the spans of white space in lines whose Chinese characters are all set apart."""
    gaps: list[tuple[int, int]] = []
    for line in re.finditer(r"[^\n\r]+", plain):
        spread = [match.span() for match in _SPREAD_PAIR.finditer(plain, *line.span())]
        if len(spread) <= _FEWEST_SPREAD:
            continue
        close = sum(1 for _ in _CLOSE_PAIR.finditer(plain, *line.span()))
        if close * 4 < len(spread):
            gaps.extend(spread)
    return gaps


def _simplify(plain: str) -> str:
    simple: str = _converter().convert(plain)
    if len(simple) == len(plain):
        return simple
    # Some names have another number of characters in Simplified Chinese.
    characters = [_converter().convert(character) for character in plain]
    return "".join(s if len(s) == 1 else c for s, c in zip(characters, plain, strict=True))


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


@cache
def _same_length() -> dict[int, str]:
    """Return what single characters are read as: radicals, full width, circles, private use."""
    table: dict[int, str] = {ord(radical): han for radical, han in _RADICALS.items()}
    for first, last in _BLOCKS:
        for code in range(first, last + 1):
            plain = unicodedata.normalize("NFKC", chr(code))
            if len(plain) == 1:
                table[code] = plain
    for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B)):
        table[code] = chr(code - 0xFEE0)
    for circles in _OTHER_CIRCLES:
        table |= dict(zip(map(ord, circles), _CIRCLED, strict=True))
    table |= {ord(space): _SPACE for space in "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006"}
    table |= {ord(space): _SPACE for space in "\u2007\u2008\u2009\u200a\u202f\u205f"}
    # Word writes bullets in symbol fonts (F000 to F0FF); the rest of the private use are indents.
    table |= dict.fromkeys(range(0xE000, 0xF900), _SPACE)
    table |= dict.fromkeys(range(0xF020, 0xF100), _BULLET)
    return table
