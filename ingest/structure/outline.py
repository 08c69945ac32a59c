"""Outline of an official document: a stack of numbered levels, opened and ended by rules.

A mark opens a node only where its value follows on in a level that is open or can be opened
(`levels`); what each line is, the table of rules says (`rules`).
"""

from collections.abc import Sequence

from ingest.structure.levels import Levels, Node
from ingest.structure.lines import Line
from ingest.structure.numbering import CN_ABOVE_ARTICLES, RANKS, Mark, read_mark, read_plain_number
from ingest.structure.reading import HEADING_LENGTH, Reading
from ingest.structure.rules import GOES_ON, RULES, find_names, open_back
from ingest.text.joined import ends_sentence

_FEWEST_PLAIN = 3


def read_outline(text: str, lines: Sequence[Line], contents: Sequence[tuple[int, int]]) -> Reading:
    """Read `lines` of `text`, all but the ranges `contents` of tables of contents.

    Returns:
        What was read: its nodes in order, the lines before the first one, and page furniture.
    """
    left_out = {i for start, end in contents for i in range(start, end)}
    body = [line for i, line in enumerate(lines) if i not in left_out]
    after = {lines[end].start for _, end in contents if end < len(lines)}
    reading = Reading(text, body, Levels(_ranks(text, _marks(text, body))))
    reading.names = find_names(text, body)
    reading.numbers_plainly = _numbers_plainly(text, body)
    for reading.index, line in enumerate(body):
        if line.start in after:
            reading.end_furniture()
            reading.after_contents = True
        if line.is_furniture:
            reading.put_aside(line)
            continue
        _read_line(reading, line)
        reading.after_contents = False
    reading.end_furniture()
    return reading


def _read_line(reading: Reading, line: Line) -> None:
    move = next((move for rule in RULES if (move := rule(reading, line)) is not None), GOES_ON)
    if move == GOES_ON and reading.after_contents and reading.nodes:
        # A node cannot go on across a table of contents.
        move = open_back(reading, line)
    if isinstance(move, Node):
        reading.start(move)
    else:
        reading.go_on(line)


def _marks(text: str, lines: Sequence[Line]) -> list[tuple[Line, Mark]]:
    found = ((line, read_mark(text, line.start, line.end)) for line in lines if line.table < 0)
    return [(line, mark) for line, mark in found if mark is not None]


def _ranks(text: str, marks: list[tuple[Line, Mark]]) -> dict[str, int]:
    """Return how high each style stands: 一、 above 第X条 where the articles run on through it."""
    ranks = dict(RANKS)
    marks = [(line, mark) for line, mark in marks if mark.style in ("cn", "article")]
    article = above = 0
    for index, (line, mark) in enumerate(marks):
        if mark.style == "article":
            article = mark.value
            continue
        following = marks[index + 1][1] if index + 1 < len(marks) else None
        is_heading = line.end - line.start <= HEADING_LENGTH and not ends_sentence(
            text[line.start : line.end]
        )
        if following and following.style == "article" and following.value == article + 1:
            above += is_heading and (article > 0 or mark.value == 1)
        elif article:
            # 一、 二、 inside an article, one after the other.
            above -= 1
    if above > 1:
        ranks["cn"] = CN_ABOVE_ARTICLES
    return ranks


def _numbers_plainly(text: str, lines: Sequence[Line]) -> bool:
    """Say whether lines such as `1 总则`, `2 范围`, `3 …` count on through the text."""
    expected = 1
    for line in lines:
        mark = None if line.inline or line.table >= 0 else _plain(text, line)
        if mark is not None and mark.value == expected:
            expected += 1
    return expected > _FEWEST_PLAIN


def _plain(text: str, line: Line) -> Mark | None:
    return read_plain_number(text, line.start, line.end)
