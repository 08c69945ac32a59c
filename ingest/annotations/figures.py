"""Numbers with units: amounts, shares, counts, ages and lengths of time, and what they measure."""

import re
from dataclasses import replace

from ingest.annotations.bounds import read_bound
from ingest.annotations.measures import MEASURE, is_counter, is_money, is_time
from ingest.annotations.quantities import JOINT, SCALES, Quantity, find_quantities
from ingest.annotations.subjects import for_whom, is_same_phrase, what_is_measured
from ingest.model import Figure
from ingest.text.dates import find_dates
from ingest.text.joined import JoinedText
from ingest.text.numerals import SAME_WIDTH

_JOINT = re.compile(JOINT)
_MEASURE = re.compile(MEASURE)
_PERCENTS = {"%": 1.0, "‰": 0.1, "‱": 0.01, "成": 10.0}


def find_figures(text: JoinedText) -> tuple[Figure, ...]:
    """Return the numbers with units in `text`, in its order.

    `printed` holds the words that bound the number (`超 7200 亿元`, `50 家左右`); `value` and
    `unit` do not. The last 万 or 亿 stays with the unit, in digits as in Chinese numerals: 三千万元
    is 3000 of 万元 (`base_value` makes both comparable). A part of a whole is a percentage:
    万分之五 and 三分之二 have the unit %. Both ends of a range are figures, bounded by it. `what`
    are words of the text, after its year if it gives one (`2019年工业增加值`), `whom` those for who
    gets or owes an amount; each is empty where it is not clear. Years, dates, numbers of documents
    and clauses, and 一 in 一个, 一项 are no figures.
    """
    plain = text.text.translate(SAME_WIDTH)
    dated = {place for date in find_dates(plain) for place in range(date.start, date.end)}
    figures: list[Figure] = []
    last: Quantity | None = None
    for quantity in find_quantities(plain):
        if not dated.isdisjoint(range(*quantity.number)):
            continue
        figure = _figure(text, plain, quantity, last, figures)
        if last and last.end == quantity.start and figure.what:
            # 一万元以上五万元以下罚款 is about one fine.
            figures[-1] = replace(figures[-1], what=figure.what)
        if last and _JOINT.fullmatch(plain, last.end, quantity.start):
            figures[-1] = replace(figures[-1], bound=figures[-1].bound or "min")
            figure = replace(figure, bound=figure.bound or "max")
        figures.append(figure)
        last = quantity
    return tuple(figures)


def base_value(figure: Figure) -> float:
    """Return the value with its scale counted in: 3000 of 万元 is 30000000, 3‰ is 0.3 (percent)."""
    scale, unit = _split_unit(figure.unit)
    return figure.value * SCALES.get(scale, 1.0) * _PERCENTS.get(unit, 1.0)


def base_unit(figure: Figure) -> str:
    """Return the unit that `base_value` counts in: 元 for 万元, % for each share, 月 for 个月."""
    unit = _split_unit(figure.unit)[1]
    return "%" if unit in _PERCENTS else unit.removeprefix("个") or unit


def _split_unit(unit: str) -> tuple[str, str]:
    # 千克 and 千瓦 are units of their own.
    is_whole = _MEASURE.fullmatch(unit) is not None
    scale = "" if is_whole else next((scale for scale in SCALES if unit.startswith(scale)), "")
    return scale, unit.removeprefix(scale)


def _figure(
    text: JoinedText, plain: str, quantity: Quantity, last: Quantity | None, before: list[Figure]
) -> Figure:
    """Return the figure of `quantity`, which follows `last`, the last of `before`."""
    start, end = quantity.start, quantity.end
    after = last.end if last else 0
    what = what_is_measured(
        plain,
        (start, end),
        is_counted=is_counter(quantity.measure),
        is_deadline=is_time(quantity.measure) and plain[end - 1] == "内",
        after=after,
    )
    if not what and before and is_same_phrase(plain, after, start):
        what = before[-1].what
    bound = read_bound(plain, (after, len(plain)), quantity.number, quantity.measure)
    is_granted = is_money(quantity.measure) or quantity.measure == "%"
    return Figure(
        quantity.value,
        quantity.unit,
        what,
        text.text[start:end],
        *text.span(start, end),
        bound=bound or ("about" if quantity.is_rough else ""),
        whom=for_whom(plain, start) if is_granted else "",
    )
