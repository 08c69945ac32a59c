"""English numbers, sums and dates as Chinese documents write them, in digits."""

import re
from collections.abc import Callable
from fractions import Fraction

Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], str]]

_SCALES = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_SCALE = "|".join(_SCALES)
_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_VALUES = {word: value for value, word in enumerate(_SMALL.split())}
_VALUES |= {word: 10 * value for value, word in enumerate(_TENS.split(), start=2)}
_WORD = "|".join(sorted(_VALUES, key=len, reverse=True))
_NUMBER = re.compile(
    rf"(?<![A-Za-z])(?:(?P<first>{_WORD})(?:[- ](?P<second>{_WORD}))?|an?(?= hundred))"
    rf"(?: (?P<hundred>hundred))?(?![A-Za-z])(?P<counts>(?= (?:per|{_SCALE})))?",
    re.IGNORECASE,
)
_AMOUNT = re.compile(
    r"(?P<currency>(?:RMB|CNY|¥) ?)?(?P<number>\d+(?:\.\d+)?)"
    rf"(?: ?(?P<scale>{_SCALE}))?"
    r"(?: ?(?P<unit>percentage points?|per ?cent|yuan|RMB|CNY)(?![A-Za-z]))?",
    re.IGNORECASE,
)
_MONTHS = "january february march april may june july august september october november december"
_MONTH = "|".join(name for month in _MONTHS.split() for name in (month, month[:3]))
_MONTH_1, _MONTH_2, _MONTH_3 = (rf"(?P<month{n}>{_MONTH})\.?，? ?" for n in (1, 2, 3))
_DAY_1, _DAY_2 = (rf"(?P<day{n}>\d{{1,2}})(?:st|nd|rd|th)?，? ?" for n in (1, 2))
_DATE = re.compile(
    rf"(?<![A-Za-z0-9])(?:{_MONTH_1}{_DAY_1}|{_DAY_2}{_MONTH_2}|{_MONTH_3})"
    r"(?P<year>(?:19|20)\d\d)(?!\d)",
    re.IGNORECASE,
)


def _write_date(match: re.Match[str]) -> str:
    parts = {name.rstrip("123"): value for name, value in match.groupdict().items() if value}
    months = [month[:3] for month in _MONTHS.split()]
    month = months.index(parts["month"][:3].lower()) + 1
    day = f"{int(parts['day'])}日" if "day" in parts else ""
    return f"{parts['year']}年{month}月{day}"


def _write_number(match: re.Match[str]) -> str:
    words = [match[name].lower() for name in ("first", "second") if match[name]]
    # One by itself is mostly a pronoun.
    if words == ["one"] and not match["hundred"] and match["counts"] is None:
        return match.group()
    value = sum(_VALUES[word] for word in words) if words else 1
    return str(value * 100 if match["hundred"] else value)


def _write_amount(match: re.Match[str]) -> str:
    scale, unit = (match["scale"] or "").lower(), (match["unit"] or "").lower()
    if not (match["currency"] or scale or unit):
        return match.group()
    number = Fraction(match["number"]) * 10 ** _SCALES.get(scale, 0)
    if match["currency"] or unit in ("yuan", "rmb", "cny"):
        return f"{_plain(number / 10**8)}亿元" if scale else f"{_plain(number)}元"
    if unit:
        return f"{_plain(number)}{'个百分点' if 'point' in unit else '%'}"
    return _plain(number)


def _plain(number: Fraction) -> str:
    return f"{float(number):.6f}".rstrip("0").rstrip(".")


RULES: tuple[Rule, ...] = (
    (_NUMBER, _write_number),
    (_DATE, _write_date),
    (_AMOUNT, _write_amount),
)
