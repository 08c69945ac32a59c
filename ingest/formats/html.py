"""Web pages to text: the document in the page, each block a line, tables with their cells."""

import re
from collections.abc import Iterable

from ingest.formats.html_blocks import Block, read_blocks
from ingest.formats.html_main import describe, find_main, is_description, is_own
from ingest.formats.html_tree import Page, parse_page
from ingest.formats.model import Caution, Extract
from ingest.formats.writer import TextWriter

# A text of this length or more with sentence marks is more than a menu or a button.
_SENTENCE = 20
_CLAUSE = 4
_MARK = re.compile(r"[。，；：！？]|\.{3}|…")


def read_html(data: bytes, *, name: str) -> Extract:
    """Return the document that a page shows, without the site around it.

    Hidden text and sentences outside the main part are left out and said in a warning. Nothing is
    run or fetched.

    Raises:
        SourceError: the page cannot be parsed.
    """
    page = parse_page(data, name=name)
    blocks = read_blocks(page.body)
    kept = _without_copies(find_main(blocks, page.body, page.titles))
    writer = TextWriter()
    _write(kept, writer)
    return Extract(
        text=writer.text,
        encoding=page.encoding,
        tables=tuple(writer.tables),
        styled=tuple(writer.styled),
        cautions=_warn(page, blocks, writer.text),
    )


def write_fragment(source: str, writer: TextWriter) -> None:
    """Write the lines and tables of a piece of HTML, all of it."""
    page = parse_page(source.encode(), name="fragment")
    _write(read_blocks(page.body), writer)


def _write(blocks: list[Block], writer: TextWriter) -> None:
    levels = [block.level for block in blocks if block.level]
    # A lone first-level heading is the title.
    above = 1 if levels.count(1) == 1 and levels[0] == 1 else 0
    facts: set[str] = set()
    for block in blocks:
        if is_description(block):
            for line in describe(block):
                if line not in facts:
                    writer.add_lines(line)
                facts.add(line)
        elif block.grid:
            writer.add_table(block.grid.rows, header_rows=block.grid.header_rows)
        else:
            writer.add_lines(block.text, level=block.level and block.level - above)


def _without_copies(blocks: list[Block]) -> list[Block]:
    """Leave out a line that holds again, run together, what many lines before it said."""
    kept: list[Block] = []
    said = ""
    for block in blocks:
        key = "".join(block.text.split())
        is_copy = len(key) >= 500 and len(kept) > 5 and key[:200] in said and key[-200:] in said
        if not is_copy:
            kept.append(block)
            said += key
    return kept


def _warn(page: Page, blocks: list[Block], text: str) -> tuple[Caution, ...]:
    said = "".join(text.split())
    # A copy of the text for machines differs from it in little.
    unsaid = ((_unsaid([text], said), text) for text in page.hidden)
    hidden = [part for parts, text in unsaid if 10 * _length(parts) > len(text) for part in parts]
    beside = _unsaid((block.text for block in blocks if is_own(block)), said)
    cautions = []
    if page.is_unhidden:
        said_of_all = "nearly all of the page is hidden until a script shows it; it was read."
        cautions.append(Caution("cleaned", said_of_all))
    if hidden:
        cautions.append(
            Caution(
                "hidden",
                f"{_length(hidden):,} characters that the page hides were left out, "
                f"beginning with {hidden[0][:20]!r}.",
            )
        )
    if 10 * _length(beside) > len(said):
        cautions.append(
            Caution(
                "missing",
                f"{_length(beside):,} characters of sentences outside the main part were left "
                f"out, beginning with {beside[0][:20]!r}.",
            )
        )
    return tuple(cautions)


def _length(texts: Iterable[str]) -> int:
    return sum(map(len, texts))


def _unsaid(texts: Iterable[str], said: str) -> list[str]:
    """Return the clauses of the sentences in `texts` that are not said, without white space."""
    keys = ("".join(text.split()) for text in texts)
    sentences = (key for key in keys if len(key) >= _SENTENCE and _MARK.search(key))
    clauses = (clause for key in sentences for clause in _MARK.split(key))
    return [clause for clause in clauses if len(clause) >= _CLAUSE and clause not in said]
