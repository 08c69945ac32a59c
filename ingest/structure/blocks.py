"""Lines of front and back matter in blocks, each labelled by the kind of fact that it states."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from ingest.structure.document_number import is_number
from ingest.structure.issuers import read_issuers
from ingest.structure.lines import Line
from ingest.structure.metadata import is_metadata, read_metadata
from ingest.structure.numbering import read_annex, read_mark
from ingest.structure.titles import NOTE, is_note_of_title, is_same_title, is_title, tidy_title
from ingest.text.dates import find_dates, is_date

# What a node of the front or back matter is called where it is shown and embedded.
LABELS = {
    "title": "文件标题",
    "number": "发文字号",
    "issuers": "发文机关",
    "date": "成文日期",
    "adoption": "通过与公布",
    "recipients": "主送机关",
    "contact": "联系方式",
    "annex": "附件",
    "source": "来源说明",
    "metadata": "文件信息",
    "disclosure": "公开方式",
    "text": "通知正文",
    "preamble": "引言",
}
CONTACT_NAME = (
    r"[\u4e00-\u9fff]{0,6}(?:电话|传真|联系人|邮箱|邮件|地址|邮编|邮政编码|网址|联系方式|截止日期|截止时间)"
    r"\s?[:：]"
)
_CONTACT = re.compile(rf"[（(]?\s?{CONTACT_NAME}")
_SOURCE = re.compile(r"https?://|[节節][录錄]自|[来來]源\s?[:：]")
_DISCLOSURE = re.compile(r"[(（]?(公开方式|公开属性|信息公开|此件|抄送|主动公开)")
_ADOPTED = re.compile("通过|公布|批准|修正|修订|发布|颁布|施行")
# 2018年7月30日签发 is no more than a date.
_DONE = re.compile("(?:签发|印发|发布|公布|成文)$")
_BODY = re.compile(
    "各|有关|相关|[省市区县旗州]|[部委厅局院会办处署]|政府|单位|公司|企业|集团|机构|机关|银行|学校|大学|中心|部门|同志"
)
_LEADS_IN = re.compile("^附|如下|以下|下列|下述|(?:决定|规定|通知|公告|意见|要求|决议)[:：]$")
_YEAR = re.compile(r"[\d零〇○一二三四五六七八九]{4}\s?年")
_SIGNATURE = re.compile(r"[一-鿿（）\s、]{2,60}")
# 国务院令 above 第746号 is one number.
_ORDER = re.compile("(?:令|公告)$")
_SERIAL = re.compile(r"[（(]?(?:\d{4}\s?年\s?)?第[^条章节款项]{1,8}[号號]")
_ACT = re.compile("关于|印发|转发|批转")
_LONGEST_RECIPIENTS, _LONGEST_ADOPTION, _LONGEST_TITLE = 800, 900, 60
# So many lines of issuers above a title are a list of their own.
_LISTED_ISSUERS = 3
_ENCLOSED = re.compile(r"\s*附\s?件\s?\d*$|\s*签发人.*$")


@dataclass(frozen=True, slots=True)
class Block:
    """Neighbouring lines that state one kind of fact; `label` is a key of `LABELS`."""

    label: str
    lines: tuple[Line, ...]


def label_line(line: str) -> str:
    """Return the key of `LABELS` for one line of front or back matter, "" if it has none."""
    return next((label for label, fits in _RULES if fits(line)), "")


def is_adoption(line: str) -> bool:
    """Say whether `line` begins a note on who adopted or published a statute, and when."""
    inner = line.lstrip("（( 　").removeprefix("根据").lstrip()
    found = find_dates(inner[:30])
    if not found or found[0].start or len(line) > _LONGEST_ADOPTION or "。" in line:
        return False
    is_sentence = inner[found[0].end : found[0].end + 1] in ("，", ",", "")
    return not is_sentence and _ADOPTED.search(inner) is not None and not inner.endswith("印发")


def group_blocks(text: str, lines: list[Line]) -> list[Block]:
    """Group the lines of front matter into blocks of one fact each, in order.

    Lines without a label of their own (pieces of a wrapped title, a bracketed note under it) go
    with the title that they touch, other ones with the text before them.
    """
    printed = [text[line.start : line.end] for line in lines]
    labels = [label_line(words) for words in printed]
    for i, line in enumerate(lines):
        if line.level == 0 and not labels[i] and not _YEAR.fullmatch(printed[i]):
            labels[i] = "title"
    _correct(printed, labels)
    for i, line in enumerate(lines):
        numbered = read_mark(text, line.start, line.end) is not None
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


def _correct(printed: list[str], labels: list[str]) -> None:
    """Correct labels of lines that their neighbours show to be something else."""
    for i, (line, label) in enumerate(zip(printed, labels, strict=True)):
        before, after = labels[i - 1] if i else "", labels[i + 1] if i + 1 < len(labels) else ""
        follower = printed[i + 1] if after or i + 1 < len(labels) else ""
        if before == "metadata" and label != "metadata" and _is_open_row(printed[i - 1]):
            labels[i] = "metadata"
        elif before == "adoption" and printed[i - 1].count("（") > printed[i - 1].count("）"):
            labels[i] = "adoption"
            printed[i] = "（" * (printed[i - 1].count("（") - printed[i - 1].count("）")) + line
        elif label in ("title", "issuers") and _ORDER.search(line) and _SERIAL.match(follower):
            labels[i] = "number"
        elif _names_issuers(line, label) and _ACT.match(follower):
            above = [*labels[:i], ""]
            first = next(k for k in range(i, -1, -1) if not k or above[k - 1] != "issuers")
            if i - first < _LISTED_ISSUERS - 1:
                labels[first : i + 1] = ["title"] * (i + 1 - first)
        elif label == "" and after == "date" and _SIGNATURE.fullmatch(line) and i:
            labels[i] = "issuers" if before in ("text", "issuers", "annex", "preamble") else ""


def _names_issuers(line: str, label: str) -> bool:
    """Say whether a line above 关于… holds the issuers with which a joint title begins."""
    if len(line) > _LONGEST_TITLE:
        return False
    return label == "issuers" or (label == "" and bool(read_issuers(line)))


def _label_fragment(text: str, lines: list[Line], labels: list[str], i: int) -> str:
    before = labels[i - 1] if i else ""
    printed = text[lines[i].start : lines[i].end]
    if before == "title" and is_note_of_title(printed):
        return "title"
    # A note in brackets, such as （本文有删减）, begins no title.
    is_long = lines[i].end - lines[i].start > _LONGEST_TITLE or NOTE.fullmatch(printed) is not None
    for j in range(i + 1, min(i + 9, len(lines))):
        if _gap(text, lines[j - 1], lines[j]):
            break
        if labels[j] == "title" and j < i + 4 and not is_long:
            return "title"
        if labels[j] == "recipients" and _BODY.search(printed) and "。" not in printed:
            return "recipients"
        if labels[j]:
            break
    if before == "source" and not _gap(text, lines[i - 1], lines[i]):
        return "source"
    is_first = not any(labels[:i]) and not any(label == "title" for label in labels)
    return "title" if is_first and not is_long and not re.search("[，。；：]", printed) else "text"


def _gap(text: str, before: Line, line: Line) -> bool:
    return text.count("\n", before.end, line.start) > 1


def _continues(text: str, block: Block, line: Line) -> bool:
    apart = text[block.lines[-1].end : line.start].strip()
    if apart or block.label in ("contact", "date"):
        return False
    last = text[block.lines[-1].start : block.lines[-1].end]
    printed = text[line.start : line.end]
    if block.label == "number":
        return _ORDER.search(last) is not None
    if block.label == "recipients":
        return last[-1] not in ":："
    if block.label == "title":
        title = text[block.lines[0].start : block.lines[-1].end]
        if NOTE.fullmatch(printed):
            return True
        is_again = is_same_title(tidy_title(title), tidy_title(printed))
        return not _gap(text, block.lines[-1], line) and not is_again
    if block.label == "text":
        return last[-1] not in "。；！"
    return True


def _is_signed_date(line: str) -> bool:
    """Say whether a date stands in the line of the signature: 临江市商务局 2024年4月8日."""
    found = find_dates(line)
    is_last = len(found) == 1 and found[0].start > 0 and found[0].end == len(line.rstrip("）) "))
    return is_last and bool(read_issuers(line[: found[0].start]))


def _is_recipients(line: str) -> bool:
    is_short = len(line) <= _LONGEST_RECIPIENTS and "。" not in line
    return is_short and not _LEADS_IN.search(line) and _BODY.search(line) is not None


def _is_open_row(line: str) -> bool:
    rows = read_metadata(line)
    return bool(rows) and not rows[-1].value


def _is_annex(line: str) -> bool:
    return read_annex(line, 0, len(line)) is not None and line[-1] not in "。；"


def _is_source(line: str) -> bool:
    return _SOURCE.search(line) is not None or line in ("附錄", "附录")


def _is_date(line: str) -> bool:
    return is_date(line) or is_date(_DONE.sub("", line)) or _is_signed_date(line)


# The first that fits a line is its label.
_RULES: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("contact", lambda line: _CONTACT.match(line) is not None),
    ("source", _is_source),
    ("metadata", is_metadata),
    ("annex", _is_annex),
    ("disclosure", lambda line: _DISCLOSURE.match(line) is not None),
    ("date", _is_date),
    ("number", lambda line: is_number(_ENCLOSED.sub("", line))),
    ("adoption", is_adoption),
    ("title", lambda line: line[-1] == "。" and is_title(line)),
    ("recipients", lambda line: line[-1] in ":：" and _is_recipients(line)),
    ("text", lambda line: line[-1] in ":：。；！"),
    ("title", is_title),
    ("issuers", lambda line: bool(read_issuers(line))),
)
