"""Records of clauses: ids that stay, headings above, text as printed, page and citation."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from ingest.formats.model import Extract
from ingest.model import INDEXED_KINDS, Clause, Document, NamedCell
from ingest.structure import front
from ingest.structure.citations import cite, cite_part
from ingest.structure.headings import Heading, read_heading
from ingest.structure.lengths import cut_long
from ingest.structure.levels import Node
from ingest.structure.lines import Line
from ingest.structure.tables import Row, read_rows
from ingest.text.joined import JoinedText, join_lines
from ingest.text.unify import UnifiedText

# Between number and title stands a space in these styles: 第一章 总则.
_SPACED_STYLES = frozenset({"part", "subpart", "chapter", "section", "article", "box", "annex"})
_LOCAL_NAMES = {"table": "table", "styled": "h", "bullet": "bullet", "box": "box"}
# The last sentence of what stands above a list governs it: 有下列情形之一的，不得申请：
_LEAD_IN = re.compile(r"[^。；！？\n]*(?:[:：]|下列[^。]*。?|如下。?|以下[^。]{0,12}。?)\s*$")
_LONGEST_LEAD_IN = 200


class ClauseWriter:
    """Turns nodes into clauses of one document and keeps their ids apart."""

    def __init__(
        self, document: Document, unified: UnifiedText, extract: Extract, lines: Sequence[Line]
    ) -> None:
        """Write clauses of `document`, whose `lines` are positions of `unified`."""
        self.clauses: list[Clause] = []
        # Texts in unified characters, with the place in the source of each.
        self.located: dict[str, JoinedText] = {}
        self._document = document
        self._unified = unified
        self._extract = extract
        furniture = (line for line in lines if line.is_furniture)
        self._furniture = [unified.span(line.start, line.end) for line in furniture]
        self._copies: dict[str, int] = {}
        self._local_ids: dict[int, str] = {}
        self._headings: dict[int, str] = {}
        # The words that lead in what is below a node, and the clause that ends in them.
        self._lead_ins: dict[int, tuple[str, str]] = {}

    def add_part(self, kind: str, label: str, lines: list[Line]) -> None:
        """Add front or back matter, contents or furniture."""
        title = front.LABELS.get(label, "")
        citation = cite_part(self._document, title)
        local_id = f"{kind}/{label}" if label else kind
        pieces = [lines] if kind not in INDEXED_KINDS else cut_long(self._unified.text, lines)
        for piece in pieces:
            # Departments and annexes are listed a line each.
            joined = self._join(piece, len(piece) if label in ("issuers", "annex") else 0)
            if label == "contact":
                title = joined.text.replace("：", ":").split(":")[0].strip(" \n（(")
                citation = cite_part(self._document, title)
            self._add(Clause(local_id, "", "", 0, 0, kind, "", title, (), "", citation), joined)

    def add_paragraph(self, number: int, lines: list[Line]) -> None:
        """Add a paragraph of a document without numbering."""
        for piece in cut_long(self._unified.text, lines):
            citation = f"{cite_part(self._document, '')}第{number}段"
            clause = Clause(f"p{number}", "", "", 0, 0, "paragraph", "", "", (), "", citation)
            self._add(clause, self._join(piece))

    def add_node(self, node: Node) -> None:
        """Add a node of the body; its ancestors were added before."""
        text = self._unified.text
        pieces = cut_long(text, node.lines)
        joined = self._join(node.lines)
        heading = read_heading(text, node, joined.text)
        first = self._join(pieces[0], heading.lines if len(pieces[0]) > 1 else 0)
        node.title = self._as_printed(joined, heading.title)
        path = tuple(self._headings[id(n)] for n in node.lineage()[:-1])
        number = self._number(node)
        lead_in, lead_in_id = self._lead_ins.get(id(node.parent), ("", ""))
        separator = " " if node.style in _SPACED_STYLES else ""
        self._headings[id(node)] = f"{number}{separator}{node.title}".strip()
        clause = Clause(
            clause_id=self._local_id(node),
            doc_id="",
            source="",
            start=0,
            end=0,
            kind=_kind(node, heading),
            number=number,
            title=node.title,
            path=path,
            text="",
            citation=cite(self._document, node),
            lead_in=lead_in,
            lead_in_id=lead_in_id,
        )
        local_id = self._local_ids[id(node)] = self._add(clause, first)
        for part, piece in enumerate(pieces[1:], start=2):
            below = replace(
                clause,
                clause_id=f"{local_id}/part{part}",
                kind="paragraph",
                number="",
                title="",
                path=(*path, self._headings[id(node)]),
            )
            self._add(below, self._join(piece))
        if own := self._read_lead_in(node):
            self._lead_ins[id(node)] = own, self.clauses[-1].clause_id

    def add_table(self, node: Node) -> None:
        """Add a table: the lines above its rows, and each row as a clause of its own."""
        table = self._extract.tables[node.lines[0].table]
        rows = read_rows(self._extract.text, table)
        path = tuple(self._headings[id(n)] for n in node.lineage()[:-1])
        local_id = self._local_id(node)
        citation = cite(self._document, node)
        clause = Clause(local_id, "", "", 0, 0, "table", "", "", path, "", citation)
        starts = {row.start for row in rows}
        above = [line for line in node.lines if self._unified.offsets[line.start] not in starts]
        above = [line for line in above if not _inside(rows, self._unified.offsets[line.start])]
        unique = self._add(clause, self._join(above, len(above))) if above else local_id
        for number, row in enumerate(rows, start=1):
            below = replace(
                clause,
                clause_id=f"{unique}.{number}",
                kind="row",
                citation=f"{citation}第{number}行",
                cells=tuple(
                    NamedCell(c.column, self._tidy(c.start, c.end), c.start, c.end)
                    for c in row.cells
                ),
            )
            line = Line(self._unified.position(row.start), self._unified.position(row.end))
            for piece in cut_long(self._unified.text, [line]):
                self._add(below, self._join(piece))

    def hold(self, span: tuple[int, int]) -> Clause:
        """Return a node for characters of the source that show nothing."""
        clause = Clause("furniture", "", "", 0, 0, "furniture", "", "", (), "", "")
        return self._record(clause, *span, self._extract.text[slice(*span)])

    def _number(self, node: Node) -> str:
        if node.mark is None:
            return ""
        return self._unified.printed(node.mark.start, node.mark.start + len(node.mark.printed))

    def _read_lead_in(self, node: Node) -> str:
        """Return the words at the end of a node that govern the items below it."""
        if node.children == 0:
            return ""
        end = node.lines[-1].end
        start = min(node.mark.end, end) if node.mark else node.lines[0].start
        start = max(start, end - _LONGEST_LEAD_IN)
        match = _LEAD_IN.search(self._unified.text[start:end])
        if match is None:
            return ""
        return re.sub(r"\s+", "", self._unified.printed(start + match.start(), end))

    def _local_id(self, node: Node) -> str:
        above = self._local_ids[id(node.parent)] if node.parent else ""
        if node.style == "attached":
            return "attached"
        if node.kind == "annex":
            own = f"annex{node.value or ''}"
            return f"{above}/{own}".lstrip("/")
        if node.style in _LOCAL_NAMES:
            return f"{above}/{_LOCAL_NAMES[node.style]}{node.value}".lstrip("/")
        if node.mark is None and node.kind != "box_item":
            return f"{above}/p{node.value}".lstrip("/")
        serial = f"{node.value}-{node.inserted}" if node.inserted else f"{node.value}"
        if not above:
            return serial
        joint = "/" if node.parent and node.parent.kind == "annex" else "."
        return f"{above}{joint}{serial}"

    def _join(self, lines: list[Line], heading_lines: int = 0) -> JoinedText:
        spans = [(line.start, line.end) for line in lines]
        return join_lines(self._unified.text, spans, heading_lines=heading_lines)

    def _as_printed(self, joined: JoinedText, title: str) -> str:
        """Return a title of unified characters as the source prints it."""
        if not title:
            return ""
        places = [i for i, c in enumerate(joined.text) if c != "\n"]
        flat = "".join(joined.text[i] for i in places)
        at = flat.find(title)
        if at < 0:
            return title
        offsets = [self._unified.offsets[joined.offsets[i]] for i in places[at : at + len(title)]]
        return "".join(self._extract.text[offset] for offset in dict.fromkeys(offsets))

    def _tidy(self, start: int, end: int) -> str:
        return re.sub(r"\s+", " ", self._extract.text[start:end]).strip()

    def _add(self, clause: Clause, joined: JoinedText) -> str:
        """Add a clause whose text is `joined`, with an id of its own; return its local id."""
        unified = self._unified
        shown: list[str] = []
        last_position = last_offset = -1
        for character, position in zip(joined.text, joined.offsets, strict=True):
            offset = unified.offsets[position]
            if position == last_position:
                shown.append(character)
            elif offset != last_offset:
                shown.append(self._extract.text[offset])
            last_position, last_offset = position, offset
        start = unified.offsets[joined.offsets[0]]
        end = unified.offsets[joined.offsets[-1]] + 1
        record = self._record(clause, start, end, "".join(shown))
        self.clauses.append(record)
        if clause.kind in INDEXED_KINDS:
            offsets = tuple(unified.offsets[position] for position in joined.offsets)
            self.located[record.clause_id] = JoinedText(joined.text, offsets)
        return record.clause_id.split("/", 1)[1]

    def _record(self, clause: Clause, start: int, end: int, text: str) -> Clause:
        copies = self._copies[clause.clause_id] = self._copies.get(clause.clause_id, 0) + 1
        unique = f"{clause.clause_id}~{copies}" if copies > 1 else clause.clause_id
        page = bisect_right(self._extract.pages, start) or None
        return replace(
            clause,
            clause_id=f"{self._document.doc_id}/{unique}",
            doc_id=self._document.doc_id,
            source=self._document.source,
            start=start,
            end=end,
            text=text,
            citation=clause.citation + self._cite_copy(page),
            page=page,
            skipped=self._skipped(start, end) if clause.kind in INDEXED_KINDS else (),
        )

    def _cite_copy(self, page: int | None) -> str:
        """Return what a citation adds of the copy that was read: its page, how well it was read."""
        notes = [f"第{page}页"] if page else []
        scans = self._extract.scans
        if self._extract.score is not None and (not scans or page in scans):
            notes.append(f"扫描识别，置信度{self._extract.score:.2f}")
        return f"（{'，'.join(notes)}）" if notes else ""

    def _skipped(self, start: int, end: int) -> tuple[tuple[int, int], ...]:
        return tuple(span for span in self._furniture if start < span[0] < end)


def _kind(node: Node, heading: Heading) -> str:
    """Return the kind of a node; a heading with nothing below it says something by itself."""
    only_heading = heading.lines == len(node.lines) and node.children > 0
    return "heading" if node.kind == "clause" and only_heading else node.kind


def _inside(rows: Sequence[Row], offset: int) -> bool:
    return any(row.start <= offset < row.end for row in rows)
