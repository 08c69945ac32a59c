"""Measure words of Chinese, and whether a character after a number is one of them.

家 counts in 3家企业 and begins another word in 3家用电器. No list of exceptions decides that but
the frequencies of jieba's dictionary: which cut into words is the likelier one.
"""

import math
import re
from functools import cache, lru_cache

import jieba

_SQUARED = "平方(?:米|公里|千米|厘米|毫米|英尺)|立方(?:米|厘米|毫米)|立方(?![米厘毫])"
_LATIN = (
    "(?:kWh|MWh|GWh|kVA|MVA|km2|km²|km|cm2|cm²|cm|mm|m2|m²|m3|m³|m|kg|mg|μg|ug|ng|g|kPa|MPa|Pa"
    "|kW|MW|GW|W|kV|V|mA|A|kHz|MHz|GHz|Hz|dB|mL|ml|L|mmHg|mmol|μmol|h|min|IU|℃|°C|MB|GB|TB|Mbps)"
    "(?![A-Za-z0-9²³])"
)
# Words for a length, an area, a mass, …: they measure whatever follows them.
_QUANTITIES = (
    f"{_SQUARED}|公里|千米|毫米|厘米|分米|微米|纳米|海里|英寸|英里|英尺|米|千瓦时|兆瓦时|千瓦|兆瓦|瓦"
    "|马力|千伏安?|伏|安培|赫兹|吨标准煤|吨标煤|公吨|吨公里|吨|公斤|千克|毫克|微克|克|市斤|斤|毫升|升"
    f"|公顷|公亩|亩|平米|摄氏度|焦耳|千焦|大卡|千卡|度|比特|字节|{_LATIN}"
)
_DAYS = "(?:工作|自然|日历|交易|营业|运行|公历)日"
_TIMES = (
    f"个{_DAYS}|{_DAYS}|个半月|个月|个季度|个学期|个学年|个财年|个?星期|个小时|个?学时|个?课时|周岁"
    "|周年|周|小时|分钟|秒钟|秒|天|日|岁|年|月龄|昼夜"
)
_MONEY = (
    "(?:美|欧|港|日|澳|加|韩|新台币|台币|人民币)元|新?台币|英镑|法郎|卢布|元(?:人民币)?|角(?!度)"
)
_SHARES = "%|‰|‱|个?百分点|个?基点|成|倍"
# Words that count things one by one. 级, 代, 号, 线 and 等 rank them.
_SINGLE = (
    "个家项条件种类款批名人位户所座台套只辆艘架支份例场宗笔门期轮次间栋幢层张册部篇幅页头匹羽尾枚"
    "粒颗片块棵株根组队班届起处道段瓶盒箱桶包袋床席股票盏双副卷集眼孔趟遍梯站分"
)
_DOUBLE = (
    "人次|批次|台套|台次|户次|车次|班次|航次|架次|例次|件次|场次|标段|床位|车位|席位|学分|课次|人年|人天"
    "|人月|人日|岗次|篇次|项次|组次"
)
COUNTERS = f"{_DOUBLE}|[{_SINGLE}]"
_ANY = f"{_SHARES}|{_TIMES}|{_MONEY}|{_QUANTITIES}|{COUNTERS}"
_PER = f"(?:\\s?[/／]\\s?(?:{_ANY}|人|月|生|学年|学期)(?:[·•・.*/](?:{_ANY}|人|月|次))*)?"
MEASURE = f"(?:{_ANY}){_PER}"
_COUNTER = re.compile(COUNTERS)
_TIME = re.compile(_TIMES)
_MONEY_WORD = re.compile(_MONEY)
_HAN = re.compile("[一-鿿]*")
# How much likelier a measure word is after a number than anywhere else, as a logarithm.
_AFTER_NUMBER = 3.0
_ONE_WORD = 1.0
_ROUNDING = 1e-6
_WINDOW = 6


def is_counter(measure: str) -> bool:
    """Say whether `measure` counts things one by one: 家, 项, 人次."""
    return _COUNTER.fullmatch(measure) is not None


def is_time(measure: str) -> bool:
    """Say whether `measure` is a length of time or an age."""
    return _TIME.fullmatch(measure) is not None


def is_money(measure: str) -> bool:
    """Say whether `measure` is money, for one of something or not: 元, 元/平方米."""
    return _MONEY_WORD.match(measure) is not None


def stands_alone(text: str, numeral: tuple[int, int], end: int) -> bool:
    """Say whether numeral and measure word at `text[numeral[0]:end]` are no part of other words.

    Args:
        text: Where they stand.
        numeral: Span of the number; it may end in white space before its measure word.
        end: End of the measure word.
    """
    first, measure = numeral
    if not _HAN.fullmatch(text[end - 1 : end]):
        return True
    after = _HAN.match(text[end : end + _WINDOW])
    rest = after.group() if after else ""
    word = text[measure:end].strip()
    is_short = len(word) == 1
    if is_short and not _parts(word, rest, _AFTER_NUMBER):
        return False
    number = text[first:measure].strip()
    if not _HAN.fullmatch(number):
        return True
    before = _HAN.fullmatch(text[max(0, first - _WINDOW) : first].split("\n")[-1][-_WINDOW:])
    run = before.group() if before else _last_run(text[max(0, first - _WINDOW) : first])
    is_whole = not is_short or _parts(number + word, rest, _ROUNDING)
    # 近三年 may be a word as well, but 统一 or 珠三角 takes the number with it.
    is_apart = _parts(run, number, _ROUNDING) and _parts(run, number + word, _ONE_WORD)
    return is_whole and is_apart


def _last_run(text: str) -> str:
    start = len(text)
    while start and _HAN.fullmatch(text[start - 1]):
        start -= 1
    return text[start:]


def _parts(left: str, right: str, margin: float) -> bool:
    """Say whether the best cut of `left + right` into words, or one as likely, parts the two."""
    return _likelihood(left + right) - _likelihood(left) - _likelihood(right) <= margin


@cache
def _words() -> jieba.Tokenizer:
    jieba.setLogLevel("WARNING")
    tokenizer = jieba.Tokenizer()
    tokenizer.initialize()
    return tokenizer


@lru_cache(maxsize=16_384)
def _likelihood(text: str) -> float:
    """Return the logarithm of the probability of the best cut of `text` into words."""
    words = _words()
    total = math.log(words.total)
    best = [0.0] * (len(text) + 1)
    for start in range(len(text) - 1, -1, -1):
        best[start] = max(
            math.log(words.FREQ.get(text[start:end]) or 1) - total + best[end]
            for end in range(start + 1, len(text) + 1)
            if end == start + 1 or words.FREQ.get(text[start:end])
        )
    return best[0]
