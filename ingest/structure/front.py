"""Front and back matter of a document: which fact each line states."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from ingest.annotations.dates import is_date, to_iso
from ingest.model import Document, Fact
from ingest.structure.lines import Line
from ingest.structure.numbering import read_annex, read_mark

# What a node of the front or back matter is called where it is shown and embedded.
LABELS = {
    "title": "文件标题",
    "number": "发文字号",
    "issuers": "发文机关",
    "date": "成文日期",
    "recipients": "主送机关",
    "contact": "联系方式",
    "annex": "附件",
    "source": "来源说明",
    "disclosure": "公开方式",
    "text": "通知正文",
    "preamble": "引言",
}
_NUMBER = re.compile(
    r"[\u4e00-\u9fff]{2,16}\s?[〔\[（(【]\s?\d{4}\s?[〕\]）)】]\s?(?:第\s?)?\d{1,5}\s?号"
    r"|第\s?\d{1,4}\s?号"
)
_CONTACT_NAME = (
    r"[\u4e00-\u9fff]{0,6}(?:电话|传真|联系人|邮箱|邮件|地址|邮编|邮政编码|网址|联系方式|截止日期|截止时间)"
    r"\s?[:：]"
)
_CONTACT = re.compile(rf"[（(]?\s?{_CONTACT_NAME}")
# One line may state several: 联系人：张三，电话：0757-…
_CONTACT_PART = re.compile(
    rf"({_CONTACT_NAME})\s?(.*?)(?=[）)。]?$|[，,；;、\s]{_CONTACT_NAME})", re.DOTALL
)
_ISSUER = r"[\u4e00-\u9fff]{2,28}(?:厅|局|委员会|委|部|署|办公室|办公厅|政府|院|司|会|中心|银行|办)"
_ISSUERS = re.compile(rf"{_ISSUER}(?:[\s、]+{_ISSUER})*")
_TITLE = re.compile(
    r"(?:意见|计划|规划|方案|办法|规定|条例|通知|细则|决定|措施|指南|公告|通告|纲要|法|决议|批复|函|目录"
    r"|标准|要点|的意见|》)\s*(?:[（(【].{1,24}[）)】])?$"
)
_NOTE = re.compile(r"[（(【].{1,24}[）)】]")
_NOTE_OF_TITLE = re.compile(r"稿|试行|暂行|草案|修订|\d{4}|通过|公布")
_DEADLINE = re.compile(
    r"((?:\d{4}\s*年\s*)?\d{1,2}\s*月\s*\d{1,2}\s*日)"
    r"\s*(?:[（(][^）)]{1,8}[）)])?\s*(?:\d{1,2}[:：]\d{2}|下班)?\s*(?:之?前|止|截止)"
)
_SOURCE = re.compile(r"https?://|[节節][录錄]自|[来來]源[:：]")
_PERIOD = re.compile(r"(20\d{2})\s*[-—–－~～至到]+\s*(20\d{2})")


@dataclass(frozen=True, slots=True)
class Block:
    """Neighbouring lines that state one kind of fact; `label` is a key of `LABELS`."""

    label: str
    lines: tuple[Line, ...]


def label_line(line: str) -> str:
    """Return the key of `LABELS` for one line of front or back matter."""
    if _CONTACT.match(line):
        return "contact"
    if _SOURCE.search(line) or line in ("附錄", "附录"):
        return "source"
    if read_annex(line, 0, len(line)) and line[-1] not in "。；":
        return "annex"
    if re.match(r"[(（]?(公开方式|公开属性|信息公开|此件|抄送|主动公开)", line):
        return "disclosure"
    if is_date(line):
        return "date"
    if _NUMBER.fullmatch(line):
        return "number"
    if line[-1] in ":：" and len(line) <= 120:
        return "recipients"
    if line[-1] in "。；！":
        return "text"
    # A wrapped line of running text may end in 计划 or 意见 too.
    if _TITLE.search(line) and not re.search("[，。；]", line):
        return "title"
    return "issuers" if _ISSUERS.fullmatch(line) else ""


def group_blocks(text: str, lines: list[Line]) -> list[Block]:
    """Group the lines of front matter into blocks of one fact each, in order.

    Lines without a label of their own (pieces of a wrapped title, a bracketed note under it) go
    with the title that they touch, other ones with the text before them.
    """
    labels = [label_line(text[line.start : line.end]) for line in lines]
    for i in range(len(lines)):
        numbered = read_mark(text, lines[i].start, lines[i].end) is not None
        if numbered and i and labels[i - 1] == "annex":
            labels[i] = "annex"
        elif not labels[i]:
            labels[i] = _label_fragment(text, lines, labels, i)
    blocks: list[Block] = []
    for line, label in zip(lines, labels, strict=True):
        if blocks and blocks[-1].label == label and _continues(text, blocks[-1], line):
            blocks[-1] = Block(label, (*blocks[-1].lines, line))
        else:
            blocks.append(Block(label, (line,)))
    return blocks


def mark_preamble(blocks: list[Block]) -> list[Block]:
    """Return `blocks` of front matter, where the text after the last title is the preamble."""
    title = max((i for i, block in enumerate(blocks) if block.label == "title"), default=0)
    return [
        Block("preamble", block.lines) if block.label == "text" and i > title else block
        for i, block in enumerate(blocks)
    ]


def _label_fragment(text: str, lines: list[Line], labels: list[str], i: int) -> str:
    before = labels[i - 1] if i else ""
    printed = text[lines[i].start : lines[i].end]
    if before == "title" and _NOTE.fullmatch(printed) and _NOTE_OF_TITLE.search(printed):
        return "title"
    for j in range(i + 1, min(i + 4, len(lines))):
        if _gap(text, lines[j - 1], lines[j]):
            break
        if labels[j] == "title":
            return "title"
    if before == "source" and not _gap(text, lines[i - 1], lines[i]):
        return "source"
    return "text"


def _gap(text: str, before: Line, line: Line) -> bool:
    return text.count("\n", before.end, line.start) > 1


def _continues(text: str, block: Block, line: Line) -> bool:
    apart = text[block.lines[-1].end : line.start].strip()
    if apart or block.label in ("contact", "date", "number"):
        return False
    if block.label == "title":
        note = _NOTE.fullmatch(text[line.start : line.end]) is not None
        return note or not _gap(text, block.lines[-1], line)
    if block.label == "text":
        return text[block.lines[-1].end - 1] not in "。！；"
    return True


def read_facts(text: str, blocks: list[Block]) -> tuple[Fact, ...]:
    """Return the facts that the blocks state, each with the span that states it."""
    return tuple(fact for block in blocks for fact in _facts_of(text, block))


def _facts_of(text: str, block: Block) -> list[Fact]:
    start, end = block.lines[0].start, block.lines[-1].end
    printed = text[start:end]
    if block.label == "issuers":
        return _matches("issuer", re.finditer(f"({_ISSUER})", printed), start)
    if block.label in ("text", "preamble"):
        return _matches("deadline", _DEADLINE.finditer(printed), start)
    if block.label == "contact":
        return _contact_facts(printed, start)
    tidy: dict[str, Callable[[str], str]] = {
        "title": tidy_title,
        "date": to_iso,
        "number": lambda number: re.sub(r"\s", "", number),
    }
    if block.label not in tidy:
        return []
    return [Fact(block.label, tidy[block.label](printed), start, end)]


def _contact_facts(printed: str, offset: int) -> list[Fact]:
    """Return each contact that the line states, and the deadline if 截止日期 is one of them."""
    facts: list[Fact] = []
    for match in _CONTACT_PART.finditer(printed):
        name, value = match.group(1).rstrip(" :："), match.group(2).strip(" ，,；;、）)。")
        span = offset + match.start(), offset + match.end()
        facts.append(Fact(name, value, *span))
        if name.startswith("截止", -4) and to_iso(value):
            facts.append(Fact("deadline", to_iso(value), *span))
    return facts


def _matches(name: str, matches: Iterable[re.Match[str]], offset: int) -> list[Fact]:
    """Return a fact for the first group of each match; deadlines as dates, the rest as printed."""
    value = to_iso if name == "deadline" else str
    return [Fact(name, value(m.group(1)), offset + m.start(1), offset + m.end(1)) for m in matches]


def tidy_title(printed: str) -> str:
    """Return a title as one line: wrapped lines joined, spaces between Chinese characters gone."""
    one_line = re.sub(r"(?<![A-Za-z0-9])\s+|\s+(?![A-Za-z0-9])", "", printed)
    return re.sub(r"\s+", " ", one_line).replace("(", "（").replace(")", "）")


def read_period(title: str) -> tuple[int, int] | None:
    """Return the years that a title such as …行动计划（2023-2025年） covers."""
    match = _PERIOD.search(title)
    return (int(match.group(1)), int(match.group(2))) if match else None


def describe(document: Document, text: str, blocks: list[Block], backs: list[Block]) -> Document:
    """Return `document` with what its front and back matter state of it.

    The title is the last one before the body: a notice that issues a plan has one of its own.
    """
    before = read_facts(text, blocks)
    facts = before + read_facts(text, backs)
    by_name: dict[str, list[str]] = {}
    for fact in facts:
        by_name.setdefault(fact.name, []).append(fact.value)
    title = document.title or _last_title(before) or _first_words(text)
    dates = by_name.get("date", [])
    whole_dates = [d for d in dates if len(d) == len("2023-12-29")]
    status = document.status
    if not status:
        status = "draft" if re.search(r"征求意见稿|草案", title) else "in_force"
    return replace(
        document,
        title=title,
        number=next(iter(by_name.get("number", [])), ""),
        issuers=tuple(dict.fromkeys(by_name.get("issuer", []))),
        issued=next(iter(whole_dates or dates), ""),
        deadline=next(iter(by_name.get("deadline", [])), ""),
        period=read_period(title),
        status=status,
        facts=facts,
    )


def _last_title(facts: tuple[Fact, ...]) -> str:
    """Return the last title, with the bracketed note that a page break has parted from it."""
    title = ""
    for fact in facts:
        if fact.name == "title":
            title = title + fact.value if _NOTE.fullmatch(fact.value) else fact.value
    return title


def read_region(document: Document) -> str:
    """Return the province that issued the document, e.g. 广东省; empty for a national one."""
    for name in (*document.issuers, document.title):
        match = re.match(r"[\u4e00-\u9fff]{2,3}?(?:省|自治区)|(?:北京|上海|天津|重庆)市", name)
        if match:
            return match.group()
    return ""


def _first_words(text: str) -> str:
    first = re.search(r"[^\s\ufeff\u200b]+", text)
    return first.group()[:60] if first else ""
