"""Who does what in running text: `市工信局负责受理申请`, `由市财政局会同市审计局制定`."""

import re
from collections.abc import Iterator

from ingest.annotations.duty_words import ADVERB, GOES_ON, LABEL, MODAL, NO_ACT, NOMINAL, REVIEW
from ingest.annotations.groups import Group
from ingest.annotations.office_names import INNER, LIST_END, RELATIVE, SETTLEMENT
from ingest.annotations.offices import Names, read_names
from ingest.annotations.predicates import Predicate, is_duty, read_later, read_predicate

_INNER = re.compile(INNER)
_GOES_ON = re.compile(GOES_ON)
_LABEL = re.compile(LABEL)
_NO_ACT = re.compile(f"{NO_ACT}|{NOMINAL}")
_SHARED = re.compile("职责|职能|分工|分别|各自|共同")
_HELPS = re.compile("(?:予以|给予|做好)?(?:协助|配合|参与|协同)")
_JOINS = re.compile("会|商|联[合同]|偕?同")
# 要会同市财政局, 与市公安局联合: the subject was told before.
_CONTINUED = re.compile(
    f"(?:{ADVERB}|{MODAL}){{0,3}}?(?:会同|会商|联同|偕同|协同|联合|与(?=[^，,。；;]{{2,40}}(?:联合|共同|协同)))"
)
_JOINT = re.compile("联合|共同|协同|一道|一起")
_REVIEW = re.compile(REVIEW)
_AND = re.compile("[、，,]|和|并?(?:上?报|提交|报送|由|经)")
_TAKES_PART = re.compile("(?:组成|参加|参与|配合|协助|协办)(?!的?[单部])")
# 近日，市教育局开展…: what was done is news, no duty.
_DONE_BEFORE = re.compile("[^，,。；;]{0,3}(?<!而)(?:已(?=[^知方按]|经)|正在|曾)")
_NEWS = re.compile(
    "(?:近日|日前|昨日|昨天|今天|今年以来|近年来|近期|(?<!自)(?:[0-9]{4}年)?[0-9]{1,2}月[0-9]{1,2}日(?:[上下]午)?)[，,]?\\s*$"
)
_TITLE = re.compile("(?:为|是|作为)([^，,。；;]{0,60}?(?:单位|部门|机关|机构|主体))")
_OF_ALL = re.compile("责任(?:主体|单位|部门)$")
_HELP_TITLE = re.compile("配合|协办|参与|协同|协助|成员")
_SENTENCE = re.compile("[^。；！？!?;\n]+")
_NUMBERING = (
    "(?:第[一二三四五六七八九十百千零〇0-9]+[条條款项章节](?:之[一二三四五六七八九十]+)?"
    "|[（(][一二三四五六七八九十百0-9]+[）)]|[一二三四五六七八九十百]+、|[0-9]{1,3}[.．、](?![0-9])"
    "|[①-⑳]|[*#>·•—-])"
)
_OPENING = (
    f"(?:\\s|{_NUMBERING}|【[^】]*】)*(?:同时|其中|此外|即(?!时)|目前|当前|后续|今后|另外|必要时|原则上|并且?|但是?"
    "|在?本(?:市|省|区|县|自治区)的?(?!级|行政))?\\s*"
)
_START = re.compile(
    f"(?P<agent>(?<![自事缘因])(?<![^管办治代受审处清料]理)由)|"
    "(?P<review>(?<![已未曾])(?:(?<![申填通汇回举情预播日月周简])报经?|呈报?|提请|报送|提交至?|(?<![财神])经(?![济贸营信办费])))|"
    f"(?:^|(?<=[，,：: 　\t。；！？!?;（(→]))(?:{_OPENING})",
    re.MULTILINE,
)
# 紧急情况下海关先登记: the subject after a time or a case that no comma ends.
_WHEN = re.compile(
    "[^，,。；;：:、\\s]{2,25}?(?:后|时|期间|情况下|日前|月前|年前|结束前|日内|月内)(?=[一-鿿])"
)
_END_BRACKETS = re.compile(r"[（(【]([^（()）【】]+)[）)】]\s*$")
# 主管部门（市财政局）: the bracket says who that is.
_NAMED_BEFORE = re.compile(f"(?:{LIST_END.pattern}|地区|以下简称|统称)\\s*$")
_NO_LIST = re.compile("[，,。；;：:《》由]")
_LONGEST_SUBJECT = 200


def find_duties(text: str) -> Iterator[list[Group]]:
    """Yield the groups of each statement in running text, in its order."""
    for sentence in _SENTENCE.finditer(text):
        end, position = sentence.end(), sentence.start()
        listed = _read_list(text, position, end)
        if listed:
            yield [listed[0]]
            end = listed[1]
        while position < end and (start := _START.search(text, position, end)):
            if start["review"]:
                found = _read_review(text, start.end(), end)
            else:
                found = _read(text, start.end(), end, is_agent=bool(start["agent"]))
                when = None if found or start["agent"] else _WHEN.match(text, start.end(), end)
                found = _read(text, when.end(), end, is_agent=False) if when else found
            if found:
                yield found[0]
            position = max(found[1] if found else start.end(), start.start() + 1)


def _read_list(text: str, start: int, end: int) -> tuple[Group, int] | None:
    """Return the names in brackets that end a measure without a word, and where they begin."""
    match = _END_BRACKETS.search(text, start, end)
    if not match or _NAMED_BEFORE.search(text, max(0, match.start() - 20), match.start()):
        return None
    names = read_names(text, *match.span(1))
    return (_group("sole", names), match.start()) if names and names.spans else None


def _read(text: str, start: int, end: int, *, is_agent: bool) -> tuple[list[Group], int] | None:
    """Return the groups of the statement whose subject begins at `start`, and where it ends."""
    label = _LABEL.match(text, start, end)
    labelled = _read_labelled(text, label, end) if label and not is_agent else None
    if labelled:
        return labelled
    joins = _CONTINUED.match(text, start, end)
    if joins:
        joined = _joined(text, joins.end(), end)
        if joined and joined[0].size:
            return ([_group("help", joined[0])], joined[1]) if joined[0].spans else None
    return _read_subject(text, start, end, is_agent=is_agent)


def _read_subject(
    text: str, start: int, end: int, *, is_agent: bool
) -> tuple[list[Group], int] | None:
    """Return the groups of the offices that begin at `start` and what follows makes responsible."""
    longest: tuple[list[Group], int] | None = None
    weak: tuple[list[Group], int] | None = None
    for head in LIST_END.finditer(text, start, _limit(text, start, end)):
        stop = _after_brackets(text, head.end(), end)
        if _GOES_ON.match(text, stop, end) or RELATIVE.match(text, stop, end):
            continue
        stop += text.startswith("等", stop)
        names = read_names(text, start, stop)
        if names is None:
            continue
        longest = None
        predicate = read_later(text, stop, end) or read_predicate(text, stop, end)
        if predicate:
            is_told = is_agent or predicate.is_modal or not is_news(text, start, stop)
            is_found = names.spans and is_told and is_duty(text, stop, predicate, end)
            found = _groups(text, names, predicate, end) if is_found else None
            if predicate.is_firm:
                return found or weak
            # 国务院机构编制管理机关: what reads as a verb may be part of a longer name.
            weak = found or weak
            continue
        is_firm = bool(names.spans) and not SETTLEMENT.fullmatch(text, *names.spans[-1])
        is_act = is_firm and not _NO_ACT.match(text, stop, end)
        longest = ([_group("sole", names)], stop) if is_act else None
    return weak or (longest if is_agent else None)


def is_news(text: str, start: int, stop: int) -> bool:
    """Say whether the subject did something already: 近日，市教育局…, 市教育局已…."""
    return bool(_NEWS.search(text, max(0, start - 20), start) or _DONE_BEFORE.match(text, stop))


def _read_labelled(text: str, label: re.Match[str], end: int) -> tuple[list[Group], int] | None:
    """Return the names after a label without a colon (a heading or cell 责任单位), to the end."""
    start = label.end()
    if not text[start:end].strip():
        # The heading 责任单位 has its names in the next line.
        line = _SENTENCE.match(text, end + 1)
        start, end = line.span() if line else (end, end)
    stop = start + len(text[start:end].rstrip())
    names = read_names(text, start, stop)
    if names is None or not names.spans:
        return None
    role = "lead" if label["label"] in ("牵头", "主办", "主责") else "sole"
    return [_group(role, names)], stop


def _groups(text: str, names: Names, predicate: Predicate, end: int) -> tuple[list[Group], int]:
    """Return the groups of a statement whose subject and predicate are known, and its end."""
    verb, adverbs = predicate.verb, predicate.adverbs
    title = _TITLE.match(text, predicate.start, end) if verb else None
    if title:
        role = "help" if _HELP_TITLE.search(title[1]) else "lead"
        role = "sole" if _OF_ALL.search(title[1]) else role
    elif verb and _HELPS.match(text, predicate.start, end):
        role = "help"
    elif verb == "牵头":
        role = "lead"
    else:
        is_shared = names.size > 1 and _SHARED.search(adverbs + verb)
        role = "shared" if is_shared else "sole"
    groups = [_group(role, names)]
    stop = predicate.end
    helped = None
    if _JOINS.match(verb):
        groups[0].role = "lead"
        helped = _joined(text, stop, end)
    elif not verb and adverbs.endswith("联合"):
        helped = _joined(text, stop, end)
    elif verb == "牵头":
        helped = _read_helpers(text, stop, end)
    if helped and helped[0].size:
        groups[0].role = "lead"
        groups.append(_group("help", helped[0]))
        stop = helped[1]
    return groups, stop


def _read_helpers(text: str, start: int, end: int) -> tuple[Names, int] | None:
    """Return the names of 、B、C参加 after A牵头, and where they end."""
    if text[start : start + 1] not in ("、", "，", ","):
        return None
    for head in LIST_END.finditer(text, start + 1, _limit(text, start + 1, end)):
        stop = _after_brackets(text, head.end(), end)
        names = _TAKES_PART.match(text, stop, end) and read_names(text, start + 1, stop)
        if names:
            return names, stop
    return None


def _read_review(text: str, start: int, end: int) -> tuple[list[Group], int] | None:
    """Return who reviews in 经A审核, 报B复核、C审批; who only agrees or takes note is none."""
    groups: list[Group] = []
    position = stop = start
    while reviewed := _reviewer(text, position, end):
        groups.append(_group("lead", reviewed[0]))
        stop = reviewed[1]
        joint = _AND.match(text, stop, end)
        if not joint:
            break
        position = joint.end()
    return (groups, stop) if groups else None


def _reviewer(text: str, start: int, end: int) -> tuple[Names, int] | None:
    for head in LIST_END.finditer(text, start, _limit(text, start, end)):
        stop = _after_brackets(text, head.end(), end)
        review = _REVIEW.match(text, stop, end)
        names = review and read_names(text, start, stop)
        if review and names and names.spans:
            return names, review.end()
    return None


def _joined(text: str, start: int, end: int) -> tuple[Names, int] | None:
    """Return the names after 会同, and where they end."""
    longest: tuple[Names, int] | None = None
    for head in LIST_END.finditer(text, start, _limit(text, start, end)):
        stop = _after_brackets(text, head.end(), end)
        names = None if _GOES_ON.match(text, stop, end) else read_names(text, start, stop)
        if names is None:
            continue
        longest = names, stop
        if read_predicate(text, stop, end):
            break
    return longest


def _limit(text: str, start: int, end: int) -> int:
    """Return where a list of names that begins at `start` ends at the latest."""
    last = min(end, start + _LONGEST_SUBJECT)
    stop = _NO_LIST.search(text, start, last)
    return stop.start() if stop else last


def _group(role: str, names: Names) -> Group:
    return Group(role, names.spans, [], names.size, names.lent)


def _after_brackets(text: str, position: int, end: int) -> int:
    inner = _INNER.match(text, position, end)
    return inner.end() if inner else position
