"""Which columns without rules are a table, by what stands in them."""

import re
from collections.abc import Sequence
from enum import Enum

# Contents, lists and forms stand in columns as well.
_MARK = re.compile(
    r"第?[〇零一二三四五六七八九十百千0-9０-９]{1,5}[编編章节節条條款项項、.．]?"
    r"|[（(][〇零一二三四五六七八九十百0-9０-９a-zA-Z]{1,5}[)）]|[a-zA-Z][.)．）]"
    r"|[①-⑳⑴-⒇•●○■□◆◇※▪—–\-]|附[件录錄表][0-9０-９一二三四五六七八九十]*[:：]?|[注註][0-9]*[:：]?"
)
_LEADER = re.compile(r"[.．·…‥]{3}|…$")
_LABEL = re.compile(r"[：:]")
_FIGURE = re.compile(r"[-—–/]|(?:约|約|≤|≥|<|>|＜|＞|[￥¥$]|第)?[0-9０-９]")
_PAGE = re.compile(r"[0-9０-９]{1,4}|[ivxlc]{1,6}")
# Characters of a person's name, at most, spaces aside.
_LONGEST_NAME = 4
_FEWEST_OF_TWO, _FEWEST_OF_MORE = 5, 4


class Kind(Enum):
    """What columns of text are taken for."""

    TABLE = "a table for sure"
    UNCLEAR = "perhaps a table"
    TEXT = "no table"


def judge(rows: Sequence[Sequence[str]]) -> Kind:
    """Return what `rows` of as many texts each are; "" is an empty cell.

    A table for sure has a column of figures below its name. Two columns need a unit beside each
    figure, as bare numbers count pages.
    """
    cells = [text for row in rows for text in row if text]
    columns = list(zip(*rows, strict=True))
    if _is_contents(columns) or 2 * sum(bool(_LABEL.search(text)) for text in cells) >= len(cells):
        return Kind.TEXT
    if all(
        len(text.replace(" ", "")) <= _LONGEST_NAME and not _FIGURE.match(text) for text in cells
    ):
        return Kind.TEXT
    if any(_has_figures(column, bare=len(columns) > 2) for column in columns[len(columns) == 2 :]):
        return Kind.TABLE
    fewest = _FEWEST_OF_TWO if len(columns) == 2 else _FEWEST_OF_MORE
    return Kind.UNCLEAR if len(rows) >= fewest else Kind.TEXT


def _is_contents(columns: Sequence[Sequence[str]]) -> bool:
    """Return whether marks stand before the texts of a list, or page numbers behind."""
    first, last = columns[0], [text for text in columns[-1] if text]
    if any(_LEADER.search(text) for column in columns for text in column):
        return True
    if len(columns) > 2:
        return False
    marked = sum(bool(_MARK.fullmatch(text.replace(" ", ""))) for text in first)
    return 2 * marked >= len(first) or all(_PAGE.fullmatch(text) for text in last)


def _has_figures(column: Sequence[str], *, bare: bool) -> bool:
    """Return whether all of `column` but its name, and at least two, are figures."""
    below = [text for text in column[1:] if text]
    figures = [text for text in below if _FIGURE.match(text)]
    if not bare and any(_PAGE.fullmatch(text) for text in figures):
        return False
    return len(figures) >= 2 and len(figures) == len(below)
