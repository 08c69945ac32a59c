"""Levels that are open while an outline is read, and where a numbering mark fits among them."""

from dataclasses import dataclass

from ingest.structure.lines import Line
from ingest.structure.numbering import RANKS, SECTION_RANK, Mark

# Repealed or left out articles leave holes in the numbering; a longer jump is a reference.
_LONGEST_JUMP = 3
# Styles that an extract may begin with at any number.
_STATUTE = frozenset({"part", "chapter", "section", "article"})
# Marks that stand below a 专栏 title; any higher one ends the box.
_LOWEST_BOX_RANK = RANKS["arabic"]


@dataclass(slots=True, eq=False)
class Node:
    """A node under construction: its lines, and its place under `parent`."""

    kind: str
    style: str
    mark: Mark | None
    parent: "Node | None"
    lines: list[Line]
    value: int = 0
    children: int = 0
    paragraphs: int = 1

    @property
    def inserted(self) -> int:
        """Return 1 for 第十七条之一, 0 for an article or other node of the first numbering."""
        return self.mark.inserted if self.mark else 0

    @property
    def rank(self) -> int:
        """Return how high the style stands; 0 for boxes and annexes, which hold any style."""
        return RANKS.get(self.style, 0)

    def lineage(self) -> "list[Node]":
        """Return this node and those above it, outermost first."""
        above = self.parent.lineage() if self.parent else []
        return [*above, self]

    def enclosing(self, kind_or_style: str) -> "Node | None":
        """Return the nearest node, this one included, of a kind or style."""
        found = (n for n in reversed(self.lineage()) if kind_or_style in (n.kind, n.style))
        return next(found, None)


class Levels:
    """The stack of open nodes, with the last number given in each style."""

    def __init__(self) -> None:
        """Start with nothing open."""
        self._open: list[Node] = []
        self._last_value: dict[str, int] = {}
        self._last_box = 0

    @property
    def current(self) -> Node | None:
        """Return the innermost open node."""
        return self._open[-1] if self._open else None

    @property
    def next_box(self) -> int:
        """Return the number that the next 专栏 should have."""
        return self._last_box + 1

    def fit(self, mark: Mark, *, finished: bool, inline: bool) -> int | None:
        """Return how many open nodes stay open when `mark` opens one; None when it does not fit.

        Args:
            mark: A numbering mark (no box, annex or box item).
            finished: The text before could end where it does.
            inline: The mark stands inside a physical line.
        """
        depth = self._fit_sequence(mark, finished=finished, inline=inline)
        if depth is not None:
            return depth
        if mark.style == "bullet":
            return self._depth_for(mark) if finished and self._open else None
        # Numbers may run on through the chapters: (二) ends the first, (三) begins the second.
        step = 0 if mark.inserted else 1
        runs_on = mark.value == self._last_value.get(mark.style, -1) + step
        begins = mark.value == 1 and (finished or not inline)
        begins_late = (
            mark.style in _STATUTE
            and mark.style not in self._last_value
            and finished
            and not inline
        )
        return self._depth_for(mark) if runs_on or begins or begins_late else None

    def _fit_sequence(self, mark: Mark, *, finished: bool, inline: bool) -> int | None:
        box_passed = False
        for depth in range(len(self._open) - 1, -1, -1):
            node = self._open[depth]
            box_passed = box_passed or node.kind == "box"
            if node.style != mark.style:
                continue
            if mark.inserted and mark.value == node.value:
                return depth if mark.inserted == node.inserted + 1 else None
            if mark.style == "bullet" or mark.value == node.value + 1:
                return depth
            if not finished or box_passed:
                continue
            # A hole in the numbering, or the same list begun again: a second document in one
            # file, or a printer's slip.
            if node.value < mark.value <= node.value + _LONGEST_JUMP:
                return depth
            if not inline and mark.value in (1, node.value):
                return depth
        return None

    def _depth_for(self, mark: Mark) -> int:
        depth = len(self._open)
        while depth and not _holds(self._open[depth - 1], mark):
            depth -= 1
        return depth

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
        return self._push(Node(kind, mark.style, mark, parent, [line], value))

    def open_box(self, mark: Mark, line: Line) -> Node:
        """Open a 专栏: it belongs to the section it stands in, not to the last item of its list."""
        while self._open and self._open[-1].kind != "annex":
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
        """Open an annex, where all numbering starts again."""
        self.close_all()
        self._last_value.clear()
        self._last_box = 0
        return self._push(Node("annex", "annex", mark, None, [line], mark.value))

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
        return self._push(Node("clause", "paragraph", None, article, [line], article.paragraphs))

    def close_all(self) -> None:
        """Close every level."""
        self._open.clear()

    def _push(self, node: Node) -> Node:
        if node.parent is not None:
            node.parent.children += 1
        self._open.append(node)
        return node


def _holds(node: Node, mark: Mark) -> bool:
    if node.kind == "annex":
        return True
    if node.kind == "box":
        first = node.children == 0 and mark.value <= 1
        return first and RANKS[mark.style] >= _LOWEST_BOX_RANK
    if node.style in ("box_item", "resumed"):
        return False
    return node.rank < RANKS[mark.style]
