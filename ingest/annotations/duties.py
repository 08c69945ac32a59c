"""Who does what in running text: `市工信局负责受理申请`, `由市财政局会同市审计局制定`."""

import re
from collections.abc import Iterator

from ingest.annotations.duty_words import (
    ADVERB,
    DONE,
    GOES_ON,
    LABEL,
    MODAL,
    NO_ACT,
    NOMINAL,
    PREDICATE,
    REVIEW,
    VERB,
)
from ingest.annotations.groups import Group
from ingest.annotations.offices import INNER, LIST_END, RELATIVE, SETTLEMENT, Names, read_names

_INNER = re.compile(INNER)
_PREDICATE = re.compile(PREDICATE)
_DONE = re.compile(DONE)
_GOES_ON = re.compile(GOES_ON)
# 登记机关收到申请后，应当…: the subject of a condition is that of what follows, if nobody else is.
_CONDITION = re.compile("[^，,。；;：:]*(?:的|时|后|之前|期间)[，,]")
_SAME_SUBJECT = re.compile(f"(?:{ADVERB})*+(?:{MODAL}|{VERB})")
_LABEL = re.compile(LABEL)
_SAYS_ACT = re.compile(f"{MODAL}|联合$")
_MODAL = re.compile(MODAL)
_NO_ACT = re.compile(f"{NO_ACT}|{NOMINAL}")
# 履行出资人职责的公司，以及…: who is described, not who is to do something.
_DESCRIBED = re.compile(
    "[^，,。；;：:]*的(?:公司|企业|单位|个人|人员|机构|项目|组织|产品|车辆|场所|地区|基金|费用|收费)[，,。；;、]"
)
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
_TAKES_PART = re.compile("(?:参加|参与|配合|协助|协办)(?!的?[单部])")
# 近日，市教育局开展…: what was done is news, no duty.
_NEWS = re.compile(
    "(?:近日|日前|昨日|昨天|今天|今年以来|近年来|近期|(?<!自)(?:[0-9]{4}年)?[0-9]{1,2}月[0-9]{1,2}日(?:[上下]午)?)[，,]?\\s*$"
)
_TITLE = re.compile("(?:为|是|作为)([^，,。；;]{0,60}?(?:单位|部门|机关|机构|主体))")
_HELP_TITLE = re.compile("配合|协办|参与|协同|协助|成员")
_SENTENCE = re.compile("[^。；！？!?;\n]+")
_NUMBERING = (
    "(?:第[一二三四五六七八九十百千零〇0-9]+[条款项章节](?:之[一二三四五六七八九十]+)?"
    "|[（(][一二三四五六七八九十百0-9]+[）)]|[一二三四五六七八九十百]+、|[0-9]{1,3}[.．、](?![0-9])"
    "|[①-⑳]|[*#>·•—-])"
)
_OPENING = (
    f"(?:\\s|{_NUMBERING}|【[^】]*】)*(?:同时|其中|此外|另外|必要时|原则上|并且?|但是?"
    "|在?本(?:市|省|区|县|自治区)的?(?!级|行政))?\\s*"
)
_START = re.compile(
    f"(?P<agent>(?<![自事缘因])(?<![^管办治代受审处清料]理)由)|"
    "(?P<review>(?<![已未曾])(?:(?<![申填通汇回举情预播日月周简])报经?|呈报?|提请|报送|提交至?|(?<![财神])经(?![济贸营信办费])))|"
    f"(?:^|(?<=[，,：: 　\t。；！？!?;（(]))(?:{_OPENING})",
    re.MULTILINE,
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
    longest: tuple[list[Group], int] | None = None
    for head in LIST_END.finditer(text, start, _limit(text, start, end)):
        stop = _after_brackets(text, head.end(), end)
        if _GOES_ON.match(text, stop, end) or RELATIVE.match(text, stop, end):
            continue
        names = read_names(text, start, stop)
        if names is None:
            continue
        predicate = _PREDICATE.match(text, stop, end)
        if predicate and (predicate["verb"] or _SAYS_ACT.search(predicate["adverbs"])):
            is_duty = bool(names.spans) and _is_duty(text, start, predicate, end, is_agent=is_agent)
            return _groups(text, names, predicate, end) if is_duty else None
        is_firm = bool(names.spans) and not SETTLEMENT.fullmatch(text, *names.spans[-1])
        is_act = is_firm and not _NO_ACT.match(text, stop, end)
        longest = ([_group("sole", names)], stop) if is_act else None
    return longest if is_agent else None


def _is_duty(text: str, start: int, predicate: re.Match[str], end: int, *, is_agent: bool) -> bool:
    """Say whether the predicate tells what is to be done, not what was or who is described."""
    stop = predicate.start()
    if (
        not is_agent
        and not _MODAL.search(predicate["adverbs"])
        and _NEWS.search(text, max(0, start - 20), start)
    ):
        return False
    act = predicate.start("verb") if predicate["verb"] else stop
    if any(_DONE.match(text, position, end) for position in (stop, act)):
        return False
    if _MODAL.search(predicate["adverbs"]):
        return True
    if not is_agent and _DESCRIBED.match(text, act, end):
        return False
    condition = _CONDITION.match(text, stop, end)
    return not condition or bool(_SAME_SUBJECT.match(text, condition.end(), end))


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


def _groups(text: str, names: Names, predicate: re.Match[str], end: int) -> tuple[list[Group], int]:
    """Return the groups of a statement whose subject and predicate are known, and its end."""
    verb, adverbs = predicate["verb"] or "", predicate["adverbs"]
    title = _TITLE.match(text, predicate.start("verb"), end) if verb else None
    if title:
        role = "help" if _HELP_TITLE.search(title[1]) else "lead"
    elif verb and _HELPS.match(text, predicate.start("verb"), end):
        role = "help"
    elif verb == "牵头":
        role = "lead"
    else:
        is_shared = names.size > 1 and _SHARED.search(adverbs + verb)
        role = "shared" if is_shared else "sole"
    groups = [_group(role, names)]
    stop = predicate.end()
    helped = None
    if _JOINS.match(verb):
        groups[0].role = "lead"
        helped = _joined(text, stop, end)
    elif verb == "协同" or (not verb and adverbs.endswith("联合")):
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
        predicate = _PREDICATE.match(text, stop, end)
        if predicate and predicate.end() > stop:
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
