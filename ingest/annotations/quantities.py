"""The grammar of numbers with units, in digits and in Chinese numerals."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.annotations.bounds import AFTER, BEFORE, INCLUDED, PLAIN
from ingest.annotations.lookalikes import Candidate, is_lookalike
from ingest.annotations.measures import MEASURE
from ingest.text.numerals import DIGIT, NUMERAL, read_number

SCALES = {"万亿": 1e12, "千亿": 1e11, "百亿": 1e10, "十亿": 1e9, "亿": 1e8, "千万": 1e7}
SCALES |= {"百万": 1e6, "十万": 1e5, "万": 1e4, "千": 1e3, "百": 1e2}
_DECIMAL = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_MIXED = r"\d+(?:\.\d+)?[万亿千百](?:\d+[千百万]?)+(?!\.)"
_LEADING = "[一二两三四五六七八九十廿卅壹贰叁肆伍陆柒捌玖拾]"
# 百亿元以上 is a hundred of them; 万元 alone is a unit.
_BARE = "[百千]?(?:万亿|万|亿)(?=元(?:以上|以下|以内))"
# 五十千克 are fifty of 千克.
_REST = f"(?:(?!千[克米瓦伏卡焦赫帕])(?: (?=[十百千万亿]))?{NUMERAL})*"
_CHINESE = f"(?:{_LEADING}{_REST}(?:点{DIGIT}+)?|{_BARE})"
_NUMBER = f"(?:{_MIXED}|{_DECIMAL}|{_CHINESE})"
_SCALE = f"(?:{'|'.join(SCALES)})?"
# 第3项 ranks, 数十家 is no number, and a number that goes on is not cut.
_APART = (
    rf"(?<![0-9A-Za-z.第〔\[/])(?<!第\s)(?<!\d,)(?<!{NUMERAL})(?<!{NUMERAL}[ 点])"
    "(?!(?<=[数几])[十百千万亿])(?!(?<=[^以之]上)[十百千])"
)
SPACE = r"[^\S\n]*"
JOINT = r"(?:\s*[-—–~～〜∼至到]+\s*)"
_UNIT = (
    f"(?P<rough{{0}}>[多余来]?)\\s*(?P<scale{{0}}>{_SCALE})[多余]?\\s*(?P<measure{{0}}>{MEASURE})"
)
_WITHIN = "(?<=[日天月年周时钟岁秒期])内(?![容部涵])"
_BOUNDED = f"(?:(?P<before>{BEFORE})\\s*)?{_APART}"
_AND_AFTER = f"{INCLUDED}(?P<after>\\s*(?:{AFTER}|{_WITHIN}))?"
_QUANTITY = re.compile(
    f"{_BOUNDED}(?P<number>{_NUMBER}){SPACE}(?:{_UNIT.format(1)}(?P<half>半?)"
    f"|(?={JOINT}{_NUMBER}{SPACE}{_UNIT.format(2)})){_AND_AFTER}"
)
_SHARE = re.compile(
    f"{_BOUNDED}(?P<whole>[百千万]|{_DECIMAL}|{_CHINESE})分之(?P<part>百|{_NUMBER})"
    f"(?:(?P<joint>{JOINT})(?P<upto>{_NUMBER})(?!分之|\\s*{MEASURE}))?{_AND_AFTER}"
)
_FRACTION = re.compile(
    rf"{_BOUNDED}(?<=[一-鿿（(，])(?P<part>\d{{1,2}})/(?P<whole>\d{{1,2}})"
    rf"(?![\d./A-Za-z%-])(?!\s*[年月日页号]){_AND_AFTER}"
)
_HALF = re.compile(
    f"(?:(?P<before>{BEFORE})\\s*)?(?<![上下前后一两大过多对各])半"
    f"(?P<measure>年(?![度报])|个月|个?小时|天|个?学期|个学年){_AND_AFTER}"
)
_MYRIADS = re.compile("(?:万亿|[万亿])$")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit: `number` is their span, `start`/`end` that with the bounds too.

    `unit` holds the scale, `measure` does not; `is_rough` says that 多, 余 or 来 stands in it.
    """

    value: float
    unit: str
    measure: str
    number: tuple[int, int]
    start: int
    end: int
    is_rough: bool = False


def find_quantities(text: str) -> list[Quantity]:
    """Return the numbers with units in `text` (half-width digits), in its order."""
    found: list[Quantity] = []
    covered: set[int] = set()
    for part in (_find_shares(text), _find_halves(text), _find_others(text)):
        for quantity in part:
            places = range(quantity.start, quantity.end)
            if covered.isdisjoint(places):
                found.append(quantity)
                covered.update(places)
    return sorted(found, key=lambda quantity: quantity.start)


def _find_shares(text: str) -> Iterator[Quantity]:
    """Yield 百分之五, 三分之二 and 1/3, all as a percentage."""
    for match in _SHARE.finditer(text):
        whole, part = read_number(match["whole"]), read_number(match["part"])
        if not whole:
            continue
        end = match.end("part") if match["upto"] else match.end()
        number = match.start("whole"), match.end("part")
        yield Quantity(_percent(part, whole), "%", "%", number, match.start(), end)
        if match["upto"]:
            upto = _percent(read_number(match["upto"]), whole)
            yield Quantity(upto, "%", "%", match.span("upto"), match.start("upto"), match.end())
    for match in _FRACTION.finditer(text):
        part, whole = int(match["part"]), int(match["whole"])
        if 0 < part < whole:
            number = match.start("part"), match.end("whole")
            yield Quantity(_percent(part, whole), "%", "%", number, *match.span())


def _percent(part: float, whole: float) -> float:
    # 万分之三 is 0.03 and not 0.030000000000000002.
    return round(100 * part / whole, 10)


def _find_halves(text: str) -> Iterator[Quantity]:
    for match in _HALF.finditer(text):
        measure = match["measure"]
        number = match.start("measure") - 1, match.end("measure")
        yield Quantity(0.5, measure, measure, number, *match.span())


def _find_others(text: str) -> Iterator[Quantity]:
    for match in _QUANTITY.finditer(text):
        group = 1 if match["measure1"] else 2
        measure, scale = match[f"measure{group}"], match[f"scale{group}"] or ""
        number = match["number"].replace(" ", "")
        end = match.end("measure1") if group == 1 else match.end("number")
        is_bounded = bool(match["after"] or PLAIN.fullmatch(match["before"] or ""))
        candidate = Candidate(number, measure, scale, match.span("number"), end, is_bounded)
        if is_lookalike(text, candidate):
            continue
        value, measure = read_number(number), measure.replace("人民币", "") or "元"
        tail = _MYRIADS.search(number)
        if tail and not scale:
            scale = tail.group()
            value /= SCALES[scale]
        value += 0.5 if match["half"] else 0.0
        is_rough = bool(match[f"rough{group}"])
        span = match.start("number"), end
        yield Quantity(value, scale + measure, measure, span, *match.span(), is_rough)
