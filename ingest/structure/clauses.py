"""From a file's text to clauses: the nodes of its outline as records with ids and exact spans."""

import re
from dataclasses import dataclass, replace

from ingest.formats.model import Extract, SourceError
from ingest.model import Clause, Document, Fact
from ingest.structure import front
from ingest.structure.contents import find_contents
from ingest.structure.lines import read_lines
from ingest.structure.outline import read_outline
from ingest.structure.reading import Reading
from ingest.structure.writer import ClauseWriter
from ingest.text.joined import JoinedText, ends_sentence
from ingest.text.unify import UnifiedText, is_unseen, unify

# Front matter of these labels is the text of a document that numbers nothing.
_TEXT_LABELS = frozenset({"text", "preamble"})
_ADDRESS = re.compile(r"https?://|www\.")


@dataclass(frozen=True, slots=True)
class Split:
    """A document with the facts of its front matter, and its clauses in source order.

    `located` holds the text of each indexed clause in unified characters, by its id.
    """

    document: Document
    clauses: list[Clause]
    located: dict[str, JoinedText]


def split_clauses(document: Document, extract: Extract) -> Split:
    """Split the text of a document into clauses.

    Every character of the text that is not white space lies in exactly one clause. A document
    without numbering is cut by paragraph.

    Raises:
        SourceError: the text holds nothing to be read.
    """
    unified = unify(extract.text)
    lines = read_lines(unified, extract)
    if not any(not line.is_furniture for line in lines):
        raise SourceError(
            f"{document.source}: holds no text, only page marks; "
            "read the pages with an OCR program and add its text",
            kind="scan",
        )
    text = unified.text
    contents = find_contents(text, lines)
    reading = read_outline(text, lines, contents)
    blocks = front.mark_preamble(front.group_blocks(text, reading.front))
    tails = [node.lines for node in reading.nodes if node.kind == "back"]
    backs = [block for tail in tails for block in front.group_blocks(text, tail)]
    document = front.describe(document, text, blocks, backs)
    facts = tuple(_locate(fact, unified) for fact in document.facts)
    document = _as_printed(replace(document, facts=facts), unified)
    writer = ClauseWriter(document, unified, extract, lines)
    for start, end in contents:
        writer.add_part("toc", "", lines[start:end])
    for line in reading.furniture:
        writer.add_part("furniture", "", [line])
    page = _find_page_lines(text, reading, blocks, backs)
    blocks, backs = ([b for b in part if b not in page] for part in (blocks, backs))
    for block in page:
        writer.add_part("furniture", "", list(block.lines))
    if any(node.mark for node in reading.nodes):
        _add_blocks(writer, "front", blocks)
    else:
        _add_unnumbered(writer, reading, blocks)
    _add_blocks(writer, "back", backs)
    for node in reading.nodes:
        if node.kind == "table":
            writer.add_table(node)
        elif node.kind != "back":
            writer.add_node(node)
    clauses = sorted(writer.clauses, key=lambda clause: clause.start)
    return Split(document, _hold_unseen(writer, clauses, extract.text), writer.located)


def _locate(fact: Fact, unified: UnifiedText) -> Fact:
    """Return `fact` with its span in the source."""
    start, end = unified.span(fact.start, fact.end)
    return replace(fact, start=start, end=end)


def _as_printed(document: Document, unified: UnifiedText) -> Document:
    """Return `document` with its names in the characters of the source, as they are quoted."""
    if unified.text == unified.source:
        return document
    return replace(
        document,
        title=unified.as_printed(document.title),
        notice=unified.as_printed(document.notice),
        recipients=unified.as_printed(document.recipients),
        issuers=tuple(map(unified.as_printed, document.issuers)),
    )


def _find_page_lines(
    text: str, reading: Reading, blocks: list[front.Block], backs: list[front.Block]
) -> list[front.Block]:
    """Return the blocks that a web page prints around a document: menus above, imprint below.

    They are lines that state nothing known and are no sentences, above the title or below the
    signature, in a text that shows that it was a page: its address, or the rows of a page.
    """
    printed = (text[line.start : line.end] for line in reading.furniture)
    is_page = any(_ADDRESS.search(line) for line in printed)
    is_page |= any(block.label == "metadata" for block in blocks)
    if not is_page:
        return []
    stated = [i for i, block in enumerate(blocks) if block.label not in _TEXT_LABELS]
    above = blocks[: stated[0]] if stated else []
    below = [block for block in backs if block.label in _TEXT_LABELS]
    return [
        block
        for block in (*above, *below)
        if not any(ends_sentence(text[line.start : line.end]) for line in block.lines)
    ]


def _add_blocks(writer: ClauseWriter, kind: str, blocks: list[front.Block]) -> None:
    for block in blocks:
        writer.add_part(kind, block.label, list(block.lines))


def _add_unnumbered(writer: ClauseWriter, reading: Reading, blocks: list[front.Block]) -> None:
    """Add what a document without numbering holds before its first table: facts and paragraphs."""
    texts = [i for i, block in enumerate(blocks) if block.label in _TEXT_LABELS]
    if not texts:
        # A title alone, or lines that state nothing known.
        texts = list(range(1, len(blocks)))
    number = 0
    for i, block in enumerate(blocks):
        if i in texts:
            for lines in reading.split_paragraphs(list(block.lines)):
                number += 1
                writer.add_paragraph(number, lines)
        else:
            kind = "front" if not texts or i < texts[-1] else "back"
            writer.add_part(kind, block.label, list(block.lines))


def _hold_unseen(writer: ClauseWriter, clauses: list[Clause], text: str) -> list[Clause]:
    """Return `clauses` with a node for each run of characters between them that shows nothing."""
    position = 0
    gaps: list[tuple[int, int]] = []
    for clause in [*clauses, None]:
        end = clause.start if clause else len(text)
        unseen = [i for i in range(position, end) if not text[i].isspace()]
        if unseen:
            gaps.append((unseen[0], unseen[-1] + 1))
        position = clause.end if clause else end
    return sorted([*clauses, *map(writer.hold, gaps)], key=lambda c: c.start) if gaps else clauses


def locate_text(clause: Clause, source_text: str) -> JoinedText:
    """Return the clause's text with the source offset of each character.

    Args:
        clause: A clause of the document.
        source_text: The whole text of its source.
    """
    skipped = {i for start, end in clause.skipped for i in range(start, end)}
    shown = (
        i
        for i in range(clause.start, clause.end)
        if i not in skipped and not source_text[i].isspace() and not is_unseen(source_text[i])
    )
    last = clause.start
    located = []
    for character in clause.text:
        last = last if character.isspace() else next(shown)
        located.append(last)
    return JoinedText(clause.text, tuple(located))
