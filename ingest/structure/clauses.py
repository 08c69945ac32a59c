"""From lines to clauses: the nodes of an outline as records with ids, titles and exact spans."""

from dataclasses import replace

from ingest.annotations.annotate import annotate
from ingest.formats.model import SourceError
from ingest.formats.source import Source
from ingest.model import INDEXED_KINDS, Clause, Document
from ingest.structure import front
from ingest.structure.citations import cite, cite_part
from ingest.structure.headings import Heading, read_heading
from ingest.structure.levels import Node
from ingest.structure.lines import Line, find_contents, is_furniture, split_lines
from ingest.structure.outline import Outline
from ingest.structure.text import JoinedText, ends_sentence, join_lines

# Between number and title stands a space in these styles: 第一章 总则.
_SPACED_STYLES = frozenset({"part", "chapter", "section", "article", "box", "annex"})


def parse_clauses(document: Document, source: Source) -> tuple[Document, list[Clause]]:
    """Return the document with the facts of its front matter, and its clauses in source order.

    Every character of the source that is not white space lies in exactly one clause.

    Raises:
        SourceError: the text holds no numbered heading.
    """
    text = source.text
    lines = split_lines(text)
    contents = find_contents(text, lines) or (0, 0)
    outline = Outline(text, lines, contents)
    if not outline.nodes:
        raise SourceError(
            f"{document.source}: no numbered heading in {len(text):,} characters; "
            "pass --by paragraph"
        )
    blocks = front.mark_preamble(front.group_blocks(text, outline.front))
    tails = [node.lines for node in outline.nodes if node.kind == "back"]
    backs = [block for lines in tails for block in front.group_blocks(text, lines)]
    document = front.describe(document, text, blocks, backs)
    writer = _ClauseWriter(document, text)
    if contents[1]:
        writer.add_part("toc", "", lines[slice(*contents)])
    for line in outline.furniture:
        writer.add_part("furniture", "", [line])
    for kind, parts in (("front", blocks), ("back", backs)):
        for block in parts:
            writer.add_part(kind, block.label, list(block.lines))
    for node in outline.nodes:
        if node.kind != "back":
            writer.add_node(node)
    return document, sorted(writer.clauses, key=lambda c: c.start)


def parse_paragraphs(document: Document, source: Source) -> tuple[Document, list[Clause]]:
    """Return a document without numbering, one clause a paragraph."""
    text = source.text
    lines = split_lines(text, inline=False)
    document = front.describe(document, text, front.group_blocks(text, lines), [])
    writer = _ClauseWriter(document, text)
    paragraphs: list[list[Line]] = [[]]
    furniture: list[Line] = []
    for line in lines:
        if is_furniture(text[line.start : line.end]):
            furniture.append(line)
            continue
        paragraphs[-1].append(line)
        if ends_sentence(text[line.start : line.end]):
            paragraphs.append([])
    for number, paragraph in enumerate(filter(None, paragraphs), start=1):
        writer.add_paragraph(number, paragraph)
    inside = [(c.start, c.end) for c in writer.clauses]
    for line in furniture:
        if not any(start < line.start < end for start, end in inside):
            writer.add_part("furniture", "", [line])
    return document, sorted(writer.clauses, key=lambda c: c.start)


class _ClauseWriter:
    """Turns nodes into clauses of one document and keeps their ids apart."""

    def __init__(self, document: Document, text: str) -> None:
        self.clauses: list[Clause] = []
        self._document = document
        self._text = text
        self._region = front.read_region(document)
        self._copies: dict[str, int] = {}
        self._local_ids: dict[int, str] = {}
        self._headings: dict[int, str] = {}

    def add_part(self, kind: str, label: str, lines: list[Line]) -> None:
        """Add front or back matter, contents or furniture."""
        # Departments and annexes are listed a line each.
        listed = len(lines) if label in ("issuers", "annex") else 0
        joined = self._join(lines, heading_lines=listed)
        title = front.LABELS.get(label, "")
        if label == "contact":
            title = joined.text.replace("：", ":").split(":")[0].strip(" \n（(")
        citation = cite_part(self._document, title)
        local_id = f"{kind}/{label}" if label else kind
        self._add(local_id, kind, "", title, (), joined, lines, citation)

    def add_paragraph(self, number: int, lines: list[Line]) -> None:
        """Add a paragraph of a document without numbering."""
        citation = f"{cite_part(self._document, '')}第{number}段"
        self._add(f"p{number}", "paragraph", "", "", (), self._join(lines), lines, citation)

    def add_node(self, node: Node) -> None:
        """Add a node of the body; its ancestors were added before."""
        joined = self._join(node.lines)
        heading = read_heading(self._text, node, joined.text)
        if heading.lines and len(node.lines) > 1:
            joined = self._join(node.lines, heading_lines=heading.lines)
        printed = node.mark.printed if node.mark else ""
        path = tuple(self._headings[id(n)] for n in node.lineage()[:-1])
        separator = " " if node.style in _SPACED_STYLES else ""
        self._headings[id(node)] = f"{printed}{separator}{heading.title}".strip()
        local_id = self._local_id(node)
        kind = _kind(node, heading)
        citation = cite(self._document, node)
        self._local_ids[id(node)] = self._add(
            local_id, kind, printed, heading.title, path, joined, node.lines, citation
        )

    def _local_id(self, node: Node) -> str:
        above = self._local_ids[id(node.parent)] if node.parent else ""
        if node.kind == "annex":
            return f"annex{node.value or ''}"
        if node.kind == "box":
            return f"{above}/box{node.value}".lstrip("/")
        if node.style == "bullet":
            return f"{above}/bullet{node.value}".lstrip("/")
        if node.mark is None and node.kind != "box_item":
            return f"{above}/p{node.value}".lstrip("/")
        serial = f"{node.value}-{node.inserted}" if node.inserted else f"{node.value}"
        if not above:
            return serial
        joint = "/" if node.parent and node.parent.kind == "annex" else "."
        return f"{above}{joint}{serial}"

    def _join(self, lines: list[Line], *, heading_lines: int = 0) -> JoinedText:
        spans = [(line.start, line.end) for line in lines]
        return join_lines(self._text, spans, heading_lines=heading_lines)

    def _add(
        self,
        local_id: str,
        kind: str,
        number: str,
        title: str,
        path: tuple[str, ...],
        joined: JoinedText,
        lines: list[Line],
        citation: str,
    ) -> str:
        copies = self._copies[local_id] = self._copies.get(local_id, 0) + 1
        unique = f"{local_id}~{copies}" if copies > 1 else local_id
        clause = Clause(
            clause_id=f"{self._document.doc_id}/{unique}",
            doc_id=self._document.doc_id,
            source=self._document.source,
            start=lines[0].start,
            end=lines[-1].end,
            kind=kind,
            number=number,
            title=title,
            path=path,
            text=joined.text,
            citation=citation,
        )
        if kind in INDEXED_KINDS:
            clause = replace(clause, annotations=annotate(joined, region=self._region))
        self.clauses.append(clause)
        return unique


def _kind(node: Node, heading: Heading) -> str:
    only_heading = heading.lines == len(node.lines)
    return "heading" if node.kind == "clause" and only_heading else node.kind


def locate_text(clause: Clause, source_text: str) -> JoinedText:
    """Return the clause's text with the source offset of each character.

    Args:
        clause: A clause of the document.
        source_text: The whole text of its source.
    """
    inner = source_text[clause.start : clause.end]
    offsets = iter(
        clause.start + i
        for line in split_lines(inner, inline=False)
        if clause.kind not in INDEXED_KINDS or not is_furniture(inner[line.start : line.end])
        for i in range(line.start, line.end)
        if not inner[i].isspace()
    )
    last = clause.start
    located = []
    for character in clause.text:
        last = last if character.isspace() else next(offsets)
        located.append(last)
    return JoinedText(clause.text, tuple(located))
