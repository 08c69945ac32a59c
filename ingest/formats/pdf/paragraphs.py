"""Lines to paragraphs: where a line goes on with the one before it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from ingest.formats.pdf.lines import Line
from ingest.formats.pdf.margins import Margins

_CN = "[〇零一二三四五六七八九十百千]"
_MARK = re.compile(
    # 第八条第二款, 第八条的规定: a reference that a line happens to begin with.
    rf"第(?:{_CN}{{1,7}}|[0-9０-９]{{1,4}})[条條章节節编編款部](?![第的规規之、和至及或所])"
    rf"|{_CN}{{1,4}}[、．]"
    rf"|[（(](?:{_CN}{{1,4}}|[0-9０-９]{{1,3}})[)）]|[0-9０-９]{{1,3}}[.．、](?![0-9０-９])"
    r"|[0-9]{1,2}[)）]|[0-9]{1,2}(?:\.[0-9]{1,2}){1,4}\s|[①-⑳⑴-⒇]|[•●○■□◆◇※▪]|——|—"
    r"|附[件录錄表][0-9０-９一二三四五六七八九十]*(?:[:：\s]|$)|专栏|專欄|【"
)
_ALONE = re.compile(
    r"[0-9０-９〇○零一二三四五六七八九十]{2,4}年(?:[0-9０-９一二三四五六七八九十]{1,3}月"
    r"(?:[0-9０-９一二三四五六七八九十]{1,3}日)?)?|.{0,20}[〔\[［【(（][0-9０-９]{4}[〕\]］】)）].{0,8}号"
    r"|.{0,20}[0-9０-９]{4}年第[0-9０-９]+号|目[录錄次]"
    r"|附[件录錄表][0-9０-９一二三四五六七八九十]*[:：]?"
)
_CONTENTS = re.compile(r"(?:[.．·…。—\-]\s?){3,}\s*[(（]?[0-9ivxlc]+[)）]?$")
_SENTENCE_ENDS = frozenset("。！？!?")
_COMMAS = frozenset("，、")
_STOPS = _SENTENCE_ENDS | frozenset("；;：:")
_CLOSERS = "”’」』）)》〉】〕"
_OPENERS = frozenset("（《〈「『【〔“‘([")
_BRACKETS = (*zip("（(《〈〔「“", "）)》〉〕」”", strict=True),)
_BRACKET_LINES = 3
_NEVER_FIRST = frozenset("，。、；：！？）》〉」』】〕”’%％,;:!?)]}")
_ADDRESS = re.compile(r"(?:://|www\.|@)[\x21-\x7e]*$")
# Ems that a line may fall short of the margin by, though the next word would not have fitted.
_TOLERANCE = 0.25
# Ems left at the end of a line that was broken by hand after a comma, at most.
_RAGGED = 8.0
# Ems that the first line of a paragraph is indented.
_FIRST_LINE = (1.4, 2.7)
_LETTER = re.compile(r"[A-Za-z0-9]")


@dataclass(frozen=True, slots=True)
class Placed:
    """A line with the margins of its flow; lines of one flow have the same `flow`."""

    line: Line
    margins: Margins
    page: int
    flow: int

    @property
    def indent(self) -> float:
        """Return how far it begins from the left margin, in ems."""
        return (self.line.left - self.margins.left) / max(self.line.size, 1.0)

    @property
    def slack(self) -> float:
        """Return how much room is left at its end, in ems."""
        return (self.margins.right - self.line.right) / max(self.line.size, 1.0)

    @property
    def is_centred(self) -> bool:
        """Return whether it stands in the middle, away from both margins."""
        return self.indent > 1.2 and abs(self.indent - self.slack) < 1.5 and self.slack > 1.2


@dataclass(frozen=True, slots=True)
class Habits:
    """What holds for the whole file: size of type, first lines indented, and its Latin words."""

    size: float
    is_indented: bool
    words: frozenset[str] = frozenset()


def learn_habits(placed: Sequence[Placed], in_cells: Sequence[Line] = ()) -> Habits:
    """Return the habits of a file with the lines `placed`, and `in_cells` of its tables."""
    lines = [each.line for each in placed] or list(in_cells)
    if not lines:
        return Habits(0.0, True)
    sizes = np.repeat([line.size for line in lines], [len(line.text) for line in lines])
    first = sum(_FIRST_LINE[0] <= each.indent <= _FIRST_LINE[1] for each in placed)
    flush = sum(abs(each.indent) < 0.6 for each in placed)
    inner = (word for line in (*lines, *in_cells) for word in line.text.split()[1:-1])
    words = frozenset(word for word in inner if word.isascii() and word.isalpha())
    return Habits(float(np.median(sizes)), first >= 0.07 * (first + flush), words)


def begins_with_mark(text: str) -> bool:
    """Return whether a numbering mark, a bullet or 目录 stands at the start of `text`."""
    return bool(_MARK.match(text) or text in ("目录", "目錄", "目次"))


def begins_paragraph(before: Sequence[Placed], line: Placed, habits: Habits) -> bool:
    """Return whether `line` begins a paragraph, after the lines `before` of the open one."""
    last, text = before[-1], line.line.text
    has_mark = bool(_MARK.match(text))
    is_full = last.slack < line.line.lead / max(line.line.size, 1.0) + _TOLERANCE
    if _is_parted(last, line, is_full=is_full):
        return True
    if text[0] in _NEVER_FIRST or last.line.text[-1] in _OPENERS:
        return False
    if _is_bracket_open(before) and not has_mark:
        return False
    if _ALONE.fullmatch(last.line.text):
        return True
    is_display = line.line.size > 1.1 * habits.size
    if is_display and (last.is_centred or is_full) and line.is_centred:
        return has_mark or bool(_ALONE.fullmatch(text)) or last.flow != line.flow
    if last.is_centred and not is_full:
        return True
    if _hangs(before, line):
        return has_mark or not _is_full_in(before, line)
    if is_full:
        return _begins_after_full(last, line, habits)
    return has_mark or line.indent >= 1 or last.slack >= _RAGGED or _end_of(last) not in _COMMAS


def _end_of(placed: Placed) -> str:
    """Return the last character of a line before the quotes and brackets that close there."""
    return placed.line.text.rstrip(_CLOSERS)[-1:]


def _is_parted(last: Placed, line: Placed, *, is_full: bool) -> bool:
    """Return whether size of type, a gap or an entry of a table of contents parts two lines."""
    if abs(last.line.size - line.line.size) > 0.12 * max(last.line.size, line.line.size):
        return True
    if _CONTENTS.search(last.line.text):
        return True
    usual = max(last.margins.pitch, 1.3 * last.line.size)
    is_apart = last.flow == line.flow and line.line.base - last.line.base > 1.7 * usual
    return is_apart and not (is_full and _end_of(last) in _COMMAS)


def _begins_after_full(last: Placed, line: Placed, habits: Habits) -> bool:
    """Decide for a line after one that reaches the right margin."""
    has_mark, end = bool(_MARK.match(line.line.text)), _end_of(last)
    width = (last.margins.right - last.margins.left) / max(last.line.size, 1.0)
    if last.indent > 0.35 * width and last.indent > 5:
        return True
    if _CONTENTS.search(line.line.text) and not has_mark and end not in _STOPS:
        return False
    step = line.indent - last.indent
    if line.indent < 0.8:
        is_last = line.slack > 2
        if end in _SENTENCE_ENDS and is_last and _end_of(line) not in _STOPS:
            # The last line of a paragraph would end with a stop.
            return True
        if habits.is_indented and (last.indent >= 0.8 or not has_mark or end not in _SENTENCE_ENDS):
            return False
        return end in _SENTENCE_ENDS or (has_mark and end in _STOPS)
    if step > 0.5:
        is_usual = habits.is_indented and _FIRST_LINE[0] <= line.indent <= _FIRST_LINE[1]
        return is_usual or last.indent >= 0.8 or end in _STOPS or has_mark
    if abs(step) <= 0.5:
        return has_mark or end in _STOPS
    return has_mark and end in _STOPS


def _hangs(before: Sequence[Placed], line: Placed) -> bool:
    """Return whether `line` stands under the text of a list's first line, away from the margin."""
    if line.indent < 0.5:
        return False
    first = before[0]
    shift = line.margins.left - first.margins.left
    tolerance = 0.4 * line.line.size
    return any(abs(line.line.left - shift - place) < tolerance for place in first.line.hangs)


def _is_bracket_open(before: Sequence[Placed]) -> bool:
    """Return whether a bracket that opens in the last lines is not closed yet."""
    text = "".join(placed.line.text for placed in before[-_BRACKET_LINES:])
    return any(text.count(opening) > text.count(closing) for opening, closing in _BRACKETS)


def _is_full_in(before: Sequence[Placed], line: Placed) -> bool:
    """Return whether the last of `before` is as long as the paragraph's lines, or the margin."""
    right = max(each.line.right for each in before)
    return right - before[-1].line.right < line.line.lead + _TOLERANCE * line.line.size


def split_paragraphs(placed: Iterable[Placed], habits: Habits) -> list[list[Placed]]:
    """Return the lines `placed`, in order, grouped into paragraphs."""
    paragraphs: list[list[Placed]] = []
    for line in placed:
        if paragraphs and not begins_paragraph(paragraphs[-1], line, habits):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return paragraphs


def join(before: str, after: str, words: frozenset[str] = frozenset()) -> str:
    """Return what stands between two lines of one paragraph: nothing, a space, or a dropped "-".

    The answer is "" or " ", or "-" where the hyphen that ends `before` only parts a word.
    """
    one, two = before[-1], after[0]
    if one == "-" and len(before) > 1 and before[-2].islower() and two.islower():
        return "-" if before[-2].isascii() and two.isascii() else ""
    if not two.isascii() or not one.isascii() or _ADDRESS.search(before):
        return ""
    if one.isdigit() and two.isdigit():
        return ""
    if not _LETTER.match(two) and two not in "(":
        return ""
    if _LETTER.match(one):
        head, tail = before.split()[-1], after.split()[0]
        return "" if re.split(r"[^\x21-\x7e]", head)[-1] + tail in words else " "
    return " " if one in ",;:.)!?" else ""
