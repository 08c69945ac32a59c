"""Which offices a list names: 财政、审计等部门, 市、县人民政府."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from ingest.annotations.groups import Span
from ingest.annotations.office_names import INNER, SETTLEMENT, is_office, is_plain
from ingest.annotations.vocabulary import default_vocabulary

_LEVEL = (
    "(?:属地|设区的|不设区的|地级(?:以上)?|县级以上|所在地|当地|地方|全|各级|各)*"
    "(?:省|自治区|直辖市|计划单列市|地级市|县级市|自治[州县]|[市州盟县区旗镇乡]|市辖区|乡镇|街道|市县|各地"
    "|[省市县区]级|中央|国家|上级|新疆生产建设兵团)(?:及?以上|及?以下)?"
)
_LEVELS = re.compile(f"{_LEVEL}(?:{INNER})?(?:(?:和|与|及|或者?)?{_LEVEL}(?:{INNER})?)*")
_NOBODY = re.compile(
    "(?!(?:中央|地方|该管)?主管机关)(?:各|其他|其它|全?[省市县区]|国家|[省市]直|[省市]级|有关|相关|职能|成员|责任|涉及|上述|政府|人民|业务"
    "|行政|主管|上级|下级|该|本|地方|同级|等|多个|[0-9一二三四五六七八九十两]+个)*"
    "(?:单位|部门|方面|机构|机关|地区|地方)"
)
# 县级以上人民政府有关部门 is nobody in particular either, 县级以上人民政府 is.
_SOME_OF = re.compile(
    ".*(?:有关|相关|各个?|其他|所属|职能)(?:主管|职能|行政|业务|行业)*(?:单位|部门|机构|机关)"
)
# Who is no office may stand in the list too: 监管部门和银行保险机构.
_OTHER_BODY = re.compile(
    ".*(?:企业|公司|集团|机构|单位|组织|团体|个人|学校|院校|高校|医院|中心|银行|协会|商会|社区|园区|经营者|主体|站|专家)"
)
_NO_WORK = re.compile(".*(?:法律|法规|规章|规定|标准|文件|要求|群众|公民|人员|人)")
# 我局, 本部门: the issuer, whoever it is.
_OURS = re.compile("[我本该贵](?:[局部厅委办署]|机关|部门)")
_OTHERS = re.compile(
    "等(?:[省市区县][直级]|有关|相关|各|其他|职能|政府|行业|行政|主管|业务|国家|执法|司法|\\s|[0-9一二三四五六七八九十]+个?)*"
    "(?:单位|部门|方面|机构|机关)?$"
)
_LENT_HEAD = re.compile("(?:行政)?(?:主管|监管|执法|监督管理|管理)?(?:部门|机关)$")
# 同级财政、医保部门: what is said of all of them is no part of the first name.
_SHARED_LEVEL = re.compile("(?:各级|同级|本级|当地|所在地|属地)+")
_TWO_LINES = re.compile("(?P<first>[一-鿿]{2,12}?)[和与及](?P<second>[一-鿿]{2,12}?)(?:部门|机关)?")
_DEFINITION = re.compile("[（(]以下[^（()）]*[）)]$")
_CHINESE = re.compile(f"[一-鿿“”]+(?:{INNER})?")
_SPLIT = re.compile(
    f"(?P<inner>{INNER})|、|(?:和|与|或者?|以?及)(?=其(?![他它]))|以及|(?<!普)及(?!以[上下])"
    "|(?<=[厅局委部办署院关会门构府心组所队社室处位行）)])(?<!社会)(?:\\s+|和|与|或者|或)"
)
# 国家能源局及其派出机构: whoever belongs to the name before.
_OWN = re.compile("其(?!授权|委托|指定|确定)")
_SHORTEST = 2
_LONGEST_LENT = 14


@dataclass(slots=True)
class Names:
    """The names of a list.

    `lent` holds the heads of names that stand without one: 部门 for 财政 in 财政、审计等部门.
    `size` counts also who is not named (等有关部门).
    """

    spans: list[Span] = field(default_factory=list)
    lent: dict[Span, str] = field(default_factory=dict)
    size: int = 0


def read_names(text: str, start: int, end: int, *, lends: str = "") -> Names | None:
    """Return the offices that `text[start:end]` lists, or None if it is no list of offices.

    A list may share its last head: 农业农村、财政部门. A level alone goes with the name that
    follows: 市、县人民政府 is one name. Lines of work at the end of the list have the head `lends`.
    """
    reader = _Reader(text)
    for first, last in _pieces(text, start, end):
        others = _OTHERS.search(text, first, last)
        if not reader.add(first, others.start() if others else last, has_others=bool(others)):
            return None
        if others:
            reader.end_list(others)
    reader.end()
    if lends and all(is_line_of_work(text[slice(*span)]) for span in reader.headless):
        reader.lend(lends)
    if reader.headless or reader.level is not None:
        return None
    if not reader.end_weak():
        return None
    named = [span for span in sorted(reader.names) if not _SOME_OF.fullmatch(text, *span)]
    size = reader.others + len(reader.names)
    return Names(named, {span: reader.lent[span] for span in named if span in reader.lent}, size)


class _Reader:
    """Reads a list piece by piece."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.names: list[Span] = []
        self.headless: list[Span] = []
        self.lent: dict[Span, str] = {}
        self.weak: list[Span] = []
        self.others = 0
        self.level: int | None = None
        self.level_end = 0

    def add(self, start: int, end: int, *, has_others: bool) -> bool:
        """Take `text[start:end]` and say whether it can stand in a list of offices."""
        piece = self.text[start:end]
        if _LEVELS.fullmatch(piece) and not has_others:
            self.level = start if self.level is None else self.level
            self.level_end = end
            return True
        start, self.level = (start if self.level is None else self.level), None
        if _OWN.match(piece) or not piece:
            return True
        if _NOBODY.fullmatch(piece) or _OURS.fullmatch(piece):
            self._add_nobody(piece)
        elif SETTLEMENT.fullmatch(piece):
            self.names.append((start, end))
        elif both := _two_lines(piece):
            self._add_work(start, start + both[0])
            add = self._add_office if _LENT_HEAD.search(piece) else self._add_work
            add(start + both[1], end)
        elif is_office(piece):
            self._add_office(start, end)
        elif is_office(piece, is_listed=True):
            self.weak.append((start, end))
        elif _OTHER_BODY.fullmatch(piece) and is_plain(piece):
            self.others += 1
        elif len(piece) <= _LONGEST_LENT and _is_work(piece):
            self._add_work(start, end)
        else:
            return False
        return True

    def end_list(self, others: re.Match[str]) -> None:
        """Lend the head of 等有关部门 to the names before."""
        self.others += 1
        head = _LENT_HEAD.search(others.group())
        if head:
            self.lend(head.group())

    def end(self) -> None:
        """Take a township at the end of the list for the one that governs it."""
        if self.level is not None and SETTLEMENT.fullmatch(self.text, self.level, self.level_end):
            self.names.append((self.level, self.level_end))
            self.level = None

    def end_weak(self) -> bool:
        """Take centres and colleges beside offices for offices, and say whether this is a list."""
        if self.names:
            self.names.extend(self.weak)
            return True
        self.others += len(self.weak)
        return all(_OTHER_BODY.fullmatch(self.text, *span) for span in self.weak)

    def _add_nobody(self, piece: str) -> None:
        self.others += 1
        if piece.endswith("部门"):
            self.lend("部门")

    def _add_work(self, start: int, end: int) -> None:
        shared = _SHARED_LEVEL.match(self.text, start, end)
        first = shared.end() if shared and end - shared.end() >= _SHORTEST else start
        self.headless.append((first, end))

    def _add_office(self, start: int, end: int) -> None:
        head = _LENT_HEAD.search(self.text, start, end)
        if head:
            self.lend(head.group())
        definition = _DEFINITION.search(self.text, start, end)
        self.names.append((start, definition.start() if definition else end))

    def lend(self, head: str) -> None:
        """Give the names that stand without a head this one."""
        self.names.extend(self.headless)
        self.lent.update(dict.fromkeys(self.headless, head))
        self.headless = []


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the spans between the separators of a list, without white space around."""
    first = start
    for match in _SPLIT.finditer(text, start, end):
        if match["inner"] is None:
            yield _strip(text, first, match.start())
            first = match.end()
    yield _strip(text, first, end)


def _strip(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    return start, start + len(piece.strip())


def _two_lines(piece: str) -> tuple[int, int] | None:
    """Return the end of the first and the start of the second line of work of 民政和公安部门.

    None where both are one line of work: 住房和城乡建设部门.
    """
    match = _TWO_LINES.fullmatch(piece)
    if not match or not is_line_of_work(match["second"]) or not is_plain(match["first"]):
        return None
    first = _SHARED_LEVEL.sub("", match["first"])
    is_one = any(
        f"{first[i:]}{word}{match['second']}" in _lines_of_work()
        for word in "和与及"
        for i in range(len(first) - 1)
    )
    return None if is_one else (match.end("first"), match.start("second"))


def is_line_of_work(word: str) -> bool:
    """Say whether the name of a known department begins with `word`."""
    return f"\n{word}" in _lines_of_work()


@cache
def _lines_of_work() -> str:
    return "\n" + "\n".join(default_vocabulary().words())


def _is_work(piece: str) -> bool:
    """Say whether `piece` can be a line of work whose head follows later in the list."""
    is_name = len(piece) >= _SHORTEST and _CHINESE.fullmatch(piece) and is_plain(piece)
    return bool(is_name) and not _NO_WORK.fullmatch(piece)
