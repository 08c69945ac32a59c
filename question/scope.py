"""Which part of the documents a question speaks of: a chapter, a section, a box, or a word."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest import Clause
from ingest.annotations.vocabulary import default_vocabulary
from ingest.structure.numbering import parse_number
from question.query import Query, blank
from question.words import simplify

_CHAPTER = re.compile(r"第([一二三四五六七八九十]{1,3}|\d{1,2})个?大?(?:章|部分|大点)")
_SECTION = re.compile(r"第([一二三四五六七八九十]{1,3}|\d{1,2})节")
_BOX = re.compile(r"专栏\s*([一二三四五六七八九十]|\d{1,2})?")
_EXCEPT = re.compile(
    r"(?:不算|不含|不包括|不包含|不计|不看|除了?|排除|去掉|撇开|excluding|except)[^，。；？）)]*"
)
_HEADING = re.compile(
    r"(?:(?P<chapter>[一二三四五六七八九十]+)、|[（(](?P<section>[一二三四五六七八九十]+)[）)]|\d+[.．、]"
    r"|专栏\s*(?P<box>\d+))?[:：\s]*(?P<title>.*)",
    re.DOTALL,
)
# 重点任务 is also what people call any task: as a chapter it is marked as one.
_PLAIN = ("任务", "工作", "目标")
_MARKED = r"[”\"」』》]?(?:那|这)?一?(?:章|节|部分|板块|里|中|内|下|当中)"
_SHORTEST = 4
_TOPIC = re.compile(
    r"在?(?P<a>[^，。；？、在的]{2,12})(?:方面|领域|这方面)"
    r"|(?:跟|与|和|同|关于|涉及|有关|针对|围绕)(?P<b>[^，。；？的]{2,12}?)(?:有关|相关)?(?:的|方面的?)"
    r"(?:任务|工作|事项|条目|条款|事|活)"
)
_BEFORE_TOPIC = re.compile(r".*(?:牵头|负责|配合|参与|协助|分管|主管)")
_NO_TOPIC = re.compile(
    r"[我咱俺]|本(?:厅|局|委|办|处|单位|部门)|责任|职责|分工|都|同时|一起|共同|所有|全部|这份|那份|他们|它们|自己|哪|什么"
)


@dataclass(frozen=True, slots=True)
class Scope:
    """A part of the documents: clauses under one of `headings` and none of `excluded`.

    Empty `headings` mean all; `words`, where there are any, of which a clause must hold one.
    """

    headings: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    words: tuple[str, ...] = ()

    def holds(self, clause: Clause) -> bool:
        """Say whether `clause` lies in it."""
        above = {*clause.path, f"{clause.number}{clause.title}"}
        if above.intersection(self.excluded):
            return False
        if self.headings and not above.intersection(self.headings):
            return False
        return not self.words or any(word in simplify(clause.text) for word in self.words)


def read_scope(query: Query, clauses: Sequence[Clause]) -> Scope:
    """Return the part of the documents that a question speaks of.

    Args:
        query: The question.
        clauses: Those of the documents that it means; their headings are what it can name.
    """
    text = blank(query.text, query.reference.spans)
    excepted = [m.span() for m in _EXCEPT.finditer(text)]
    rest = blank(text, excepted)
    outside = "，".join(text[a:b] for a, b in excepted)
    headings = list(dict.fromkeys(h for clause in clauses for h in clause.path))
    named = _innermost([h for h in headings if _names_heading(rest, h)], clauses)
    named += [h for h in _numbered(rest, headings, clauses) if h not in named]
    excluded = tuple(h for h in headings if outside and _title(h) in outside)
    return Scope(tuple(named), excluded, () if named else _topic(rest))


def _title(heading: str) -> str:
    match = _HEADING.fullmatch(heading)
    return simplify(match["title"] if match else heading)


def _number(heading: str, level: str) -> int:
    """Return the number of a heading of that level, 0 if it is none."""
    match = _HEADING.fullmatch(heading)
    return parse_number(match[level]) if match and match[level] else 0


def _names_heading(text: str, heading: str) -> bool:
    """Say whether `text` names a heading, in full or for short (三品工程 for 三品提升工程)."""
    for title in _title(heading).split(","):
        if len(title) < _SHORTEST:
            continue
        if title in text:
            marked = f'[“"「『《]{title}|{title}{_MARKED}'
            return not title.endswith(_PLAIN) or re.search(marked, text) is not None
        if re.fullmatch(r"\w+工程", title):
            found = re.search(rf"{title[:2]}\w{{0,{len(title) - 5}}}工程", text)
            if found and _is_subsequence(found.group(), title):
                return True
    return False


def _is_subsequence(short: str, long: str) -> bool:
    letters = iter(long)
    return all(letter in letters for letter in short)


def _innermost(named: list[str], clauses: Sequence[Clause]) -> list[str]:
    """Return those headings of `named` that are not above another: the section, not its chapter."""
    above = {
        higher
        for clause in clauses
        for i, lower in enumerate(clause.path)
        if lower in named
        for higher in clause.path[:i]
    }
    return [heading for heading in named if heading not in above]


def _numbered(text: str, headings: Sequence[str], clauses: Sequence[Clause]) -> list[str]:
    """Return the headings that `text` names by number: 第三章, 第三章第二节, 专栏2."""
    box, chapter, section = _BOX.search(text), _CHAPTER.search(text), _SECTION.search(text)
    if box:
        number = parse_number(box[1]) if box[1] else 0
        boxes = [h for h in headings if _number(h, "box") and number in (0, _number(h, "box"))]
        return boxes or [box.group()]
    if not chapter:
        return []
    paths = [c.path for c in clauses if c.path]
    inside = [path for path in paths if _number(path[0], "chapter") == parse_number(chapter[1])]
    if section:
        inside = [
            path[1:]
            for path in inside
            if len(path) > 1 and _number(path[1], "section") == parse_number(section[1])
        ]
    return list(dict.fromkeys(path[0] for path in inside)) or [chapter.group()]


def _topic(text: str) -> tuple[str, ...]:
    """Return the words of a subject such as 在展会方面 or 与绿色工厂有关的任务."""
    match = _TOPIC.search(text)
    if not match:
        return ()
    vocabulary = default_vocabulary()
    topic = _BEFORE_TOPIC.sub("", match["a"] or match["b"])
    names = vocabulary.find("departments", topic)
    words = re.split("[和与及或 ]", blank(topic, [(f.start, f.end) for f in names]))
    return tuple(word for word in words if len(word) > 1 and not _NO_TOPIC.search(word))
