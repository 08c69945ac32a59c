"""What has been read of a document so far, for the rules that say what its next line is."""

from collections.abc import Sequence

from ingest.structure.front import label_line
from ingest.structure.levels import Levels, Node
from ingest.structure.lines import Line
from ingest.structure.numbering import SECTION_RANK
from ingest.text.joined import ends_sentence

# A longer line is a paragraph, never a heading.
HEADING_LENGTH = 60
# Share of the longest line's length below which a line was not cut.
_SHORT_LINE = 0.5
# No heading ends so: the line was cut by a page or a margin.
_CUT = frozenset("，、,第（(《“‘和与及或")


class Reading:
    """The nodes read so far, the levels that are open, and the line that is being read.

    `nodes` hold the body, `front` the lines before it, `furniture` page numbers and the like
    between nodes (one inside a node belongs to the node's span).
    """

    def __init__(self, text: str, lines: Sequence[Line], levels: Levels) -> None:
        """Start before the first of `lines` of `text`."""
        self.text = text
        self.lines = lines
        self.levels = levels
        self.nodes: list[Node] = []
        self.front: list[Line] = []
        self.furniture: list[Line] = []
        self.index = 0
        self.after_contents = False
        # Names of documents in 《…》, and whether lines begin with bare numbers throughout.
        self.names: frozenset[str] = frozenset()
        self.numbers_plainly = False
        self._pending: list[Line] = []
        self._width = max((n.end - n.start for n in lines if not n.inline), default=0)

    @property
    def last(self) -> Node:
        """Return the node read last; there must be one."""
        return self.nodes[-1]

    def printed(self, line: Line) -> str:
        """Return the text of `line`."""
        return self.text[line.start : line.end]

    def follower(self) -> Line | None:
        """Return the next line of text, page furniture left out."""
        rest = (line for line in self.lines[self.index + 1 :] if not line.is_furniture)
        return next(rest, None)

    def put_aside(self, line: Line) -> None:
        """Keep page furniture until it is known whether it stands inside a node."""
        self._pending.append(line)

    def start(self, node: Node) -> None:
        """Begin `node`; page furniture before it stands between nodes."""
        self.end_furniture()
        self.nodes.append(node)

    def go_on(self, line: Line) -> None:
        """Let the text before go on with `line`."""
        node = self.nodes[-1] if self.nodes else None
        lines = node.lines if node else self.front
        if line.inline and lines and not self.text[lines[-1].end : line.start].strip():
            last = lines[-1]
            lines[-1] = Line(last.start, line.end, last.inline, last.is_paragraph, level=last.level)
        else:
            lines.append(line)
            if node is not None and node.parent is not None and line.is_paragraph:
                node.parent.has_long_items = True
        # Front and back matter is cut into blocks, so page numbers stand between them.
        if node is None or node.kind == "back":
            self.end_furniture()
        else:
            self._pending.clear()

    def end_furniture(self) -> None:
        """Let the furniture put aside stand by itself."""
        self.furniture.extend(self._pending)
        self._pending.clear()

    def is_finished(self, line: Line) -> bool:
        """Say whether the text before `line` could end where it does."""
        if line.is_paragraph or not self.nodes or self.last.kind in ("back", "table"):
            return True
        lines = self.last.lines
        return (len(lines) == 1 and self._is_heading(lines[0])) or self.ends_sentence(lines[-1])

    def ends_short(self) -> bool:
        """Say whether the line before is too short to have been cut at a margin."""
        last = self.last.lines[-1]
        return last.end - last.start < _SHORT_LINE * self._width

    def has_ended(self, line: Line) -> bool:
        """Say the same of a line without a number: items of boxes must end in a sentence mark."""
        if self.last.kind == "box_item":
            return self.ends_sentence(self.last.lines[-1])
        return self.is_finished(line) or self.ends_in_contact(self.last)

    def ends_sentence(self, line: Line) -> bool:
        """Say whether `line` ends in a sentence mark."""
        return ends_sentence(self.printed(line))

    def ends_paragraph(self, node: Node, line: Line) -> bool:
        """Say whether `node` has ended with a whole paragraph before `line`."""
        last = node.lines[-1]
        if line.is_paragraph:
            return self.text[last.end - 1] not in "；;：:"
        return self.ends_sentence(last) and self.text[last.end - 1] not in ";；:："

    def ends_in_contact(self, node: Node) -> bool:
        """Say whether the last line of `node` is a telephone number or the like."""
        return len(node.lines) > 1 and label_line(self.printed(node.lines[-1])) == "contact"

    def is_section_heading(self, node: Node) -> bool:
        """Say whether `node` is so far the heading of a section and nothing else."""
        alone = len(node.lines) == 1 and not self.ends_sentence(node.lines[0])
        return alone and 0 < node.rank <= SECTION_RANK

    def _is_heading(self, line: Line) -> bool:
        if line.end - line.start > HEADING_LENGTH or self.text[line.end - 1] in _CUT:
            return False
        # The line of an article that goes on is no heading: 第二条 …的，依照本办法
        return self.last.style != "article" or "，" not in self.printed(line)

    def split_paragraphs(self, lines: list[Line]) -> list[list[Line]]:
        """Return `lines` by paragraph: a line that ends in a sentence mark ends one."""
        paragraphs: list[list[Line]] = []
        for line in lines:
            last = paragraphs[-1][-1] if paragraphs else None
            if last is None or line.is_paragraph or self.ends_sentence(last):
                paragraphs.append([])
            paragraphs[-1].append(line)
        return paragraphs
