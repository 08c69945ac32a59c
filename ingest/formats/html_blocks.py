"""The tree of a page as blocks in order: lines of text, and tables."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree, html

from ingest.formats.html_tables import CELLS, Grid, is_data_table, read_grid

_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote body br caption center dd details dialog dir div dl dt"
        " fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main"
        " menu nav ol p pre section summary table tbody td tfoot th thead tr ul",
    )
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_SUPERSCRIPTS = str.maketrans("0123456789+-−n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻ⁿ")
_SPACES = re.compile(r"[ \t\r\n\f\xa0]+")
# A line of the source that ends between two Chinese characters leaves no space.
_BETWEEN_CHINESE = re.compile(
    r"(?<=[\u3000-\u9fff\uff00-\uffef])[ \t]*[\r\n]\s*(?=[\u3001-\u9fff\uff00-\uffef])"
)
_START = re.compile(r"\d{1,9}")
_NUMBERED = re.compile(r"[\d一二三四五六七八九十（(第]")


@dataclass(frozen=True, slots=True)
class Block:
    """A line or a table of a page.

    Attributes:
        text: The line; of a table all that it holds.
        element: The block's element, or the innermost that holds the line.
        linked: How many characters of the line or table are links.
        level: Of a heading 1 to 6, else None.
        grid: The cells of a table, else None.
        targets: The addresses that the line links to.
    """

    text: str
    element: html.HtmlElement
    linked: int = 0
    level: int | None = None
    grid: Grid | None = None
    targets: tuple[str, ...] = ()


class _Line:
    """Collects the pieces of a line."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._linked: list[str] = []
        self._targets: list[str] = []

    def link(self, target: str) -> None:
        self._targets.append(target)

    def add(self, text: str | None, *, in_link: bool) -> None:
        if text:
            self._pieces.append(text)
            if in_link:
                self._linked.append(text)

    def take(self) -> tuple[str, int, tuple[str, ...]]:
        text, linked = clean("".join(self._pieces)), len(clean("".join(self._linked)))
        targets = tuple(self._targets)
        for held in (self._pieces, self._linked, self._targets):
            held.clear()
        return text, linked, targets


def read_blocks(root: html.HtmlElement) -> list[Block]:
    """Return the blocks of `root` in the order of the page; blocks without text are left out."""
    return list(_Walk(root).blocks())


class _Walk:
    def __init__(self, root: html.HtmlElement, *, is_table: bool = False) -> None:
        """Take what is read: all of it, or of a data table or its cell what is in no other cell."""
        self._root = root
        self._is_table = is_table
        self._line = _Line()
        self._links = 0
        self._level: int | None = None
        self._pre = 0
        # Items met so far by their list.
        self._items: Counter[html.HtmlElement] = Counter()

    def blocks(self) -> Iterator[Block]:
        walk = etree.iterwalk(self._root, events=("start", "end"))
        for event, element in walk:
            if not isinstance(element.tag, str):
                continue
            if event == "start" and self._is_table and self._is_other_cell(element):
                walk.skip_subtree()
            elif event == "start" and self._is_data_table(element):
                yield from self._table(element)
                # Only the end event is left, after which the tail follows.
                walk.skip_subtree()
            elif event == "start":
                yield from self._start(element)
            else:
                yield from self._end(element)
        yield from self._end_line(self._root)

    def _is_data_table(self, element: html.HtmlElement) -> bool:
        return not self._is_table and element.tag == "table" and is_data_table(element, _cell_text)

    def _is_other_cell(self, element: html.HtmlElement) -> bool:
        if element.tag not in CELLS or element is self._root:
            return False
        # One that stands in no row is in no row of the grid either.
        holder = next(element.iterancestors("tr", "table"), None)
        return holder is not None and holder.tag == "tr"

    def _table(self, element: html.HtmlElement) -> Iterator[Block]:
        yield from self._end_line(element)
        # Its caption, and what a browser shows above a table that has it between the cells.
        yield from _Walk(element, is_table=True).blocks()
        grid = read_grid(element, _cell_text)
        linked = sum(len(clean("".join(a.itertext()))) for a in element.iter("a"))
        yield Block(grid.text, element, linked, grid=grid)

    def _start(self, element: html.HtmlElement) -> Iterator[Block]:
        if element.tag in _BLOCKS:
            parent = element.getparent()
            yield from self._end_line(parent if parent is not None else element)
        self._level = _HEADINGS.get(element.tag, self._level)
        self._pre += element.tag == "pre"
        if element.tag == "a":
            self._links += 1
            self._line.link(element.get("href", ""))
        if element.tag == "li":
            self._line.add(self._item_number(element), in_link=False)
        yield from self._add(element, element.text, is_sup=element.tag == "sup")

    def _item_number(self, item: html.HtmlElement) -> str:
        """Return the number that a browser prints before an item of an ordered list."""
        parent = item.getparent()
        if parent is None or parent.tag != "ol" or parent.get("type", "1") != "1":
            return ""
        before = self._items[parent]
        self._items[parent] += 1
        written = next((text for text in item.itertext() if text.strip()), "").strip()
        if "list-style" in parent.get("style", "") + item.get("style", ""):
            return ""
        if _NUMBERED.match(written):
            return ""
        start = parent.get("start", "1")
        return f"{(int(start) if _START.fullmatch(start) else 1) + before}. "

    def _end(self, element: html.HtmlElement) -> Iterator[Block]:
        if element.tag in _BLOCKS:
            yield from self._end_line(element)
        if element.tag in _HEADINGS:
            self._level = None
        self._pre -= element.tag == "pre"
        self._links -= element.tag == "a"
        if element is not self._root:
            yield from self._add(element.getparent(), element.tail)

    def _add(
        self, element: html.HtmlElement, text: str | None, *, is_sup: bool = False
    ) -> Iterator[Block]:
        if is_sup and text and not text.strip().translate(_SUPERSCRIPTS).isascii():
            text = text.strip().translate(_SUPERSCRIPTS)
        if not self._pre or not text:
            self._line.add(text, in_link=self._links > 0)
            return
        for number, line in enumerate(text.splitlines()):
            if number:
                yield from self._end_line(element)
            self._line.add(line, in_link=self._links > 0)

    def _end_line(self, element: html.HtmlElement) -> Iterator[Block]:
        text, linked, targets = self._line.take()
        if text.strip("\u200b\u200c\u200d\ufeff\xad"):
            yield Block(text, element, linked, self._level, None, targets)


def _cell_text(cell: html.HtmlElement) -> str:
    return " ".join(block.text for block in _Walk(cell, is_table=True).blocks())


def clean(text: str) -> str:
    """Return `text` with its runs of white space as a browser shows them, without outer ones."""
    return _SPACES.sub(" ", _BETWEEN_CHINESE.sub("", text)).strip()
