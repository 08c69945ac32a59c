"""Numbers in digits and in Chinese numerals, everyday and formal ones, as values."""

import re

_ZEROS = "零〇○◯ＯOОΟoо"
_DIGITS = dict.fromkeys(_ZEROS, 0) | {c: i for i, c in enumerate("零一二三四五六七八九")}
_DIGITS |= {c: i for i, c in enumerate("零壹贰叁肆伍陆柒捌玖")} | {"两": 2, "兩": 2}
_DIGITS |= {"貳": 2, "參": 3, "陸": 6}
_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000, "廿": 20, "卅": 30}
_MYRIADS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
SAME_WIDTH = str.maketrans("０１２３４５６７８９．％，", "0123456789.%,")

# Letters that look like a zero count as one in years only.
ZEROS = _ZEROS
DIGIT = "[" + "".join(c for c in _DIGITS if c not in "ＯOОΟoо") + "]"
NUMERAL = "[" + "".join((*(c for c in _DIGITS if c not in "ＯOОΟoо"), *_TENS, *_MYRIADS)) + "]"
_DECIMAL = re.compile(r"\d+(?:\.\d+)?")
_POINT = re.compile("[点點]")


def read_number(printed: str) -> float:
    """Return the value of a number in digits, Chinese numerals or both: `3万5千` is 35000.

    A numeral without 十, 百, … is read digit by digit: `二〇二三` is 2023.

    Raises:
        ValueError: `printed` is no number.
    """
    plain = printed.translate(SAME_WIDTH).replace(",", "").strip()
    whole, *parts = _POINT.split(plain)
    if len(parts) > 1 or not whole:
        raise ValueError(f"{printed!r}: not a number; use digits or Chinese numerals")
    value = _read_whole(whole, printed)
    if parts:
        value += float("0." + "".join(str(_digit(c, printed)) for c in parts[0]))
    return value


def _read_whole(whole: str, printed: str) -> float:
    if _DECIMAL.fullmatch(whole):
        return float(whole)
    if not any(c in _TENS or c in _MYRIADS for c in whole):
        return float("".join(str(_digit(c, printed)) for c in whole))
    total = section = 0.0
    digit: float | None = None
    position = 0
    while position < len(whole):
        c = whole[position]
        decimal = _DECIMAL.match(whole, position)
        if decimal:
            digit, position = float(decimal.group()), decimal.end()
            continue
        position += 1
        if c in _TENS:
            is_joined = c in "廿卅"
            section += _TENS[c] if is_joined or digit is None else digit * _TENS[c]
            digit = None
        elif c in _MYRIADS:
            total, section, digit = _count_myriads(total, section + (digit or 0), c), 0.0, None
        else:
            digit = float(_digit(c, printed))
    return total + section + (digit or 0)


def _count_myriads(total: float, section: float, unit: str) -> float:
    """Return the total with `section` counted in `unit`: 一亿二千万, but 一万二千亿."""
    scale = _MYRIADS[unit]
    if not section:
        return (total or 1) * scale
    return total + section * scale if total >= scale else (total + section) * scale


def _digit(character: str, printed: str) -> int:
    if character.isascii() and character.isdigit():
        return int(character)
    try:
        return _DIGITS[character]
    except KeyError:
        raise ValueError(f"{printed!r}: not a number; use digits or Chinese numerals") from None
