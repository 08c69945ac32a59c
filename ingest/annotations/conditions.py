"""Who or what is let in, shut out or allowed: conditions with their polarity."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from ingest.model import Condition
from ingest.text.joined import JoinedText

Span = tuple[int, int]

_NOT = (
    "(?:不得|不予|不能|不可|不再|不宜|不适用|不享受|不受理|不纳入|不列入|不计入|不批准|不给予|不支持|不认定|不核发"
    "|不登记|不办理|不承担|不属于|禁止|取消|驳回|拒绝|除外|免于|免予)"
)
_MAY = (
    "(?:(?<![不方许认])可(?!能|行|靠|视|持)以?|允许|准予|准许|有权|享受"
    "|给予(?!赔偿|补偿|[^，。；]{0,6}(?:处分|处罚|警告|通报|批评)))"
)
_CASE = "(?:情形|情况|行为|条件|要求|规定)"
_HELD = "(?:具备|符合|满足|具有|达到)"
# Ordered: the first that a sentence holds is its polarity.
_RULES = (
    ("requires", rf"{_CASE}(?:之一)?(?:的|者)?[，,][^，,。；]{{0,30}}?(?:方可|方能|才能|才可)"),
    ("excludes", rf"{_CASE}(?:之一)?(?:的|者)?[，,]?[^，,。；：:]{{0,30}}?{_NOT}"),
    ("excludes", rf"[的者][，,][^，,。；]{{0,24}}?{_NOT}"),
    ("excludes", "(?:除外|不在此限|不适用本|不适用于|不包括|不含(?!本数)|不在[^，。；]{1,16}范围)"),
    (
        "excludes",
        "不得(?:有|存在|申请|申报|享受|参加|参与|担任|再次|重复)|不予(?:受理|登记|批准|支持|认定|许可)",
    ),
    ("requires", f"(?:应当?|须|必须|需要?)(?:是|为|同时|还|均|全部)*{_HELD}"),
    ("requires", f"{_HELD}(?:下列|以下|上述|下述|如下|本[条款])[^，。；]{{0,10}}{_CASE}"),
    (
        "requires",
        "(?:申请|申报|准入|认定|登记|享受|支持|评定|报名|参评|补助|奖励|资格)条件(?:为|是|如下|[:：]|$)",
    ),
    ("requires", "[，,的后](?:方可|方能|才可以?|才能)|(?<![不无毋勿])必?须(?!知)"),
    ("permits", f"{_CASE}(?:之一)?(?:的|者)[，,][^。；：:应]{{0,30}}?{_MAY}"),
    ("permits", f"[的者][，,][^，,。；应]{{0,24}}?{_MAY}"),
    (
        "permits",
        "(?:批准|同意|许可|核准)后?[，,]?可以?(?!能)|(?<!不)(?:允许|准许)(?!范围|值|误差|偏差)|(?<!不)可以?(?:申请|申报|享受)",
    ),
)
_PATTERNS = tuple((polarity, re.compile(pattern)) for polarity, pattern in _RULES)
_SENTENCE = re.compile("[^。；！？;!?\n]+[。；！？;!?]?")
_PROVISO = re.compile("[，,；](?=(?<![不非])但(?:是)?[^是])|^(?=但是?)")
# 除…外，还应当 adds to what it names.
_EXCEPT = re.compile(
    r"除(?!以|去|了|法[，。]|尘|草)[^，。；\n]{1,60}?(?<!意)[以之]?外(?=[，,的])(?![，,]?(?:还|也|并|另))"
)
# Marks of list items, by style; one stands at the start of a line or after a mark of a sentence.
_MARKS = (
    r"[（(]\s?[一二三四五六七八九十]{1,3}\s?[）)]",
    "[一二三四五六七八九十]{1,3}、",
    r"\d{1,2}[.．、](?!\d)",
    r"[（(]\s?\d{1,2}\s?[）)]",
    r"\d{1,2}[）)]",
    "[①-⑳]",
    "——|[•●■◆]",
)
_MARK = re.compile("|".join(f"({mark})" for mark in _MARKS))
_UNIT_START = re.compile(f"(?:^|(?<=[\n；;。：:]))\\s*(?={_MARK.pattern})|\n", re.MULTILINE)
_LEADS = re.compile("[:：]\\s*$")


def find_conditions(text: JoinedText, *, lead_in: str = "") -> tuple[Condition, ...]:
    """Return the conditions and exclusions that `text` states, in its order.

    A condition is a sentence, or the part of one that begins in 但 or reads 除…外, which shuts out
    what its sentence lets in. A sentence that leads in a list (有下列情形之一的，不予登记：) gives
    each item its polarity.

    Args:
        text: Clause text; the spans of the conditions are those of its source.
        lead_in: Sentence above that leads in a list of which `text` is one or several items.
    """
    plain = text.text
    lists = [_List(0, _polarity(lead_in))] if _LEADS.search(lead_in) else []
    found: dict[Span, str] = {}
    pending: str | None = None
    for start, end in _units(plain):
        mark = _MARK.match(plain, start, end)
        style = mark.lastindex or 0 if mark else 0
        lists = _open_lists(lists, style, pending)
        polarity = lists[-1].polarity if lists else ""
        if polarity:
            found[start, end] = polarity
        pending = _add_sentences(plain, (start, end), found, is_item=bool(polarity))
    return tuple(
        Condition(polarity, plain[start:end], *text.span(start, end))
        for (start, end), polarity in sorted(found.items())
    )


@dataclass(frozen=True, slots=True)
class _List:
    """A list that a sentence leads in: the style of its marks (0: not seen yet), its polarity."""

    style: int
    polarity: str


def _units(text: str) -> Iterator[Span]:
    """Yield the lines of `text`, cut before each mark of a list."""
    cuts = [0, *(match.end() for match in _UNIT_START.finditer(text)), len(text)]
    for start, end in pairwise(cuts):
        span = _trim(text, start, end)
        if span[0] < span[1]:
            yield span


def _open_lists(lists: list[_List], style: int, pending: str | None) -> list[_List]:
    """Return the lists that are open at a unit with a mark of `style`, 0 for none.

    Args:
        lists: Those open before it, outermost first.
        style: Style of its mark.
        pending: Polarity that the unit before leads in, None if it leads in nothing.
    """
    if pending is not None:
        return [*lists, _List(style, pending)]
    if lists and not lists[-1].style:
        return [*lists[:-1], _List(style, lists[-1].polarity)] if style else lists
    if not style:
        return []
    styles = [opened.style for opened in lists]
    if style in styles:
        return lists[: styles.index(style) + 1]
    # Items below an item, which no sentence leads in.
    return [*lists, _List(style, "")]


def _add_sentences(text: str, span: Span, found: dict[Span, str], *, is_item: bool) -> str | None:
    """Add the conditions of `text[span]`; of an item, what is shut out of it.

    Returns:
        The polarity of the list that its last sentence leads in, None if it leads in none.
    """
    for match in _EXCEPT.finditer(text, *span):
        found[match.span()] = "excludes"
    for start, end in _sentences(text, *span):
        for part in _parts(text, start, end):
            polarity = _polarity(text[slice(*part)])
            if polarity and part not in found and (not is_item or polarity == "excludes"):
                found[part] = polarity
        if end == span[1] and _LEADS.search(text[start:end]):
            return _polarity(text[start:end])
    return None


def _parts(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield a sentence without its proviso, and the proviso."""
    cut = _PROVISO.search(text, start, end)
    proviso = cut.end() if cut else end
    for first, stop in ((start, proviso), (proviso, end)):
        if first < stop:
            yield _trim(text, first, stop)


def _polarity(sentence: str) -> str:
    found = ((polarity, pattern.search(sentence)) for polarity, pattern in _PATTERNS)
    return next((polarity for polarity, match in found if match), "")


def _sentences(text: str, start: int, end: int) -> Iterator[Span]:
    for match in _SENTENCE.finditer(text, start, end):
        span = _trim(text, *match.span())
        if span[0] < span[1]:
            yield span


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end
