"""Numbers of a statement, with units and bounds, against those of the clauses it cites."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from answer.checks.dates import read_dates
from answer.checks.numerals import write_digits
from answer.checks.text import Evidence, Span
from ingest.annotations.figures import find_figures
from ingest.text.joined import JoinedText

_SCALES = {"百": 1e2, "千": 1e3, "万": 1e4, "十万": 1e5, "百万": 1e6, "千万": 1e7, "亿": 1e8}
_SCALES |= {"十亿": 1e9, "百亿": 1e10, "千亿": 1e11, "万亿": 1e12, "": 1.0}
_SCALE = "|".join(sorted(_SCALES, key=len, reverse=True))
_SHARES = ("%", "‰", "个百分点", "个基点")
# A numeral without a unit is part of a word, if it is no large sum: 统一, 三农.
_LEAST_SUM = 10_000
# 一个, 一项 … are articles; 一批, a sum, a share or a length of time is more than that.
_ARTICLES = frozenset("个项种份条类家次位名件套所座款场例期轮门")
_UPPER = (
    r"不(?:得|能|应|可|再)?(?:超过?|逾|[多高大]于)|(?:no|not) (?:more than|exceed[a-z]*)|不足(?=\d)"
    r"|[不未]满(?=\d)|(?<!达)不到(?=\d)|至多|最多|最高|[小低少]于|(?:less|fewer) than|at most|up to"
    r"|(?:under|below) ?(?=\d)"
)
_LOWER = (
    r"不(?:得|能|应|可)?[少低小]于|(?:no|not) (?:less|fewer) than|至少|最少|最低|[大高多]于"
    r"|超过|超出|突破|逾|(?<![高赶])超(?=\d)|more than|at least|exceed[a-z]*|(?:over|above) ?(?=\d)"
)
_ABOUT = (
    r"(?<![公条合节制预])约(?![束定])|(?<![最附])近(?=\d)|大概|approximately|nearly"
    r"|(?:about|around|roughly) ?(?=\d)"
)
# A negated bound is longer than the bound in it, and stands before it.
_BEFORE = re.compile(f"(?P<upper>{_UPPER})|(?P<lower>{_LOWER})|(?P<about>{_ABOUT})", re.IGNORECASE)
_AFTER = re.compile(
    "(?P<about>左右|上下)|(?P<lower>以上| or (?:more|above))|(?P<upper>[以之][下内]| or less)"
)
_PHRASE_END = re.compile(r"[，;:。、!?()“”\"\n\d]")
_BARE = re.compile(rf"(?<![A-Za-z0-9.])\d+(?:\.\d+)?(?![A-Za-z0-9])(?P<scale>{_SCALE})")
_YEAR = re.compile(r"(?:19|20)\d\d年")
# 主营业务收入 and 现代轻工纺织产业工业增加值 are known by their last characters.
_TAIL = 4
# Numbers of a list, a heading or an order are no claims: 一是, （三）.
_ORDER = re.compile(
    r"(?:^|(?<=[“「\"，:;。]))\d{1,2}[.、)](?!\d)|\(\d{1,2}\)|(?<![\d.])\d{1,2}是|第\d+",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class _Quantity:
    """A number: `value` with 万 and 亿 counted in, and which of lower, upper and about bounds it.

    `unit` is "" where none is known, `what` the words that it measures, "" where none are clear.
    """

    value: float
    unit: str
    bounds: frozenset[str]
    what: str
    start: int
    end: int


def find_wrong_numbers(statement: str, evidence: Sequence[Evidence]) -> list[Span]:
    """Return the numbers of a folded statement that no clause holds.

    Unit and bound belong to a number, and what it measures does where both sides say so. A number
    without its bound is held; a bound that the clause does not set is not.
    """
    held = [quantity for e in evidence for quantity in _quantities(e.everything)]
    return [
        (quantity.start, quantity.end)
        for quantity in _quantities(statement)
        if _is_claim(statement, quantity) and not _is_held(quantity, held)
    ]


@lru_cache(maxsize=4096)
def _quantities(text: str) -> tuple[_Quantity, ...]:
    """Return the numbers with a unit in folded `text`, then the numbers by themselves."""
    digits = write_digits(text)
    found: list[_Quantity] = []
    for figure in find_figures(JoinedText(digits.text, tuple(range(len(digits.text))))):
        scale = next(s for s in _SCALE.split("|") if figure.unit.startswith(s))
        unit, value = figure.unit.removeprefix(scale), figure.value * _SCALES[scale]
        bounds, start, end = _bounds(digits.text, figure.start, figure.end)
        found.append(_Quantity(value, unit, bounds, figure.what, *digits.span(start, end)))
    covered = [(q.start, q.end) for q in found] + [span for span, _ in read_dates(text)]
    covered += [digits.span(*match.span()) for match in _ORDER.finditer(digits.text)]
    for match in _BARE.finditer(digits.text):
        start, end = digits.span(*match.span())
        if not any(a < end and start < b for a, b in covered):
            value = float(match.group().removesuffix(match["scale"])) * _SCALES[match["scale"]]
            bounds, start, end = _bounds(digits.text, *match.span())
            found.append(_Quantity(value, "", bounds, "", *digits.span(start, end)))
    return tuple(found)


def _bounds(text: str, start: int, end: int) -> tuple[frozenset[str], int, int]:
    """Return the bounds in and around the number at `text[start:end]`, and its span with them."""
    number = re.compile(r"\d").search(text, start)
    number_start = number.start() if number else start
    phrase_start = max((m.end() for m in _PHRASE_END.finditer(text, 0, number_start)), default=0)
    # One character more, so that a bound can be seen to stand right before the number.
    before = list(_BEFORE.finditer(text, phrase_start, number_start + 1))[-1:]
    after = _AFTER.search(text, number_start, end) or _AFTER.match(text, end)
    matches = [*before, *([after] if after else [])]
    names = frozenset(match.lastgroup for match in matches if match.lastgroup)
    spans = [(start, end), *(match.span() for match in matches)]
    return names, min(first for first, _ in spans), max(last for _, last in spans)


def _is_claim(statement: str, quantity: _Quantity) -> bool:
    """Say whether a number says how many; 一 of 统一, or of 一个, does not."""
    is_word = not re.search("[0-9A-Za-z]", statement[quantity.start : quantity.end])
    if is_word and not quantity.unit and quantity.value < _LEAST_SUM:
        return False
    return not (is_word and quantity.value == 1 and quantity.unit in _ARTICLES)


def _is_held(quantity: _Quantity, held: Sequence[_Quantity]) -> bool:
    same = [other for other in held if _is_same(quantity, other)]
    others = [other for other in held if other not in same and other.what]
    if not same or not all(other.what for other in same):
        return bool(same)
    return not _names_one_of(quantity, others) or _names_one_of(quantity, same)


def _is_same(quantity: _Quantity, other: _Quantity) -> bool:
    is_unit_same = quantity.unit == other.unit
    if not quantity.unit:
        is_unit_same = other.unit not in _SHARES
    is_value_same = math.isclose(quantity.value, other.value)
    return is_unit_same and is_value_same and quantity.bounds <= other.bounds


def _names_one_of(quantity: _Quantity, others: Sequence[_Quantity]) -> bool:
    """Say whether `quantity` is said to measure what one of `others` does, in the same year."""
    return any(
        _YEAR.sub("", other.what)[-_TAIL:] in quantity.what
        and (not (years := _YEAR.findall(quantity.what)) or _YEAR.findall(other.what) == years)
        for other in others
    )
