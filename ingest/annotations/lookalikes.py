"""What looks like a number with a unit and is none: years, days, numbering, articles of speech."""

import re
from dataclasses import dataclass

from ingest.annotations.measures import is_counter, stands_alone

# Twelve figures and more are the number of an account.
_LONGEST_NUMBER = 12
# 15年 may be the year 2015, and 112年 one of the Republic.
_LONGEST_TIME, _LONGEST_CUED_TIME = 10, 99
_TENS = re.compile("[十百千万亿廿卅拾]")
# 三五年 and 两三个 are rough; 二〇二三 is a year.
_ADJACENT = re.compile("[一二两三四五六七八九][一二两三四五六七八九]")
_HAN = re.compile("[一-鿿]+")
# A number by itself before a word that only begins like a unit: 专栏 2 家用电器.
_NUMBERING = re.compile(r"(?:^|\n|专栏|附件|附表|附录|表|图|步骤|案例|序号)\s*$")
# 第三十条、三十一条, 前三款规定: places of a text.
_REFERENCE = re.compile(r"(?:[条款项章节目编][、和及与至到或]|前)\s*$")
_RANKS = re.compile(r"(?:第\s?[\d一二三四五六七八九十]+[、和及与至到或]|附\s?[件录表]|专栏)\s*$")
# “两个一百年”, “三支一扶”: what stands in short quotes is a name.
_QUOTED = re.compile("“[^“”]{1,8}”")
_PLACES = frozenset("条款项目节")
# A place in a building: 8号楼11层.
_ADDRESS = re.compile(r"[号楼栋座幢]\s*$")
# 上一年, 同一年, 每一项 name one of many.
_STOREYS = frozenset("层栋幢座间")
_SAME = re.compile("[上下前后同这那某另每任头首该近]$")
# Words that make one of 一: 每名委员只可提出一名, 每年一次.
_SINGLED = re.compile("(?:每|[只仅][可能限有])[^，。；：、为\n]{1,16}$|[只仅]$")
# 二次供水, 三期工程, 十四届: numerals that rank without 第.
_RANKED = frozenset("次类期种批轮届项")
_DAY_AFTER = re.compile("内|之内|以内|以上|以下|后|之?前|期|的?(?:期限|时间|公示|宽限)")
_DAY_BEFORE = re.compile(
    r"(?:起|满|期|期限|时间|限|提前|[少多高低]于|超过|连续|累计|公示|拘留|延长|分别|每|至少|至多|各)[为是]?\s*$"
)
_DAYS_BEFORE = re.compile(r"(?:[\d一二三四五六七八九十]+日(?:、|和|或者?|及))+$")
_DAY_OF_MONTH = re.compile(r"月(?:的|份)?\s*$")
_TERM_BEFORE = re.compile(
    r"(?:满|限|期|时间|少于|多于|超过|至少|至多|每|累计|连续|延长|不足|达|届满|从业|工作|使用|经营|租赁|存续)"
    r"[为是到至了]?\s*$"
)
_TERM_AFTER = re.compile("期|以[上下内]|之?内|的|[后前]|工龄|经[历验]|使用|租|产权")
_SCHOOLING = re.compile("制|一贯|义务教育")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A number that may have a unit: `number` stands at `span`, its measure word ends at `end`.

    `is_bounded` says that words right beside it bound it.
    """

    number: str
    measure: str
    scale: str
    span: tuple[int, int]
    end: int
    is_bounded: bool


def is_lookalike(text: str, candidate: Candidate) -> bool:
    """Say whether `candidate` only looks like a number with a unit."""
    number, measure = candidate.number, candidate.measure
    before, after = (
        text[max(0, candidate.span[0] - 24) : candidate.span[0]],
        text[candidate.end :][:8],
    )
    if len(number) >= _LONGEST_NUMBER and number.isdigit():
        return True
    if _RANKS.search(before) or _is_quoted(text, candidate):
        return True
    if measure[0] in _PLACES and _REFERENCE.search(before):
        return True
    if measure in _STOREYS and _ADDRESS.search(before):
        return True
    if measure == "年":
        return _is_year(text, candidate, before, after)
    if measure == "日":
        return _is_day_of_month(candidate, before, after)
    if _HAN.match(number) and _is_part_of_speech(candidate, before):
        return True
    if is_counter(measure) and not candidate.scale and _is_numbering(text, candidate, before):
        return True
    return not _stands_alone(text, candidate)


def _is_quoted(text: str, candidate: Candidate) -> bool:
    first = max(0, candidate.span[0] - 8)
    return not candidate.is_bounded and any(
        match.start() < candidate.span[0] and candidate.end < match.end()
        for match in _QUOTED.finditer(text, first, candidate.end + 8)
    )


def _is_numbering(text: str, candidate: Candidate, before: str) -> bool:
    """Say whether the number is that of a heading: 2 家用电器, 6.1 人员."""
    if candidate.is_bounded:
        return False
    is_spaced = text[candidate.span[1] : candidate.span[1] + 1].isspace()
    is_decimal = "." in candidate.number
    return (is_spaced or is_decimal) and (is_decimal or bool(_NUMBERING.search(before)))


def _is_year(text: str, candidate: Candidate, before: str, after: str) -> bool:
    """Say whether N年 is a year, or the years of a kind of school, and no length of time."""
    number = candidate.number
    if _SCHOOLING.match(after):
        return True
    if _HAN.match(number):
        return _is_part_of_speech(candidate, before) or not _stands_alone(text, candidate)
    if "." in number:
        return False
    years = int(number.replace(",", ""))
    if number[0] == "0" or years > _LONGEST_CUED_TIME:
        return True
    is_cued = candidate.is_bounded or _TERM_BEFORE.search(before) or _TERM_AFTER.match(after)
    is_long = years > _LONGEST_TIME and not is_cued
    return is_long or not _stands_alone(text, candidate)


def _is_day_of_month(candidate: Candidate, before: str, after: str) -> bool:
    """Say whether N日 is a day of a month; a length of time has words beside it that say so."""
    before = _DAYS_BEFORE.sub("", before)
    if _DAY_OF_MONTH.search(before) or "." in candidate.number:
        return True
    if _HAN.match(candidate.number) and _is_part_of_speech(candidate, before):
        return True
    is_cued = candidate.is_bounded or _DAY_BEFORE.search(before) or _DAY_AFTER.match(after)
    return not is_cued


def _is_part_of_speech(candidate: Candidate, before: str) -> bool:
    """Say whether a Chinese numeral is one article of speech, rough, a year or a rank."""
    number, measure = candidate.number, candidate.measure
    whole = number.split("点")[0]
    if _ADJACENT.search(whole) or (len(whole) > 1 and not _TENS.search(whole)):
        return True
    if number == "一" and _SAME.search(before):
        return True
    if number in ("一", "二") and not candidate.is_bounded and is_counter(measure):
        is_general = number == "一" and not _SINGLED.search(before)
        return is_general or (number == "二" and measure[0] in _RANKED)
    if measure[0] in "期届" and not candidate.is_bounded and not re.search("[分共]为?$", before):
        return True
    # 十分重要 is no score, 万分 no part.
    return measure == "分"


def _stands_alone(text: str, candidate: Candidate) -> bool:
    return stands_alone(text, candidate.span, candidate.end)
