"""Numbers written in words, Chinese or English, as digits: then there is one way to read them."""

import re
from functools import lru_cache

from answer.checks import english_numerals
from answer.checks.text import rewrite
from ingest.structure.numbering import parse_number
from ingest.text.joined import JoinedText

_DIGITS = "零〇一二三四五六七八九"
# 十四五 is the name of a plan; 数十 and 几百 are no numbers.
_NUMERAL = re.compile(
    rf"(?P<plan>十[一二三四五六]五)|(?<![\d数几])(?P<whole>[{_DIGITS}两十百千]+)(?:点(?P<part>[{_DIGITS}]+))?"
)
_PERCENT = re.compile(
    rf"百分之(?:(?P<whole>[{_DIGITS}两十百]+)(?:点(?P<part>[{_DIGITS}]+))?|(?P<digits>\d+(?:\.\d+)?))"
)
# 万元 by itself is one of them.
_BARE_SCALE = re.compile("(?<![0-9数几十百千万亿.])(?=(?:万亿|[万亿])元)")


@lru_cache(maxsize=4096)
def write_digits(text: str) -> JoinedText:
    """Return folded `text` with its numerals in digits, with the place of each character in it.

    `五十家` becomes `50家`, `百分之五` and `five percent` `5%`, `720 billion yuan` `7200亿元`,
    `Dec. 29, 2023` `2023年12月29日`. A word such as 统一 changes alike wherever it stands.
    """
    joined = JoinedText(text, tuple(range(len(text))))
    for pattern, write in _RULES:
        joined = rewrite(joined, pattern, write)
    return joined


def _write_percent(match: re.Match[str]) -> str:
    return f"{match['digits'] or _write_number(match)}%"


def _write_chinese(match: re.Match[str]) -> str:
    if match["plan"]:
        return match.group()
    # The numbering of 1.四大优势 is no part of the number.
    apart = " " if match.string[: match.start()].endswith(".") else ""
    return apart + _write_number(match)


def _write_number(match: re.Match[str]) -> str:
    part = "".join(str(parse_number(digit)) for digit in match["part"] or "")
    return f"{parse_number(match['whole'])}" + (f".{part}" if part else "")


_RULES: tuple[english_numerals.Rule, ...] = (
    *english_numerals.RULES,
    (_PERCENT, _write_percent),
    (_NUMERAL, _write_chinese),
    (_BARE_SCALE, lambda _: "1"),
)
