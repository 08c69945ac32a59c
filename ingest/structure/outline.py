"""Outline of an official document: a stack of numbered levels with sequence checks.

One list of patterns is not enough: a wrapped line may begin with "第十条的规定", the numbers of one
style start again in each chapter or run on through all of them, and a 专栏 numbers its own items.
A mark opens a node only where its value follows on in a level that is open or can be opened.
"""

from ingest.structure.front import label_line
from ingest.structure.levels import Levels, Node
from ingest.structure.lines import Line, is_furniture
from ingest.structure.numbering import (
    SECTION_RANK,
    Mark,
    counts_on,
    read_annex,
    read_box,
    read_box_item,
    read_mark,
)
from ingest.structure.text import ends_sentence

# A longer line is a paragraph, never a heading.
HEADING_LENGTH = 60
# No heading ends so: the line was cut by a page or a margin.
_CUT = frozenset("，、,第（(《“‘和与及或")
_BACK_LABELS = frozenset({"date", "disclosure", "annex", "contact", "issuers"})


class Outline:
    """The nodes of one document, read from its lines in order.

    `nodes` hold the body, `front` the lines before it, `furniture` page numbers between nodes
    (one inside a node belongs to the node's span).
    """

    def __init__(self, text: str, lines: list[Line], contents: tuple[int, int]) -> None:
        """Read `lines` of `text`, all but the range `contents` of a table of contents."""
        self.nodes: list[Node] = []
        self.front: list[Line] = []
        self.furniture: list[Line] = []
        self._text = text
        self._levels = Levels()
        self._pending: list[Line] = []
        self._after_contents = False
        self._read(lines[: contents[0]])
        self._end_furniture()
        self._after_contents = contents[1] > 0
        self._read(lines[contents[1] :])
        self._end_furniture()

    def _read(self, lines: list[Line]) -> None:
        for index, line in enumerate(lines):
            if is_furniture(self._text[line.start : line.end]):
                self._pending.append(line)
                continue
            follower = lines[index + 1] if index + 1 < len(lines) else None
            if not self._start_node(line, follower):
                self._continue(line)
            self._after_contents = False

    def _start_node(self, line: Line, follower: Line | None) -> bool:
        node = self._open(line, follower)
        if node is None and self._after_contents and self.nodes:
            # A node cannot go on across a table of contents.
            node = self._open_back(line)
        if node is None:
            return False
        self._end_furniture()
        self.nodes.append(node)
        return True

    def _end_furniture(self) -> None:
        self.furniture.extend(self._pending)
        self._pending.clear()

    def _open(self, line: Line, follower: Line | None) -> Node | None:
        """Return the node that `line` opens, or None when it goes on with the text before."""
        text, levels, finished = self._text, self._levels, self._finished()
        if self._goes_on_with_annex_list(line):
            return None
        if not line.inline and self.nodes:
            annex = read_annex(text, line.start, line.end)
            if annex and finished and self._heads_annex(annex, line, follower):
                return levels.open_annex(annex, line)
        box = read_box(text, line.start, line.end) if self.nodes else None
        if box and (finished or not line.inline) and self._heads_box(box, line):
            return levels.open_box(box, line)
        mark = read_mark(text, line.start, line.end)
        if mark and (finished or not counts_on(text, mark)):
            depth = levels.fit(mark, finished=finished, inline=line.inline)
            if depth is not None:
                return levels.open_mark(mark, line, depth)
        if line.inline or not self.nodes or not self._ended():
            return None
        return self._open_unnumbered(line)

    def _open_unnumbered(self, line: Line) -> Node | None:
        """Return the node that a line without a mark opens, where the one before has ended."""
        levels, last = self._levels, self.nodes[-1]
        current = levels.current
        box = current.enclosing("box") if current else None
        if box is not None and (last is box or last.style == "box_item"):
            item = read_box_item(self._text, line.start, line.end)
            if item:
                return levels.open_box_item(item, line)
        if last.kind == "back":
            return None
        label = label_line(self._text[line.start : line.end])
        # 一、时间 and 二、联系方式 are headings of what would else be a signature.
        if self._is_section_heading(last) and label in ("contact", "date"):
            return None
        if self._ends_in_contact(last) and label == "contact":
            return None
        if label in _BACK_LABELS:
            return self._open_back(line)
        if not self._ends_paragraph(last):
            return None
        if box is not None:
            return levels.open_after_box(line)
        article = current.enclosing("article") if current else None
        if article is not None and article.mark and self._beyond_mark(article):
            return levels.open_article_paragraph(article, line)
        return None

    def _open_back(self, line: Line) -> Node:
        self._levels.close_all()
        return Node("back", "back", None, None, [line])

    def _continue(self, line: Line) -> None:
        node = self.nodes[-1] if self.nodes else None
        lines = node.lines if node else self.front
        if line.inline and lines and not self._text[lines[-1].end : line.start].strip():
            lines[-1] = Line(lines[-1].start, line.end, lines[-1].inline)
        else:
            lines.append(line)
        # Front and back matter is cut into blocks, so page numbers stand between them.
        if node is None or node.kind == "back":
            self._end_furniture()
        else:
            self._pending.clear()

    def _finished(self) -> bool:
        """Say whether the text so far could end where it does: in a sentence mark or a heading."""
        if not self.nodes or self.nodes[-1].kind == "back":
            return True
        lines = self.nodes[-1].lines
        return (len(lines) == 1 and self._is_short(lines[0])) or self._ends_sentence(lines[-1])

    def _ended(self) -> bool:
        """Say the same of unnumbered lines, where an item of a box must end in a sentence mark."""
        if self.nodes[-1].kind == "box_item":
            return self._ends_sentence(self.nodes[-1].lines[-1])
        return self._finished() or self._ends_in_contact(self.nodes[-1])

    def _ends_paragraph(self, node: Node) -> bool:
        last = node.lines[-1]
        return self._ends_sentence(last) and self._text[last.end - 1] not in ";；:："

    def _ends_sentence(self, line: Line) -> bool:
        return ends_sentence(self._text[line.start : line.end])

    def _is_short(self, line: Line) -> bool:
        return line.end - line.start <= HEADING_LENGTH and self._text[line.end - 1] not in _CUT

    def _is_section_heading(self, node: Node) -> bool:
        alone = len(node.lines) == 1 and not self._ends_sentence(node.lines[0])
        return alone and 0 < node.rank <= SECTION_RANK

    def _ends_in_contact(self, node: Node) -> bool:
        last = node.lines[-1]
        return len(node.lines) > 1 and label_line(self._text[last.start : last.end]) == "contact"

    def _beyond_mark(self, node: Node) -> bool:
        return node.mark is not None and node.lines[-1].end > node.mark.end

    def _heads_annex(self, annex: Mark, line: Line, follower: Line | None) -> bool:
        """Say whether a line 附件… heads an annex; else it points to one, as in a list of them."""
        rest = self._text[annex.end : line.end]
        if len(rest) > HEADING_LENGTH or ends_sentence(rest):
            return False
        if rest and not annex.value and self._text[annex.end - 1] in ":： ":
            return False
        if follower is None:
            return False
        if self._text[annex.start : annex.end].rstrip()[-1] in ":：" and self._is_first(follower):
            return False
        if read_annex(self._text, follower.start, follower.end):
            return False
        return label_line(self._text[follower.start : follower.end]) not in ("date", "issuers")

    def _is_first(self, line: Line) -> bool:
        """Say whether `line` begins a list 1. 2. 3."""
        mark = read_mark(self._text, line.start, line.end)
        return mark is not None and mark.style == "arabic" and mark.value == 1

    def _heads_box(self, box: Mark, line: Line) -> bool:
        rest = self._text[box.end : line.end]
        if len(rest) > HEADING_LENGTH or ends_sentence(rest):
            return False
        return self._finished() or box.value == self._levels.next_box

    def _goes_on_with_annex_list(self, line: Line) -> bool:
        """Say whether `line` is a further entry of a list `附件：1.… 2.…` outside the body."""
        before = self.front[-1:] if not self.nodes else self.nodes[-1].lines[-1:]
        if not before or (self.nodes and self.nodes[-1].kind != "back"):
            return False
        mark = read_mark(self._text, line.start, line.end)
        annex = read_annex(self._text, before[0].start, before[0].end)
        if annex and annex.end == before[0].end and self._is_first(line):
            return True
        last = read_mark(self._text, annex.end if annex else before[0].start, before[0].end)
        return (
            mark is not None
            and last is not None
            and mark.style == last.style == "arabic"
            and mark.value == last.value + 1
        )
