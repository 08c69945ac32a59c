"""The grammar of responsibility statements: where they stand, and which names share a part."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from ingest.annotations.groups import Group, Span

_UNIT = "(?:单位|部门|机关|处室|主体)"
_DONE = "(?:负责|落实|实施|承担|推进|配合|参与|组织|办理)*"
_LABELS = {
    "lead": f"(?:牵头|主办|主责)(?:责任|负责|承办)?{_UNIT}",
    "sole": f"(?:责任|负责|承办|实施|落实|对接|受理|经办|主管){_UNIT}",
    "help": f"(?:配合|协办|协同|参与|参加|协助|会办)(?:责任)?{_UNIT}",
}
_VERBS = {
    "lead": f"(?:共同|联合)?牵头{_DONE}",
    "shared": "(?:(?:按照?|根据|依据?|依照)?(?:各自|部门|工作)?(?:职责|职能)(?:任务)?(?:分工)?"
    f"|分工|分别|共同|各自)(?:分别|共同|各自)?(?:负责|落实|实施|承担|推进|配合|参与){_DONE}"
    "|(?:具体|抓好|组织)(?:组织)?(?:落实|实施)|落实",
    "help": f"(?:积极|共同|协同|协助)?(?:配合|参与|参加|协助|协办){_DONE}",
    "sole": "负责(?:落实|实施|推进|组织实施)?",
    "join": "会同",
}
_ANY_LABEL = "|".join(_LABELS.values())
_ANY_VERB = "|".join(_VERBS.values())
_OFFICE_END = "厅局委部办署院府会处室组联关司站社队心行"
_SEPARATOR = f"[、，,；;。.]|(?<=[{_OFFICE_END}门位])(?:以及|及|和|与|\\s+)"
_INNER = r"[（(〔\[][^（()）〔〕\[\]]*[）)〕\]]"
_PLACES = (
    "(?:设区|地级以上|县级以上|的|省|自治区|直辖市|计划单列市|市|地|自治州|州|县级?|区|旗|镇|乡|街道"
    f"|新区|开发区|园区|{_INNER})+"
)
# 各市、县（区）人民政府 is one name.
_COLLECTIVE = f"各{_PLACES}(?:(?:、|和|及){_PLACES})*(?:(?:人民)?政府|管委会)?"
_MANY = "(?:有关|相关|各|省直|市直|省级|市级|职能|责任|成员|其他|多|[0-9]+ ?)*"
_FIRST = (
    f"(?:[列排][名序]?在?(?:首|第一)位?[的者]?|第一个|首个)(?:责任)?(?:{_UNIT})?[为是]?牵头(?:责任)?(?:{_UNIT})?"
    "(?P<below>[，,](?:下|以下各条)同)?"
)
_TOKEN = re.compile(
    "".join(f"(?P<{role}_label>{label})\\s*[:：]|" for role, label in _LABELS.items())
    + f"(?P<mark>[（(]\\s*牵头{_UNIT}?\\s*[）)])"
    + f"|(?P<first>{_FIRST})"
    + f"|(?P<others>等等?{_MANY}(?:单位|部门|方面|机构)?(?=\\s*(?:{_SEPARATOR}|{_ANY_VERB}|$)))|"
    + "".join(f"(?P<{role}>{verb})|" for role, verb in _VERBS.items())
    + f"(?P<separator>{_SEPARATOR})"
    + f"|(?P<inner>{_INNER}|{_COLLECTIVE}(?=\\s*(?:{_SEPARATOR}|{_ANY_VERB}|$)))"
)
_LABELLED = re.compile(
    f"(?:^|(?<=[。；;！!.．、\\s（(【\\[〔）)]))(?:{_ANY_LABEL})\\s*[:：]", re.MULTILINE
)
_ANY_WORD = re.compile(f"{_ANY_LABEL}|{_ANY_VERB}")
_LONGEST = 1000
_SENTENCE = re.compile(r"[^。！？\n]+")
_ENDS_IN_VERB = re.compile(f".*(?:{_ANY_VERB})", re.DOTALL)
# Words for nobody in particular, and descriptions that are no name.
_AGENT = re.compile(".*(?<![自理事缘])由", re.DOTALL)
_NOBODY = re.compile(
    "(?:各|其他|全?[省市县区]|国家|省直|市直|省级|市级|有关|相关|职能|成员|责任|涉及)*"
    "(?:单位|部门|方面|机构|地区|地方)|.*的.*|.{31,}",
    re.DOTALL,
)
_PUBLIC_OFFICE = re.compile(".*(?:[厅局委部办署院府]|办公室|小组)", re.DOTALL)
_OFFICE = re.compile(
    f"(?!{_INNER})(?:[^，。；：！？0-9（(〔\\[【）)〕\\]】]|{_INNER})+(?:[{_OFFICE_END}]|中支|集团|公司"
    f"|单位|部门|机构|专班|大学|学校|企业|机关|电台|电视台|基地)|{_COLLECTIVE}"
)
_CLOSING = {"（": "）)", "(": "）)", "〔": "〕]】", "[": "〕]】", "【": "〕]】"}
_BETWEEN_LABELS = " \t\r\n\u3000。；;，,（）()〔〕[]【】"
_CLOSERS = frozenset("".join(_CLOSING.values()))


class Statement(NamedTuple):
    """The groups of the statement at `text[start:end]`."""

    groups: list[Group]
    start: int
    end: int


def find_statements(text: str) -> list[Statement]:
    """Return the responsibility statements in `text` that are lists of names, in its order.

    A statement stands in brackets, after a label (`责任单位：`), or is a sentence of its own.
    Labels one after the other (`牵头单位：A`, next line `责任单位：B`) make one statement.
    """
    pairs = sorted(_brackets(text))
    readers: list[_Reader] = []
    for start, end in pairs:
        is_new = not readers or start >= readers[-1].end
        if is_new and end - start < _LONGEST and _ANY_WORD.search(text, start, end):
            reader = _Reader(text, start + 1, end - 1, is_closed=True)
            if reader.read():
                readers.append(reader)
    rest = list(blank(text, [(reader.start, reader.end) for reader in readers]))
    # A bracket that is never closed begins a sentence.
    starts = {start for start, _ in pairs}
    rest = ["\n" if c in _CLOSING and i not in starts else c for i, c in enumerate(rest)]
    readers.extend(_read_sentences("".join(rest)))
    statements: list[Statement] = []
    last_end = 0
    for reader in sorted(readers, key=lambda reader: reader.start):
        between = text[last_end : reader.start]
        if statements and reader.has_label and not between.strip(_BETWEEN_LABELS):
            last = statements.pop()
            statements.append(Statement([*last.groups, *reader.groups], last.start, reader.end))
        else:
            statements.append(Statement(reader.groups, reader.start, reader.end))
        last_end = reader.end if reader.has_label else len(text)
    return [found for found in statements if any(group.names for group in found.groups)]


def says_first_leads(text: str) -> bool:
    """Say whether a note in `text` makes the first of all later lists the leader (…，下同)."""
    return any(match["below"] for match in re.finditer(_FIRST, text))


def blank(text: str, spans: list[Span]) -> str:
    """Return `text` with line ends in the place of `spans`."""
    characters = list(text)
    for start, end in spans:
        characters[start:end] = "\n" * (end - start)
    return "".join(characters)


def _read_sentences(text: str) -> Iterator["_Reader"]:
    """Yield the readers of the statements in `text` that have no brackets."""
    for match in _SENTENCE.finditer(text):
        labelled = _LABELLED.search(text, *match.span())
        if labelled:
            reader = _Reader(text, labelled.start(), match.end(), is_closed=False)
            if reader.read():
                yield reader
        elif _ENDS_IN_VERB.fullmatch(match.group().strip()):
            reader = _Reader(text, *match.span(), is_closed=False)
            names = reader.read() and [n for group in reader.groups for n in group.names]
            if names and all(_PUBLIC_OFFICE.fullmatch(text, *name) for name in names):
                yield reader


def _brackets(text: str) -> Iterator[Span]:
    """Yield the spans of all pairs of brackets; `（…)` is a pair too."""
    opened: list[int] = []
    for position, character in enumerate(text):
        if character in _CLOSING:
            opened.append(position)
        elif character in _CLOSERS:
            while opened:
                start = opened.pop()
                if character in _CLOSING[text[start]]:
                    yield start, position + 1
                    break


class _Reader:
    """Reads one statement at `text[start:end]`, token by token.

    `is_closed` says that a bracket ends the statement; else the first name that is no office does.
    """

    def __init__(self, text: str, start: int, end: int, *, is_closed: bool) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.is_closed = is_closed
        self.groups = [Group()]
        self.is_statement = False
        self.has_label = False
        self.has_alien = False

    def read(self) -> bool:
        """Fill `groups` and say whether this is a statement; `end` becomes the end of it."""
        name_start = position = self.start
        while position < self.end and not self.has_alien:
            match = _TOKEN.match(self.text, position, self.end)
            if match is None:
                position += 1
            elif match.lastgroup == "inner":
                position = match.end()
            else:
                self._add_name(name_start, position)
                if not self.has_alien:
                    self._close_names(match.lastgroup or "")
                    name_start = position = match.end()
        if not self.has_alien:
            self._add_name(name_start, self.end)
        if self.has_alien:
            self.end = name_start
        self.groups = [group for group in self.groups if group.size]
        return self.is_statement and (not self.has_alien or self.has_label) and bool(self.groups)

    def _add_name(self, start: int, end: int) -> None:
        """Add the name between two tokens, if there is one."""
        printed = self.text[start:end]
        start += len(printed) - len(printed.lstrip())
        name = printed.strip()
        if agent := _AGENT.match(name):
            name, start = name[agent.end() :], start + agent.end()
        if not name:
            return
        if _NOBODY.fullmatch(name):
            self.groups[-1].size += 1
        elif _OFFICE.fullmatch(name):
            self.groups[-1].size += 1
            self.groups[-1].names.append((start, start + len(name)))
        else:
            # After a label an unknown word, a remark perhaps, does not make the others doubtful.
            self.has_alien = not (self.is_closed and self.has_label)

    def _close_names(self, token: str) -> None:
        """Give the names read so far, or the next ones, the part that `token` says."""
        group = self.groups[-1]
        if token == "separator":
            return
        if token == "others":
            group.size += 1
            return
        # Who only takes part, （全社会参与）, is no statement yet.
        self.is_statement |= token != "help"
        if token.endswith("_label"):
            self.has_label = True
            self.groups.append(Group(token.removesuffix("_label")))
        elif token == "mark":
            group.leads.extend(group.names[-1:])
        elif token == "first":
            self.groups[0].leads.extend(self.groups[0].names[:1])
        elif group.size:
            group.role = "lead" if token == "join" else token
            self.groups.append(Group())
