"""Numbering marks of Chinese official documents: 第八条 一、 （一） 1. ① —— 专栏 附件."""

import re
from dataclasses import dataclass, replace

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿"
_CN = "[零〇一二三四五六七八九十百千两]{1,7}"
_NUM = rf"(?P<n>{_CN}|[0-9]{{1,4}})"

# Rank of each style of mark: a smaller one stands higher in the outline (GB/T 9704-2012, 7.3.3,
# for 一、 （一） 1. （1）; the Legislation Law, article 65, for 编 章 节 条 款 项; GB/T 1.1 for
# 1.1.1, whose levels are counted by their points).
RANKS = {
    "part": 10,
    "subpart": 15,
    "chapter": 20,
    "section": 30,
    "article": 40,
    "paragraph": 45,
    "item": 50,
    "cn": 55,
    "cn_bracket": 60,
    "arabic": 70,
    "decimal2": 71,
    "decimal3": 72,
    "decimal4": 73,
    "decimal5": 74,
    "arabic_bracket": 80,
    "arabic_half_bracket": 85,
    "circled": 90,
    "letter": 95,
    "bullet": 100,
}
SECTION_RANK = RANKS["cn_bracket"]
# Rank of 一、 in a text whose articles run on through its 一、 二、 三、.
CN_ABOVE_ARTICLES = 35
STATUTE_STYLES = frozenset(
    {"part", "subpart", "chapter", "section", "article", "paragraph", "item"}
)
_DIGIT = "[0-9]"

# "第十条的规定", "第三条、第五条" at the start of a wrapped line refer to articles. "第五条 中小"
# heads one: words that may begin a sentence count only where no space parts them from the number.
_NOT_A_REFERENCE = (
    r"(?!\s*(?:的|之|、|，|,|。|；|规定)"
    r"|所[称列述规指]|和|或|至|及|与|第|[中内](?:的|所|规定)|以[上下内外])"
)
# So do "（二）项情形", "（二）、（三）项" and "（一）至（三）项".
_NOT_AN_ITEM = r"(?!\s*(?:项(?!目)|款(?!项)|[、和至或及][（(]))"
# 2.5万元 and 3.2个百分点 are figures, no headings 2.5 and 3.2.
_NOT_A_FIGURE = r"(?!\s?(?:[万亿元%‰倍吨米℃度岁年月日天以至到]|个|平方|立方|公|千|小时|分钟|左右))"
_PATTERNS = [
    ("subpart", rf"第\s*{_NUM}\s*分编{_NOT_A_REFERENCE}"),
    ("part", rf"第\s*{_NUM}\s*(?:编|部分|篇|大类){_NOT_A_REFERENCE}"),
    ("chapter", rf"第\s*{_NUM}\s*章{_NOT_A_REFERENCE}"),
    ("section", rf"第\s*{_NUM}\s*节{_NOT_A_REFERENCE}"),
    ("article", rf"第\s*{_NUM}\s*条(?:之(?P<inserted>{_CN}))?{_NOT_A_REFERENCE}"),
    ("paragraph", rf"第\s*{_NUM}\s*款{_NOT_A_REFERENCE}"),
    ("item", rf"第\s*{_NUM}\s*项{_NOT_A_REFERENCE}"),
    ("cn", rf"(?P<n>{_CN})\s?[、.．]"),
    ("cn_bracket", rf"[（(]\s?(?P<n>{_CN})\s?[）)]{_NOT_AN_ITEM}、?"),
    (
        "decimal",
        rf"(?P<n>{_DIGIT}{{1,2}}(?:[.．]{_DIGIT}{{1,2}}){{1,4}})(?!{_DIGIT})[.．、]?"
        rf"(?=[\s\u3400-\u9fff《“（(A-Za-z]|$){_NOT_A_FIGURE}",
    ),
    # 1.2025年底前… is item 1, not a decimal.
    (
        "arabic",
        rf"(?P<n>{_DIGIT}{{1,3}})\s?[.．、](?:(?!{_DIGIT})|(?=(?:19|20){_DIGIT}{{2}}\s?年))",
    ),
    ("arabic_bracket", rf"[（(]\s?(?P<n>{_DIGIT}{{1,3}})\s?[）)]{_NOT_AN_ITEM}"),
    ("arabic_half_bracket", rf"(?P<n>{_DIGIT}{{1,2}})\s?[）)]"),
    ("circled", rf"(?P<n>[{_CIRCLED}])"),
    ("letter", r"(?:[（(](?P<m>[A-Za-z])[）)]|(?P<n>[A-Za-z])[.．、)）])(?=\s*[\u3400-\u9fff])"),
    ("bullet", r"(?:——|—(?!—)|[●•■◆▪➢])(?=\s*[^\s\d—])"),
]
_MARK = re.compile(
    "|".join(
        f"(?P<{style}>"
        + pattern.replace("?P<n>", f"?P<{style}_n>").replace("?P<m>", f"?P<{style}_m>")
        + ")"
        for style, pattern in _PATTERNS
    )
)
# 1 总则 without a point; only texts that number so throughout are read so.
_PLAIN = re.compile(rf"(?P<n>{_DIGIT}{{1,3}})[ \u3000\t]+(?=[\u3400-\u9fff《“])")
_NUMERAL = re.compile(_CN)
# What follows a reference: 专栏1所列, 附件2的要求. The number before it is taken whole, (?>…).
_REFERRED = r"(?![条项个的所中和及与至等，。、；])"
_BOX = re.compile(rf"专\s?栏\s*(?>{_NUM}){_REFERRED}[\s:：]*")
_ANNEX = re.compile(
    # A letter may print its own number before the word: 南住建函〔2025〕671号附件1.
    rf"(?:[一-鿿]{{2,12}}[〔\[（(【]\d{{4}}[〕\]）)】]第?\d{{1,5}}号\s*)?"
    rf"(?P<word>附\s?[件录表图])(?>(?:\s*(?:{_NUM}(?:[-—－.](?P<sub>{_DIGIT}{{1,2}}))?"
    rf"|(?P<letter>[A-Z])(?![A-Za-z])))?){_REFERRED}\s*[:：]?\s*"
)
_BOX_ITEM = re.compile(r"(?P<name>[\u4e00-\u9fffA-Za-z0-9（）()、“”]{1,20})\s?[:：](?=\s*[^\s\d/])")


@dataclass(frozen=True, slots=True)
class Mark:
    """A numbering mark at `start`: its text is `printed`, what it heads begins at `end`.

    `inserted` is 2 in 第十七条之二, an article put in later between two others, else 0. `prefix`
    holds the numbers before the last one in 3.2.1 (3, 2) and 附件1-2 (1).
    """

    style: str
    value: int
    printed: str
    start: int
    end: int
    inserted: int = 0
    prefix: tuple[int, ...] = ()


def parse_number(printed: str) -> int:
    """Return the value of a numeral as printed: 二十五, 〇三, 12, １２, ⑫, B.

    Raises:
        ValueError: `printed` is no numeral.
    """
    if len(printed) == 1 and printed in _CIRCLED:
        return _CIRCLED.index(printed) + 1
    if printed.isdecimal():
        return int(printed)
    if len(printed) == 1 and printed.isascii() and printed.isalpha():
        return ord(printed.lower()) - ord("a") + 1
    if not printed or any(c not in _DIGITS and c not in _UNITS for c in printed):
        raise ValueError(f"number: {printed!r} is no numeral; use digits or 一二三…十百千")
    if not any(c in _UNITS for c in printed):
        return int("".join(str(_DIGITS[c]) for c in printed))
    total = digit = 0
    for c in printed:
        if c in _UNITS:
            total += (digit or 1) * _UNITS[c]
            digit = 0
        else:
            digit = _DIGITS[c]
    return total + digit


def counts_on(text: str, mark: Mark) -> bool:
    """Say whether the next numeral follows `mark` at once, as in 一、二、三产业 or 三、四线城市."""
    following = _NUMERAL.match(text, mark.end)
    return following is not None and parse_number(following.group()[:1]) == mark.value + 1


def read_mark(text: str, start: int, end: int) -> Mark | None:
    """Return the numbering mark that stands at `start` of the line `text[start:end]`, if any."""
    match = _MARK.match(text, start, end)
    if match is None or match.lastgroup is None:
        return None
    style = next(name for name, _ in _PATTERNS if match.group(name) is not None)
    if style == "bullet":
        return _mark(text, style, 0, start, match.end(), end)
    if style == "decimal":
        numbers = [int(n) for n in re.split("[.．]", match.group("decimal_n"))]
        mark = _mark(text, f"decimal{len(numbers)}", numbers[-1], start, match.end(), end)
        return replace(mark, prefix=tuple(numbers[:-1]))
    printed = match.group(f"{style}_n") or match.group("letter_m")
    mark = _mark(text, style, parse_number(printed), start, match.end(), end)
    inserted = match.group("inserted")
    return replace(mark, inserted=parse_number(inserted)) if inserted else mark


def read_plain_number(text: str, start: int, end: int) -> Mark | None:
    """Return the mark of a line such as `1 总则`, a number parted by a space from its text."""
    match = _PLAIN.match(text, start, end)
    if match is None:
        return None
    return _mark(text, "arabic", int(match.group("n")), start, match.end(), end)


def read_box(text: str, start: int, end: int) -> Mark | None:
    """Return the mark of a 专栏 title line; a reference such as 专栏3的 is none."""
    match = _BOX.match(text, start, end)
    if match is None or (match.end() == end and text[end - 1] in ":："):
        return None
    return _mark(text, "box", parse_number(match.group("n")), start, match.end(), end)


def read_annex(text: str, start: int, end: int) -> Mark | None:
    """Return the mark of a line that begins with 附件, 附录 or 附表; value 0 without a number."""
    match = _ANNEX.match(text, start, end)
    if match is None:
        return None
    number = match.group("n") or match.group("letter")
    value = parse_number(number) if number else 0
    mark = _mark(text, "annex", value, start, match.end(), end)
    if not match.group("sub"):
        return mark
    return replace(mark, value=int(match.group("sub")), prefix=(value,))


def read_box_item(text: str, start: int, end: int) -> Mark | None:
    """Return the mark of a `行业：内容` line; it is empty, as nothing is numbered there."""
    match = _BOX_ITEM.match(text, start, end)
    return None if match is None else Mark("box_item", 0, "", start, start)


def _mark(text: str, style: str, value: int, start: int, stop: int, end: int) -> Mark:
    printed = text[start:stop].rstrip(" \t\u3000:：")
    while stop < end and text[stop].isspace():
        stop += 1
    return Mark(style, value, printed, start, stop)
