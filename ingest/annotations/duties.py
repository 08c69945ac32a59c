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
    VERB,
)
from ingest.annotations.groups import Group
from ingest.annotations.offices import INNER, LIST_END, RELATIVE, Names, read_names

_INNER = re.compile(INNER)
_PREDICATE = re.compile(PREDICATE)
_DONE = re.compile(DONE)
_GOES_ON = re.compile(GOES_ON)
# 登记机关收到申请后，应当…: the subject of a condition is that of what follows, if nobody else is.
_CONDITION = re.compile("[^，,。；;：:]*(?:的|时|后|之前|期间)[，,]")
_SAME_SUBJECT = re.compile(f"(?:{ADVERB})*+(?:{MODAL}|{VERB})")
_LABEL = re.compile(LABEL)
_MODAL = re.compile(MODAL)
_NO_ACT = re.compile(f"{NO_ACT}|{NOMINAL}")
# 履行出资人职责的公司，以及…: who is described, not who is to do something.
_DESCRIBED = re.compile(
    "[^，,。；;：:]*的(?:公司|企业|单位|个人|人员|机构|项目|组织|产品|车辆|场所|地区|基金|费用|收费)[，,。；;、]"
)
_SHARED = re.compile("职责|职能|分工|分别|各自|共同")
_HELPS = re.compile("(?:予以|给予|做好)?(?:协助|配合|参与|协同)")
_JOINS = re.compile("会|商|联[合同]|偕同")
_CONTINUED = re.compile("会同|会商|联同|联合(?=[省市区县有相各公财])")
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
    f"(?:^|(?<=[，,：: 　。；！？!?;（(]))(?:{_OPENING})",
    re.MULTILINE,
)
_ONLY_BRACKETS = re.compile(r"\s*[（(]([^（()）]+)[）)]\s*")
_NO_LIST = re.compile("[，,。；;：:《》由]")
_LONGEST_SUBJECT = 200


def find_duties(text: str) -> Iterator[list[Group]]:
    """Yield the groups of each statement in running text, in its order."""
    for sentence in _SENTENCE.finditer(text):
        listed = _read_list(text, *sentence.span())
        if listed:
            yield listed
            continue
        end, position = sentence.end(), sentence.start()
        while position < end and (start := _START.search(text, position, end)):
            found = _read(text, start.end(), end, is_agent=bool(start["agent"]))
            if found:
                yield found[0]
            position = max(found[1] if found else start.end(), start.start() + 1)


def _read_list(text: str, start: int, end: int) -> list[Group] | None:
    """Return the names in brackets that end a measure without a word: …。（市教育局、市财政局）."""
    match = _ONLY_BRACKETS.fullmatch(text, start, end)
    if not match or not text[:start].rstrip().endswith(("。", "；", ";")):
        return None
    names = read_names(text, *match.span(1))
    return [_group("sole", names)] if names and names.spans else None


def _read(text: str, start: int, end: int, *, is_agent: bool) -> tuple[list[Group], int] | None:
    """Return the groups of the statement whose subject begins at `start`, and where it ends."""
    label = _LABEL.match(text, start, end)
    labelled = _read_labelled(text, label, end) if label and not is_agent else None
    if labelled:
        return labelled
    # 市发展改革委牵头，会同市财政局 …: the subject was told before.
    joins = _CONTINUED.match(text, start, end)
    if joins:
        joined = _joined(text, joins.end(), end)
        return ([_group("help", joined[0])], joined[1]) if joined and joined[0].spans else None
    longest: tuple[list[Group], int] | None = None
    for head in LIST_END.finditer(text, start, _limit(text, start, end)):
        stop = _after_brackets(text, head.end(), end)
        if _GOES_ON.match(text, stop, end) or RELATIVE.match(text, stop, end):
            continue
        names = read_names(text, start, stop)
        if names is None:
            continue
        predicate = _PREDICATE.match(text, stop, end)
        if predicate and (predicate["verb"] or _MODAL.search(predicate["adverbs"])):
            is_duty = bool(names.spans) and _is_duty(text, predicate, end, is_agent=is_agent)
            return _groups(text, names, predicate, end) if is_duty else None
        is_act = bool(names.spans) and not _NO_ACT.match(text, stop, end)
        longest = ([_group("sole", names)], stop) if is_act else None
    return longest if is_agent else None


def _is_duty(text: str, predicate: re.Match[str], end: int, *, is_agent: bool) -> bool:
    """Say whether the predicate tells what is to be done, not what was or who is described."""
    stop = predicate.start()
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
    if _JOINS.match(verb):
        groups[0].role = "lead"
        joined = _joined(text, stop, end)
        if joined:
            helpers, stop = joined
            groups.append(_group("help", helpers))
    return groups, stop


def _joined(text: str, start: int, end: int) -> tuple[Names, int] | None:
    """Return the names after 会同, and where they end."""
    longest: tuple[Names, int] | None = None
    for head in LIST_END.finditer(text, start, _limit(text, start, end)):
        stop = _after_brackets(text, head.end(), end)
        names = read_names(text, start, stop)
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
