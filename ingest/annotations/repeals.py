"""Which documents another one repeals or replaces, and whether all of them or parts."""

import re
from collections.abc import Iterator

from ingest.model import Repeal
from ingest.structure.document_number import find_numbers
from ingest.text.joined import JoinedText

Span = tuple[int, int]

_SENTENCE = re.compile("[^。\n]+")
# 已废止的 describes; the rest repeals.
_ENDS = re.compile(
    "(?<![已被])(?:废止|失效|停止执行|停止实施|停止适用|不再执行|不再适用|不再施行|终止执行)(?!的|后|前|时|之日|日期)"
)
_REPLACES = re.compile(
    "(?:代替|替代|取代)(?=《|[A-Z一-鿿]{1,12}[〔\\[])|(?:修改|修正|修订)为[：:“]|作(?:出|如下)[^，。]{0,6}修[改正]"
)
_TITLE = re.compile("《(?P<title>[^《》]*(?:《[^《》]*》[^《》]*)*)》")
_KINDS = (
    "(?:法|条例|规定|办法|细则|规则|决定|决议|命令|公告|通告|通知|通报|意见|批复|函|纪要|方案|规划|计划|纲要|措施|政策"
    "|标准|规范|指引|指南|目录|清单|要点|章程|准则|程序|制度|解释|暂行|试行|说明|要求|规程|导则|令|要點|條例|規定|辦法|準則|規則)"
)
_IS_DOCUMENT = re.compile(f"{_KINDS}(?:[（(〔][^）)〕]{{1,24}}[）)〕])*$")
# Titles after these words are grounds, not what is repealed.
_GROUND = re.compile(
    "(?:根据|依据|依照|按照|按|执行|适用|遵照|参照|贯彻|落实|符合|与|同|和.{0,12}规定的)\\s*$"
)
_AFTER_TITLE = re.compile("\\s*(?:[（(][^（）()]{1,60}(?:[（(][^（）()]*[）)][^（）()]*)?[）)])?")
_PART = re.compile(
    "(?:中)?(?:的)?(?:部分|有关|相关|其中|原)?(?:第[\\d一二三四五六七八九十百零、和至及第条款项]+[条款项]|(?:部分|有关|相关)[内条规政][容款定策文]?)"
)
_BRACKETS = re.compile(r"[（(〔\[][^（()）〔〕\[\]]*[）)〕\]]")
_GLUE = (
    "[、，,；;和及与或\\s]|以及|还有|原|自[^，。；]{2,24}起|\\d{1,4}[年月日]?|等|文件|规定"
    "|[一-鿿]{2,40}?(?:第[\\d一二三四五六七八九十百零]{1,8}(?:号|次会议))?(?:发布|公布|颁布|制定|印发|修订|通过|批准)的?"
)
_ADVERBS = (
    "(?:同时|即行|一并|相应|予以|均|也|亦|现|自行|自动|自然|全部|全文|决定|即|随之|已经|正式|宣布)"
)
_BETWEEN = re.compile(f"(?:{_PART.pattern}|{_GLUE})*{_ADVERBS}*")
_AFTER_VERB = re.compile(f"(?:(?:下列|以下|由)?[^，。]{{0,16}}[:：])?(?:{_GLUE})*")
_LISTED = re.compile("(?:下列|以下|如下|目录|名单)[^。：:]{0,30}[：:]\\s*$|[：:]\\s*$")
_MARK = re.compile(r"\s*(?:[（(]?[\d一二三四五六七八九十]{1,3}[）)、.．]|《|[①-⑳])")


def find_repeals(text: JoinedText, *, title: str = "", number: str = "") -> tuple[Repeal, ...]:
    """Return the documents that `text` says are repealed, replaced or no longer applied.

    Args:
        text: All of a document.
        title: Its own title, which repeals nothing of itself, but for an older document of the same
            title; a title that says that a part of another document no longer applies counts too.
        number: Its own number; the same title beside another number is an older document.
    """
    found: dict[Span, Repeal] = {}
    listing = False
    for sentence in _SENTENCE.finditer(text.text):
        printed = sentence.group()
        verbs = [*_ENDS.finditer(printed), *_REPLACES.finditer(printed)]
        if listing and not verbs and not _MARK.match(printed):
            listing = False
        if verbs or listing:
            for repeal in _repeals_in(text, sentence.start(), printed, verbs, (title, number)):
                found[repeal.start, repeal.end] = repeal
        if verbs:
            listing = bool(_LISTED.search(printed)) and not _TITLE.search(printed)
    unique: dict[tuple[str, str], Repeal] = {}
    for repeal in found.values():
        unique.setdefault((repeal.title, repeal.number), repeal)
    return tuple(sorted(unique.values(), key=lambda repeal: repeal.start))


def _repeals_in(
    text: JoinedText,
    offset: int,
    sentence: str,
    verbs: list[re.Match[str]],
    own: tuple[str, str],
) -> Iterator[Repeal]:
    """Yield what one sentence repeals: titles with their numbers, and numbers by themselves."""
    covered = 0
    numbers = find_numbers(sentence)
    for match in _TITLE.finditer(sentence):
        after = _AFTER_TITLE.match(sentence, match.end())
        end = after.end() if after else match.end()
        covered = max(covered, end)
        title = match["title"]
        number = next((n for n, start, _ in numbers if match.end() <= start < end), "")
        is_older = sentence[: match.start()].endswith("原") or "" not in (number, own[1])
        if (
            not _IS_DOCUMENT.search(title)
            or (title == own[0] and (not is_older or number == own[1] != ""))
            or _GROUND.search(sentence[: match.start()])
        ):
            continue
        if verbs and not _is_object(sentence, match.start(), end, verbs):
            continue
        part = _PART.match(sentence, end)
        span = text.span(offset + match.start(), offset + (part.end() if part else end))
        is_changed = any(verb.re is _REPLACES and "修" in verb.group() for verb in verbs)
        yield Repeal(title, number, part.group() if part else "修改" if is_changed else "", *span)
    for number, start, end in numbers:
        follows = re.match("(?:文件?)?(?:同时|即行|一并|相应|予以|均|也)*", sentence[end:])
        at = end + (follows.end() if follows else 0)
        if start >= covered and any(verb.start() == at for verb in verbs):
            yield Repeal("", number, "", *text.span(offset + start, offset + end))


def _is_object(sentence: str, start: int, end: int, verbs: list[re.Match[str]]) -> bool:
    """Say whether the title at `sentence[start:end]` is what one of `verbs` ends.

    Nothing may part it from the verb but other titles, their numbers and dates, and adverbs.
    """
    for verb in verbs:
        is_before = end <= verb.start()
        between = sentence[end : verb.start()] if is_before else sentence[verb.end() : start]
        bare = _BRACKETS.sub("", _BRACKETS.sub("", _TITLE.sub("", between)))
        if (_BETWEEN if is_before else _AFTER_VERB).fullmatch(bare):
            return True
    return False
