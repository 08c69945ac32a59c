"""Levels that are open while an outline is read, and where a numbering mark fits among them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ingest.structure.lines import Line
from ingest.structure.numbering import RANKS, SECTION_RANK, Mark

# Repealed or left out articles leave holes in the numbering; a longer jump needs more evidence.
_LONGEST_JUMP = 3
# Styles that an extract may begin with at any number.
_STATUTE = frozenset({"part", "subpart", "chapter", "section", "article"})
# Marks that stand below a 专栏 title; any higher one ends the box.
_LOWEST_BOX_RANK = RANKS["arabic"]
# Which marks may stand below what has no rank of its own; nodes of any other style hold the marks
# of a greater rank.
_HOLDS_ALL = frozenset({"annex", "attached", "styled"})
_HOLDS_NONE = frozenset({"box_item", "resumed", "table", "row"})


@dataclass(slots=True, eq=False)
class Node:
    """A node under construction: its lines, and its place under `parent`.

    `rank` says how high its style stands, 0 for boxes, annexes and the like, which hold any style.
    """

    kind: str
    style: str
    mark: Mark | None
    parent: "Node | None"
    lines: list[Line]
    value: int = 0
    rank: int = 0
    children: int = 0
    paragraphs: int = 1
    title: str = ""
    # An item below had further paragraphs of its own.
    has_long_items: bool = False
    # Children by style, for those that are counted apart: tables, boxes, further paragraphs.
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def siblings_go_on(self) -> bool:
        """Say whether an item before this one in its list had more than one paragraph."""
        return self.parent is not None and self.parent.has_long_items

    @property
    def inserted(self) -> int:
        """Return 1 for 第十七条之一, 0 for an article or other node of the first numbering."""
        return self.mark.inserted if self.mark else 0

    @property
    def numbers(self) -> tuple[int, ...]:
        """Return all numbers of the mark: 3, 2, 1 for 3.2.1, else its value alone."""
        return (*(self.mark.prefix if self.mark else ()), self.value)

    def lineage(self) -> "list[Node]":
        """Return this node and those above it, outermost first."""
        above = self.parent.lineage() if self.parent else []
        return [*above, self]

    def enclosing(self, kind_or_style: str) -> "Node | None":
        """Return the nearest node, this one included, of a kind or style."""
        found = (n for n in reversed(self.lineage()) if kind_or_style in (n.kind, n.style))
        return next(found, None)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a mark stands, for `Levels.fit`.

    Attributes:
        finished: The text before could end where it does.
        inline: The mark stands inside a physical line.
        is_sure: It heads its line for sure: the layout begins a paragraph there, or a blank parts
            it from its text after the end of a sentence.
    """

    finished: bool
    inline: bool = False
    is_sure: bool = False


class Levels:
    """The stack of open nodes, with the last number given in each style."""

    def __init__(self, ranks: Mapping[str, int] = RANKS) -> None:
        """Start with nothing open; `ranks` say how high each style stands in this document."""
        self._ranks = ranks
        self._open: list[Node] = []
        self._last_value: dict[str, int] = {}
        self._last_box = 0
        self._root_counts: dict[str, int] = {}

    @property
    def current(self) -> Node | None:
        """Return the innermost open node."""
        return self._open[-1] if self._open else None

    @property
    def next_box(self) -> int:
        """Return the number that the next 专栏 should have."""
        return self._last_box + 1

    def follows(self, mark: Mark) -> bool:
        """Say whether `mark` has the number after the last one of its style."""
        return mark.value == self._last_value.get(mark.style, -1) + (0 if mark.inserted else 1)

    def fit(self, mark: Mark, place: Place) -> int | None:
        """Return how many open nodes stay open when `mark` opens one; None when it does not fit.

        Args:
            mark: A numbering mark (no box, annex or box item).
            place: Where it stands.
        """
        if mark.prefix:
            return self._fit_decimal(mark, place)
        depth = self._fit_sequence(mark, place)
        if depth is not None:
            return depth
        if mark.style == "bullet":
            return self._depth_for(mark) if place.finished and self._open else None
        begins = mark.value == 1 and (place.finished or not place.inline)
        begins_late = (
            mark.style in _STATUTE
            and mark.style not in self._last_value
            and place.finished
            and not place.inline
        )
        # Numbers may run on through the chapters: (二) ends the first, (三) begins the second.
        if self.follows(mark) or begins or begins_late or place.is_sure:
            return self._depth_for(mark)
        return None

    def _fit_sequence(self, mark: Mark, place: Place) -> int | None:
        box_passed = False
        for depth in range(len(self._open) - 1, -1, -1):
            node = self._open[depth]
            box_passed = box_passed or node.kind == "box"
            if node.kind in ("annex", "attached"):
                return None
            if node.style != mark.style:
                continue
            if mark.inserted and mark.value == node.value:
                return depth if mark.inserted == node.inserted + 1 else None
            if mark.style == "bullet" or mark.value == node.value + 1:
                return depth
            if not place.finished or box_passed:
                continue
            # A hole in the numbering, or the same list begun again: a second document in one
            # file, or a printer's slip.
            is_hole = node.value < mark.value <= node.value + _LONGEST_JUMP
            if is_hole or (place.is_sure and mark.value > node.value):
                return depth
            if not place.inline and mark.value in (1, node.value):
                return depth
        return None

    def _fit_decimal(self, mark: Mark, place: Place) -> int | None:
        """Return the place of 3.2.1: beside 3.2.0, else below 3.2, or below what has its number."""
        for depth in range(len(self._open) - 1, -1, -1):
            node = self._open[depth]
            if node.kind in ("annex", "attached"):
                break
            if node.style == mark.style and node.numbers[:-1] == mark.prefix:
                is_next = node.value < mark.value <= node.value + _LONGEST_JUMP
                return depth if is_next or place.is_sure else None
            if node.numbers == mark.prefix and (node.mark and node.style != "article"):
                return depth + 1 if mark.value <= 1 or place.is_sure else None
        begins = mark.value <= 1 and place.finished and not place.inline
        return self._depth_for(mark) if begins or place.is_sure else None

    def _depth_for(self, mark: Mark) -> int:
        depth = len(self._open)
        while depth and not self._holds(self._open[depth - 1], mark):
            depth -= 1
        return depth

    def _holds(self, node: Node, mark: Mark) -> bool:
        if node.style in _HOLDS_ALL:
            return True
        if node.style in _HOLDS_NONE:
            return False
        if node.kind == "box":
            first = node.children == 0 and mark.value <= 1
            return first and self._ranks[mark.style] >= _LOWEST_BOX_RANK
        return node.rank < self._ranks[mark.style]

    def open_mark(self, mark: Mark, line: Line, depth: int) -> Node:
        """Open a node for `mark` below the first `depth` open nodes."""
        del self._open[depth:]
        parent = self.current
        box = parent is not None and parent.enclosing("box") is not None
        kind = "bullet" if mark.style == "bullet" else "clause"
        if parent is not None and parent.kind == "box":
            kind = "box_item"
        if not box:
            self._last_value[mark.style] = mark.value
        value = mark.value or (parent.children + 1 if parent else 1)
        rank = self._ranks[mark.style]
        return self._push(Node(kind, mark.style, mark, parent, [line], value, rank))

    def open_box(self, mark: Mark, line: Line) -> Node:
        """Open a 专栏: it belongs to the section it stands in, not to the last item of its list."""
        while self._open and self._open[-1].style not in _HOLDS_ALL:
            if 0 < self._open[-1].rank <= SECTION_RANK:
                break
            self._open.pop()
        self._last_box = mark.value
        return self._push(Node("box", "box", mark, self.current, [line], mark.value))

    def open_box_item(self, mark: Mark, line: Line) -> Node:
        """Open a `行业：内容` item of the open box."""
        while self._open[-1].kind != "box":
            self._open.pop()
        box = self._open[-1]
        return self._push(Node("box_item", "box_item", mark, box, [line], box.children + 1))

    def open_annex(self, mark: Mark, line: Line) -> Node:
        """Open an annex, where all numbering starts again; 附件1-2 stands below 附件1."""
        above = self._open[0] if self._open else None
        is_inner = above is not None and above.style == "annex" and mark.prefix == (above.value,)
        del self._open[1 if is_inner else 0 :]
        self._restart()
        return self._push(Node("annex", "annex", mark, self.current, [line], mark.value))

    def open_attached(self, line: Line) -> Node:
        """Open a document that a notice issues or forwards, where all numbering starts again."""
        self.close_all()
        self._restart()
        return self._push(Node("annex", "attached", None, None, [line]))

    def open_styled(self, line: Line) -> Node:
        """Open a heading without a number, of the level that the layout gives it."""
        while self._open and self._open[-1].kind != "annex":
            last = self._open[-1]
            if last.style == "styled" and last.lines[0].level < line.level:
                break
            self._open.pop()
        parent = self.current
        number = self._count(parent, "styled")
        return self._push(Node("clause", "styled", None, parent, [line], number))

    def open_table(self, line: Line) -> Node:
        """Return the node of a table in the unit that is open; it ends with its last row."""
        parent = self.current
        return Node("table", "table", None, parent, [line], self._count(parent, "table"))

    def open_after_box(self, line: Line) -> Node:
        """Open the paragraph with which a section goes on after its box."""
        while self._open and self._open.pop().kind != "box":
            pass
        parent = self.current
        number = parent.children + 1 if parent else 1
        return self._push(Node("paragraph", "resumed", None, parent, [line], number))

    def open_article_paragraph(self, article: Node, line: Line) -> Node:
        """Open a further 款 of `article`; its first one is the article's own text."""
        del self._open[self._open.index(article) + 1 :]
        article.paragraphs += 1
        rank = RANKS["paragraph"]
        return self._push(
            Node("clause", "paragraph", None, article, [line], article.paragraphs, rank)
        )

    def open_closing(self, line: Line) -> Node:
        """Open the paragraph that closes a list: it stands beside the list's items."""
        self._open.pop()
        parent = self.current
        return Node("paragraph", "unnumbered", None, parent, [line], self._count(parent, "para"))

    def open_paragraph(self, line: Line) -> Node:
        """Return a paragraph of a document or part that numbers nothing."""
        parent = self.current
        return Node("paragraph", "unnumbered", None, parent, [line], self._count(parent, "para"))

    def close_all(self) -> None:
        """Close every level."""
        self._open.clear()

    def _restart(self) -> None:
        self._last_value.clear()
        self._last_box = 0

    def _count(self, parent: Node | None, what: str) -> int:
        counts = parent.counts if parent else self._root_counts
        counts[what] = counts.get(what, 0) + 1
        return counts[what]

    def _push(self, node: Node) -> Node:
        if node.parent is not None:
            node.parent.children += 1
        self._open.append(node)
        return node
