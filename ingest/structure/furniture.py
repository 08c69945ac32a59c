"""Page furniture of plain text: page numbers and running heads, known by how they go on.

A number alone in a line may be a page number or a cell of a table; a line that stands again and
again may be a running head or a heading. What tells them apart is the sequence from page to page.
"""

import re
from collections import Counter
from collections.abc import Sequence

from ingest.structure.numbering import read_mark

Span = tuple[int, int]

_DECORATED = re.compile(
    r"[-—–－·\s]+\d{1,4}[-—–－·\s]*|\d{1,4}[-—–－·\s]+"
    r"|第\s*\d+\s*页(?:\s*[,，/]?\s*共\s*\d+\s*页)?|\d{1,4}\s*/\s*\d{1,4}"
    r"|[(（]\s*此页无正文\s*[)）]|=+\s*(?:PAGE|Page|第)\s*\d+\s*页?\s*=+"
)
_BARE = re.compile(r"\d{1,3}")
# Pages hold more text than this between their numbers; the cells of a table do not.
_LEAST_PAGE = 100
_LONGEST_HEAD = 60
_FEWEST_HEADS = 3
# A line cut by a page has neighbours of running text.
_RUNNING_TEXT = 12
_ENDS = frozenset("。！？；：!?;:，、,")


def is_page_number(line: str) -> bool:
    """Say whether a line is a page number by its looks: — 3 —, 第3页, 3/12, a note of no text."""
    return _DECORATED.fullmatch(line) is not None


def find_furniture(text: str, lines: Sequence[Span]) -> set[int]:
    """Return where the lines begin that are page numbers or running heads.

    Args:
        text: The text of a document.
        lines: Its lines in order, half-open spans without outer white space.
    """
    numbers = {i for i, (start, end) in enumerate(lines) if is_page_number(text[start:end])}
    numbers |= _bare_numbers(text, lines)
    heads = _running_heads(text, lines, numbers)
    return {lines[i][0] for i in numbers | heads}


def _bare_numbers(text: str, lines: Sequence[Span]) -> set[int]:
    """Return the lines whose bare numbers count on from page to page."""
    bare = [i for i, (start, end) in enumerate(lines) if _BARE.fullmatch(text, start, end)]
    found: set[int] = set()
    runs: list[list[int]] = []
    for i in bare:
        value = int(text[slice(*lines[i])])
        for run in reversed(runs):
            last = run[-1]
            is_next = value == int(text[slice(*lines[last])]) + 1
            if is_next and lines[i][0] - lines[last][1] >= _LEAST_PAGE:
                run.append(i)
                break
        else:
            runs.append([i])
    for run in runs:
        if len(run) > 1:
            found.update(run)
    found.update(i for i in bare if i not in found and _cuts_a_sentence(text, lines, i))
    return found


def _cuts_a_sentence(text: str, lines: Sequence[Span], i: int) -> bool:
    """Say whether line `i` stands between two halves of one sentence, as only a page number can."""
    if not 0 < i < len(lines) - 1:
        return False
    before, after = text[slice(*lines[i - 1])], text[slice(*lines[i + 1])]
    return (
        min(len(before), len(after)) >= _RUNNING_TEXT
        and before[-1] not in _ENDS
        and "\u3400" <= after[0] <= "\u9fff"
        and "\u3400" <= before[-1] <= "\u9fff"
    )


def _running_heads(text: str, lines: Sequence[Span], numbers: set[int]) -> set[int]:
    """Return the lines that stand again beside the page numbers."""
    beside = {i + step for i in numbers for step in (-1, 1)} - numbers
    keys = {
        i: re.sub(r"[\d\s]+", "", text[slice(*lines[i])])
        for i in beside
        if 0 <= i < len(lines) and _may_be_head(text, *lines[i])
    }
    counts = Counter(key for key in keys.values() if key)
    return {i for i, key in keys.items() if counts[key] >= _FEWEST_HEADS}


def _may_be_head(text: str, start: int, end: int) -> bool:
    if end - start > _LONGEST_HEAD or text[end - 1] in _ENDS:
        return False
    return read_mark(text, start, end) is None
