"""Lines of a source document: where they stand, and which are page furniture or contents."""

import re
from dataclasses import dataclass

from ingest.structure.numbering import read_box, read_mark

# Byte order marks and zero-width characters, as web pages and joined files leave them in.
_INVISIBLE = "\ufeff\u200b\u200c\u200d\u200e\u2060"
_PAGE_NUMBER = re.compile(
    r"[-—–－·\s]+\d{1,4}[-—–－·\s]*|\d{1,4}[-—–－·\s]+|\d{1,3}"
    r"|第\s*\d+\s*页(?:\s*[,，/]?\s*共\s*\d+\s*页)?|[(（]\s*此页无正文\s*[)）]"
    rf"|[{_INVISIBLE}\s]+"
)
_LEADERS = ".．…·‥"
_CONTENTS = re.compile(r"目\s*[录錄次]|Contents", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """A run of source text without outer white space.

    `inline` lines begin inside a physical line, where white space is followed by a numbering mark.
    """

    start: int
    end: int
    inline: bool = False


def split_lines(text: str, *, inline: bool = True) -> list[Line]:
    """Return the lines of `text` that hold more than white space, in order.

    Texts that lost their line breaks have numbering marks inside a line: each mark after white
    space begins a line of its own here (`inline`), for the outline to accept or to join back.
    Invisible characters before a line are a line of their own.
    """
    start = 0
    lines: list[Line] = []
    for physical in text.splitlines(keepends=True):
        end = start + len(physical.rstrip())
        first = start + len(physical) - len(physical.lstrip())
        invisible = first
        while first < end and (text[first] in _INVISIBLE or text[first].isspace()):
            first += 1
        if invisible < first:
            lines.append(Line(invisible, invisible + len(text[invisible:first].rstrip())))
        if first < end:
            lines.extend(_split_inline(text, first, end) if inline else [Line(first, end)])
        start += len(physical)
    return lines


def _split_inline(text: str, start: int, end: int) -> list[Line]:
    cuts = [start]
    for match in re.finditer(r"\s+(?=\S)", text[start:end]):
        at = start + match.end()
        mark = read_mark(text, at, end)
        decimal = mark and mark.style == "arabic" and text[mark.end : mark.end + 1].isdigit()
        if (mark and mark.style != "bullet" and not decimal) or read_box(text, at, end):
            cuts.append(at)
    pieces: list[Line] = []
    for index, cut in enumerate(cuts):
        stop = cuts[index + 1] if index + 1 < len(cuts) else end
        while text[stop - 1].isspace():
            stop -= 1
        pieces.append(Line(cut, stop, inline=index > 0))
    return pieces


def is_furniture(line: str) -> bool:
    """Say whether a line is a page number, a note that the page is blank, or invisible."""
    return _PAGE_NUMBER.fullmatch(line) is not None


def find_contents(text: str, lines: list[Line]) -> tuple[int, int] | None:
    """Return the half-open range of `lines` that are the table of contents, or None.

    It begins at 目录 or at the first of three lines with dot leaders, and goes on while lines end
    in a leader or page number or stand again, word for word, further down.
    """
    first = next(
        (i for i, line in enumerate(lines) if _CONTENTS.fullmatch(text[line.start : line.end])),
        None,
    )
    if first is None:
        leaders = [i for i, n in enumerate(lines) if _has_leader(text[n.start : n.end])]
        if len(leaders) < 3 or leaders[2] - leaders[0] > 2:
            return None
        first = leaders[0] - 1
    keys = [_key(text[line.start : line.end]) for line in lines]
    last_of_key = {key: i for i, key in enumerate(keys)}
    last = first
    for i in range(first + 1, len(lines)):
        again = bool(keys[i]) and last_of_key[keys[i]] > i
        if not _is_entry(text[lines[i].start : lines[i].end], again=again):
            break
        last = i
    if last == first:
        return None
    has_title = _CONTENTS.fullmatch(text[lines[first].start : lines[first].end]) is not None
    return (first if has_title else first + 1), last + 1


def _is_entry(line: str, *, again: bool) -> bool:
    return _has_leader(line) or is_furniture(line) or (again and len(line) <= 60)


# No regular expressions here: a search for the end of a long run of dots takes quadratic time.
def _has_leader(line: str) -> bool:
    head, page = _split_page(line)
    leader = head[len(head.rstrip(_LEADERS + " ")) :]
    return len(leader.replace(" ", "")) >= (2 if page else 3)


def _split_page(line: str) -> tuple[str, str]:
    """Return a line without the page number at its end, and that number."""
    head = line.rstrip("0123456789")
    if len(line) - len(head) > 4:
        return line, ""
    return head.rstrip(), line[len(head) :]


def _key(line: str) -> str:
    title = _split_page(line)[0].rstrip(_LEADERS + " \t\u3000")
    return re.sub(r"[\s（）()]", "", title)
