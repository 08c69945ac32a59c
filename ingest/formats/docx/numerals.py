"""Numbers as Word prints them in a list: 一, 第十一, 壹拾, ①, 甲, IV, aa.

Source: ECMA-376 part 1, 17.18.59 (ST_NumberFormat). A format without an entry here is printed in
Arabic digits, and so is a number past the end of a closed set such as ① to ⑳.
"""

from collections.abc import Callable
from dataclasses import dataclass

_ROMAN = (
    ("m", 1000), ("cm", 900), ("d", 500), ("cd", 400), ("c", 100), ("xc", 90),
    ("l", 50), ("xl", 40), ("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1),
)  # fmt: skip
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_MAX_SPELT = 9_999
_MAX_REPEATS = 8
_SETS = {
    "decimalEnclosedCircle": [chr(0x2460 + n) for n in range(20)],
    "decimalEnclosedCircleChinese": [chr(0x2460 + n) for n in range(20)],
    "decimalEnclosedParen": [chr(0x2474 + n) for n in range(20)],
    "decimalEnclosedFullstop": [chr(0x2488 + n) for n in range(20)],
    "ideographEnclosedCircle": [chr(0x3280 + n) for n in range(10)],
    "ideographTraditional": list(_STEMS),
    "ideographZodiac": list(_BRANCHES),
    "ideographZodiacTraditional": [_STEMS[n % 10] + _BRANCHES[n % 12] for n in range(60)],
}
_DIGITS = {
    "decimalFullWidth": "０１２３４５６７８９",
    "decimalFullWidth2": "０１２３４５６７８９",
    "ideographDigital": "〇一二三四五六七八九",
    "japaneseDigitalTenThousand": "〇一二三四五六七八九",
    "taiwaneseDigital": "〇一二三四五六七八九",
}


@dataclass(frozen=True, slots=True)
class _Counting:
    """A way to spell numbers: digits with 零 first, units of ten, and which ones are said."""

    digits: str
    units: str
    says_one_ten: bool = False
    says_one: bool = True
    says_zero: bool = True


_CHINESE = _Counting("零一二三四五六七八九", "十百千")
_COUNTINGS = {
    "chineseCounting": _CHINESE,
    "taiwaneseCounting": _CHINESE,
    "chineseCountingThousand": _CHINESE,
    "taiwaneseCountingThousand": _CHINESE,
    "japaneseCounting": _Counting(
        "〇一二三四五六七八九", "十百千", says_one=False, says_zero=False
    ),
    "chineseLegalSimplified": _Counting("零壹贰叁肆伍陆柒捌玖", "拾佰仟", says_one_ten=True),
    "ideographLegalTraditional": _Counting("零壹貳參肆伍陸柒捌玖", "拾佰仟", says_one_ten=True),
}
# These two count 一〇〇 after 九十九.
_DIGITS_FROM_100 = frozenset({"chineseCounting", "taiwaneseCounting"})


def format_number(number: int, form: str) -> str:
    """Return `number` in the number format `form` of Word (`w:numFmt`), at least in digits."""
    if form in ("none", "bullet"):
        return ""
    signs = _SETS.get(form)
    if signs is not None and 1 <= number <= len(signs):
        return signs[number - 1]
    if number < 0:
        return str(number)
    if form in _FORMS:
        return _FORMS[form](number)
    if form in _DIGITS:
        return _digits(number, _DIGITS[form])
    if form in _DIGITS_FROM_100 and number >= 100:
        return _digits(number, _DIGITS["ideographDigital"])
    return _spell(number, _COUNTINGS[form]) if form in _COUNTINGS else str(number)


def _digits(number: int, digits: str) -> str:
    return "".join(digits[int(digit)] for digit in str(number))


def _spell(number: int, counting: _Counting) -> str:
    if number > _MAX_SPELT:
        return str(number)
    if number == 0:
        return counting.digits[0]
    spelt = ""
    printed = str(number)
    for place, digit in zip(range(len(printed) - 1, -1, -1), printed, strict=True):
        unit = counting.units[place - 1] if place else ""
        if digit == "0":
            needs_zero = counting.says_zero and int(printed[len(printed) - place - 1 :])
            if needs_zero and not spelt.endswith(counting.digits[0]):
                spelt += counting.digits[0]
        else:
            is_ten = place == 1 and not spelt
            is_said = counting.says_one_ten if is_ten else counting.says_one
            spelt += (
                unit
                if digit == "1" and unit and not is_said
                else counting.digits[int(digit)] + unit
            )
    return spelt


def _roman(number: int) -> str:
    if not 0 < number <= _MAX_SPELT:
        return str(number)
    printed = ""
    for sign, worth in _ROMAN:
        printed += sign * (number // worth)
        number %= worth
    return printed


def _letter(number: int) -> str:
    # After z Word repeats the letter: aa, bb.
    repeats = -(-number // 26)
    return _LETTERS[(number - 1) % 26] * repeats if 0 < repeats <= _MAX_REPEATS else str(number)


_FORMS: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda number: f"{number:02d}",
    "numberInDash": lambda number: f"- {number} -",
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerLetter": _letter,
    "upperLetter": lambda number: _letter(number).upper(),
}
