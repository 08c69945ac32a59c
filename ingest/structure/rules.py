"""What the next line of a document is: small rules of one signature, tried in order.

Each rule looks at what has been read and at the next line. It returns the node that the line opens,
`GOES_ON` where the line goes on with the text before, or None where the rule does not apply. One
list of patterns is not enough: a wrapped line may begin with "第十条的规定", the numbers of one
style start again in each chapter or run on through all of them, a 专栏 numbers its own items.
"""

import re
from collections.abc import Callable
from typing import Literal

from ingest.structure.front import label_line
from ingest.structure.levels import Node, Place
from ingest.structure.lines import Line
from ingest.structure.metadata import is_metadata
from ingest.structure.numbering import (
    Mark,
    counts_on,
    read_annex,
    read_box,
    read_box_item,
    read_mark,
    read_plain_number,
)
from ingest.structure.reading import HEADING_LENGTH, Reading
from ingest.text.joined import ends_sentence

GOES_ON: Literal["goes on"] = "goes on"
Move = Node | Literal["goes on"] | None
Rule = Callable[[Reading, Line], Move]

_BACK_LABELS = frozenset({"date", "disclosure", "annex", "contact", "issuers"})
# Lines between the title of an attached document and its first number.
_LONGEST_OPENING = 12
# Lines of an entry in a list of annexes.
_LONGEST_LISTED = 3
_FIRST_STYLES = frozenset({"part", "chapter", "article", "cn"})
_NAMED = re.compile(r"《([^《》]{4,60})》")
_CAPTION = re.compile(r"[【\[][^】\]]{1,12}[】\]]")
_LISTED = frozenset({"arabic", "arabic_bracket", "arabic_half_bracket", "circled", "letter"})
_UNNUMBERED = ("annex", "attached", "styled")


def goes_on_with_annex_list(reading: Reading, line: Line) -> Move:
    """Read a further entry of a list `附件：1.… 2.…` outside the body."""
    before = reading.front if not reading.nodes else reading.last.lines
    if reading.nodes and reading.last.kind != "back":
        return None
    mark = read_mark(reading.text, line.start, line.end)
    # An entry may go on in the line below it.
    for above in before[: -_LONGEST_LISTED - 1 : -1]:
        annex = read_annex(reading.text, above.start, above.end)
        if annex and annex.end == above.end:
            return GOES_ON if _is_first(reading, line) else None
        last = read_mark(reading.text, annex.end if annex else above.start, above.end)
        if last is not None:
            is_next = mark is not None and mark.style == last.style == "arabic"
            return GOES_ON if is_next and mark and mark.value == last.value + 1 else None
    return None


def opens_table(reading: Reading, line: Line) -> Move:
    """Read a line of a table."""
    if line.table < 0:
        return None
    if not reading.nodes and is_metadata(reading.printed(line)):
        return GOES_ON
    is_table = bool(reading.nodes) and reading.last.kind == "table"
    if is_table and reading.last.lines[0].table == line.table:
        return GOES_ON
    return reading.levels.open_table(line)


def opens_annex(reading: Reading, line: Line) -> Move:
    """Read the heading of an annex."""
    if line.inline or not reading.nodes:
        return None
    annex = read_annex(reading.text, line.start, line.end)
    if annex and reading.is_finished(line) and _heads_annex(reading, annex, line):
        return reading.levels.open_annex(annex, line)
    return None


def opens_attached(reading: Reading, line: Line) -> Move:
    """Read the title of a document that the notice before it issues or forwards."""
    if line.inline or not reading.nodes or not reading.is_finished(line):
        return None
    printed = reading.printed(line)
    if reading.last.style == "annex" and len(reading.last.lines) == 1:
        # The title below 附件2 is the annex's own.
        return None
    if len(printed) > HEADING_LENGTH or read_mark(reading.text, line.start, line.end):
        return None
    title = re.sub(r"\s", "", printed).strip("《》")
    is_named = title in reading.names
    is_title = reading.last.kind == "back" and label_line(printed) == "title"
    if not (is_named or is_title) or not _begins_again(reading):
        return None
    return reading.levels.open_attached(line)


def opens_box(reading: Reading, line: Line) -> Move:
    """Read the title of a 专栏."""
    box = read_box(reading.text, line.start, line.end) if reading.nodes else None
    if box is None or not (reading.is_finished(line) or not line.inline):
        return None
    rest = reading.text[box.end : line.end]
    if len(rest) > HEADING_LENGTH or ends_sentence(rest):
        return None
    if reading.is_finished(line) or box.value == reading.levels.next_box:
        return reading.levels.open_box(box, line)
    return None


def opens_mark(reading: Reading, line: Line) -> Move:
    """Read a line that begins with a numbering mark which fits the levels that are open."""
    mark = read_mark(reading.text, line.start, line.end)
    if mark is None and reading.numbers_plainly and not line.inline:
        mark = read_plain_number(reading.text, line.start, line.end)
    finished = reading.is_finished(line)
    if mark is None or not (finished or not counts_on(reading.text, mark)):
        return None
    # A blank parts the number of an article from its text, but not a reference from its own.
    is_parted = mark.style == "article" and reading.text[mark.end - 1].isspace()
    if mark.style == "article" and not finished and not (is_parted and reading.ends_short()):
        return None
    is_sure = line.is_paragraph or (is_parted and finished and not line.inline)
    depth = reading.levels.fit(mark, Place(finished, line.inline, is_sure))
    return None if depth is None else reading.levels.open_mark(mark, line, depth)


def goes_on_unfinished(reading: Reading, line: Line) -> Move:
    """Read on where the text before has not ended, or where no unit has begun."""
    if line.inline:
        return GOES_ON
    if not reading.nodes:
        return None if _heads_section(reading, line) else GOES_ON
    return None if reading.has_ended(line) else GOES_ON


def opens_box_item(reading: Reading, line: Line) -> Move:
    """Read a `行业：内容` item of the box that is open."""
    box = _box(reading)
    if box is None or not (reading.last is box or reading.last.style == "box_item"):
        return None
    item = read_box_item(reading.text, line.start, line.end)
    return reading.levels.open_box_item(item, line) if item else None


def opens_back(reading: Reading, line: Line) -> Move:
    """Read a signature, a date, contacts and what else stands below the body."""
    if reading.nodes and reading.last.kind == "back":
        return GOES_ON
    label = label_line(reading.printed(line))
    if label not in _BACK_LABELS or not reading.nodes:
        return None
    # 一、时间 and 二、联系方式 are headings of what would else be a signature.
    if reading.is_section_heading(reading.last) and label in ("contact", "date"):
        return GOES_ON
    if reading.ends_in_contact(reading.last) and label == "contact":
        return GOES_ON
    return open_back(reading, line)


def goes_on_with_paragraph(reading: Reading, line: Line) -> Move:
    """Read on where the last paragraph has not ended."""
    if not reading.nodes:
        return None
    return None if reading.ends_paragraph(reading.last, line) else GOES_ON


def opens_after_box(reading: Reading, line: Line) -> Move:
    """Read the text with which a section goes on after its box."""
    return None if _box(reading) is None else reading.levels.open_after_box(line)


def opens_styled(reading: Reading, line: Line) -> Move:
    """Read a heading without a number that the layout marks as one."""
    is_heading = line.level > 0 and line.end - line.start <= HEADING_LENGTH
    if not is_heading or reading.ends_sentence(line):
        return None
    return reading.levels.open_styled(line)


def opens_article_paragraph(reading: Reading, line: Line) -> Move:
    """Read a further 款 of an article."""
    current = reading.levels.current
    article = current.enclosing("article") if current else None
    if article is None or article.mark is None or article.lines[-1].end <= article.mark.end:
        return None
    if current is reading.last and _CAPTION.fullmatch(reading.printed(current.lines[-1])):
        # The text below 【说明】 is what it announces.
        return GOES_ON
    return reading.levels.open_article_paragraph(article, line)


def opens_closing(reading: Reading, line: Line) -> Move:
    """Read the paragraph below a list that has ended: items of one paragraph, and one more.

    Where the layout shows paragraphs, it belongs to what the list stands in, and not to its last
    item.
    """
    current = reading.levels.current
    if not line.is_paragraph or current is None or current.mark is None or current.children:
        return None
    is_plain_list = current.style in _LISTED and current.value > 1 and len(current.lines) == 1
    if not is_plain_list or reading.last is not current or current.siblings_go_on:
        return None
    if current.parent is None or _goes_on_counting(reading, current):
        return None
    return reading.levels.open_closing(line)


def opens_paragraph(reading: Reading, line: Line) -> Move:
    """Read a paragraph of a part that numbers nothing."""
    if not reading.nodes:
        return None
    current = reading.levels.current
    if current is not None and current.style not in _UNNUMBERED:
        return reading.levels.open_paragraph(line) if reading.last.kind == "table" else None
    is_first = current is reading.last and len(current.lines) == 1
    is_title = current is reading.last and not reading.ends_sentence(line)
    # The first text below a heading without a number belongs to it.
    if is_title or (is_first and current is not None and current.style == "styled"):
        return None
    return reading.levels.open_paragraph(line)


# The order matters: a table is one whatever its cells begin with, a number goes before all that has
# none, and what has not ended goes on before an unnumbered line may open anything.
RULES: tuple[Rule, ...] = (
    opens_table,
    goes_on_with_annex_list,
    opens_annex,
    opens_attached,
    opens_box,
    opens_mark,
    goes_on_unfinished,
    opens_styled,
    opens_box_item,
    opens_back,
    goes_on_with_paragraph,
    opens_after_box,
    opens_article_paragraph,
    opens_closing,
    opens_paragraph,
)


def open_back(reading: Reading, line: Line) -> Node:
    """Open back matter; the levels of the body end."""
    reading.levels.close_all()
    return Node("back", "back", None, None, [line])


def _box(reading: Reading) -> Node | None:
    current = reading.levels.current
    return current.enclosing("box") if current else None


def _heads_annex(reading: Reading, annex: Mark, line: Line) -> bool:
    """Say whether a line 附件… heads an annex; else it points to one, as in a list of them."""
    text, follower = reading.text, reading.follower()
    rest = text[annex.end : line.end]
    if len(rest) > HEADING_LENGTH or ends_sentence(rest):
        return False
    if rest and not annex.value and text[annex.end - 1] in ":： ":
        return False
    if follower is None:
        return False
    if text[annex.start : annex.end].rstrip()[-1] in ":：" and _is_first(reading, follower):
        return False
    if read_annex(text, follower.start, follower.end):
        # 附件1 above 附件1-1 heads both; 附件1 above 附件2 is an entry of a list.
        inner = read_annex(text, follower.start, follower.end)
        return inner is not None and inner.prefix == (annex.value,)
    return label_line(text[follower.start : follower.end]) not in ("date", "issuers")


def _heads_section(reading: Reading, line: Line) -> bool:
    """Say whether a styled line below the front matter heads a section, and is no part of it."""
    if line.level <= 0 or not reading.front or reading.front[-1].level == line.level:
        return False
    return label_line(reading.printed(line)) in ("", "text")


def _is_first(reading: Reading, line: Line) -> bool:
    """Say whether `line` begins a list 1. 2. 3."""
    mark = read_mark(reading.text, line.start, line.end)
    return mark is not None and mark.style == "arabic" and mark.value == 1


def _begins_again(reading: Reading) -> bool:
    """Say whether the numbering starts again soon after the line that is being read."""
    for line in reading.lines[reading.index + 1 : reading.index + 1 + _LONGEST_OPENING]:
        mark = read_mark(reading.text, line.start, line.end)
        if mark is not None:
            return mark.value == 1 and mark.style in _FIRST_STYLES
    return False


def _goes_on_counting(reading: Reading, item: Node) -> bool:
    """Say whether the next item of a list comes before its numbering starts again."""
    for line in reading.lines[reading.index + 1 :]:
        mark = read_mark(reading.text, line.start, line.end)
        if mark is not None and mark.style == item.style:
            return mark.value == item.value + 1
        if mark is not None and item.parent and mark.style == item.parent.style:
            return False
    return False


def find_names(text: str, lines: list[Line]) -> frozenset[str]:
    """Return the names of documents in 《…》 that `lines` state, without white space."""
    found = (_NAMED.findall(text[line.start : line.end]) for line in lines)
    return frozenset(re.sub(r"\s", "", name) for names in found for name in names)
