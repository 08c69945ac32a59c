"""Lines of a document in unified text, with what the layout tells of each."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from ingest.formats.model import Extract
from ingest.structure.furniture import find_furniture
from ingest.structure.numbering import Mark, read_box, read_mark
from ingest.text.unify import UnifiedText

# Marks that may stand in mid-sentence without a space before them: …：（一）甲；（二）乙。
_RUN_ON_STYLES = frozenset({"cn_bracket", "arabic_bracket", "circled"})
_BREAK = re.compile(r"\s+(?=\S)|(?<=[。；：;])(?=[（(①-⑳])")


@dataclass(frozen=True, slots=True)
class Line:
    """A run of unified text without outer white space; offsets are positions of that text.

    Attributes:
        start: Where it begins.
        end: Where it ends, exclusive.
        inline: It begins inside a physical line, at a numbering mark.
        is_paragraph: The layout says that a paragraph begins here.
        is_furniture: It is a page number, running head or the like.
        level: Level of the heading that the layout says it is (0: title); -1 when it says nothing.
        table: Which table of the document it belongs to, counted from 0; -1 for none.
    """

    start: int
    end: int
    inline: bool = False
    is_paragraph: bool = False
    is_furniture: bool = False
    level: int = -1
    table: int = -1


def read_lines(unified: UnifiedText, extract: Extract) -> list[Line]:
    """Return the lines of a document in order, each with what `extract` tells of it."""
    tables = _places(unified, ((t.start, t.end) for t in extract.tables))
    furniture = _places(unified, extract.furniture)
    levels = {
        start: styled.level
        for styled, (start, _) in zip(
            extract.styled,
            _places(unified, ((s.start, s.end) for s in extract.styled)),
            strict=True,
        )
    }
    lines: list[Line] = []
    table = 0
    for line in split_lines(unified.text):
        while table < len(tables) and tables[table][1] <= line.start:
            table += 1
        if table < len(tables) and tables[table][0] <= line.start:
            if not line.inline:
                lines.append(replace(line, table=table))
            elif lines and lines[-1].table == table:
                lines[-1] = replace(lines[-1], end=line.end)
            continue
        begins = not extract.is_wrapped and not line.inline
        lines.append(replace(line, is_paragraph=begins, level=levels.get(line.start, -1)))
    lines = _mark(lines, furniture)
    plain = [(line.start, line.end) for line in lines if line.table < 0]
    found = find_furniture(unified.text, plain)
    return [replace(n, is_furniture=n.is_furniture or n.start in found) for n in lines]


def split_lines(text: str, *, inline: bool = True) -> list[Line]:
    """Return the lines of `text` that hold more than white space, in order.

    Texts that lost their line breaks have numbering marks inside a line: each mark after white
    space, and a mark in brackets after a sentence mark, begins a line of its own here (`inline`),
    for the outline to accept or to join back.
    """
    start = 0
    lines: list[Line] = []
    for physical in text.splitlines(keepends=True):
        end = start + len(physical.rstrip())
        first = start + len(physical) - len(physical.lstrip())
        if first < end:
            lines.extend(_split_inline(text, first, end) if inline else [Line(first, end)])
        start += len(physical)
    return lines


def _split_inline(text: str, start: int, end: int) -> list[Line]:
    cuts = [start]
    for match in _BREAK.finditer(text, start, end):
        at = match.end()
        mark = read_mark(text, at, end)
        if at > start and (_may_begin(text, mark, match) or read_box(text, at, end)):
            cuts.append(at)
    pieces: list[Line] = []
    for index, cut in enumerate(cuts):
        stop = cuts[index + 1] if index + 1 < len(cuts) else end
        while text[stop - 1].isspace():
            stop -= 1
        pieces.append(Line(cut, stop, inline=index > 0))
    return pieces


def _may_begin(text: str, mark: Mark | None, gap: re.Match[str]) -> bool:
    if mark is None or mark.style == "bullet" or mark.style.startswith("decimal"):
        return False
    if not gap.group():
        return mark.style in _RUN_ON_STYLES
    return not (mark.style == "arabic" and text[mark.end : mark.end + 1].isdigit())


def _places(unified: UnifiedText, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return source spans as spans of the unified text, their outer white space left out."""
    places: list[tuple[int, int]] = []
    for start, end in spans:
        first, last = unified.position(start), unified.position(end)
        while first < last and unified.text[first].isspace():
            first += 1
        places.append((first, last))
    return places


def _mark(lines: list[Line], furniture: list[tuple[int, int]]) -> list[Line]:
    """Return `lines` with those marked that lie in one of the spans of `furniture`."""
    marked: list[Line] = []
    place = 0
    for line in lines:
        while place < len(furniture) and furniture[place][1] <= line.start:
            place += 1
        inside = place < len(furniture) and furniture[place][0] <= line.start
        marked.append(replace(line, is_furniture=True) if inside else line)
    return marked
