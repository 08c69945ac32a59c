"""Markdown to text: what is printed, without the marks that say how.

Chinese official documents in Markdown are made by tools more often than written by hand, and break
its rules in known ways: bold that ends in a bracket, indents of four spaces, one line a paragraph.
"""

import re
from collections.abc import Iterator
from html import unescape
from itertools import pairwise
from unicodedata import east_asian_width

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ingest.formats.encodings import decode
from ingest.formats.model import Extract
from ingest.formats.plain import ends_sentence
from ingest.formats.writer import CellText, TextWriter

# Indents make no code here, and [一]: is no definition of a link.
_PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
_PARSER.disable(["code", "reference", "text_join"])
_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\n((?:[\w-]+:.*\n|[ \t]+.*\n|- .*\n)+)---[ \t]*\n")
_UNREAD = tuple(
    (re.compile(opening, re.IGNORECASE), re.compile(closing, re.IGNORECASE))
    for opening, closing in (
        ("<!--", "-->"),
        (r"<script\b", r"</script\s*>"),
        (r"<style\b", r"</style\s*>"),
    )
)
_BREAK = re.compile(r"<(?:br|/?p|/?div|/?tr|/?li|/?h[1-6])\b[^<>]*>", re.IGNORECASE)
_TABLE = re.compile(r"<table\b", re.IGNORECASE)
_TAG = re.compile(r"<!--|-->|</?[a-zA-Z][^<>]*>")
# By the rules a closing ** after a bracket and before a letter is none; people mean it as one.
_BOLD = re.compile(r"\*\*(?=\S)([^*\n]*[^*\s])\*\*")
_SOFT = "\x00"
_OWN_LINE = re.compile(
    r"第[\d〇零○一二三四五六七八九十百千]+[编編章节節条條款项項]|[一二三四五六七八九十百]+[、.．]"
    r"|[(（][\d一二三四五六七八九十百]+[)）]|\d+[.．、)）]|[^\s，。；]{1,10}[:：]"
    r"|[\d二〇○零一三四五六七八九]{4}年[^，。；]*日$"
)
_WRAPPED_WIDTH = 40


def read_markdown(data: bytes, *, name: str) -> Extract:
    """Return what a Markdown file prints: headings, paragraphs, items and tables, a line each.

    Numbers of lists are written out; of links and pictures their words stay. Comments, scripts and
    tags go.

    Raises:
        SourceError: the file is in no encoding that is known.
    """
    source, encoding = decode(data, name=name)
    source = source.replace("\r\n", "\n").replace("\r", "\n")
    writer = TextWriter()
    if front := _FRONT_MATTER.match(source):
        writer.add_lines(front[1])
        source = source[front.end() :]
    _write(_PARSER.parse(source.removeprefix("\ufeff")), writer)
    return Extract(
        text=writer.text,
        encoding=encoding,
        tables=tuple(writer.tables),
        styled=tuple(writer.styled),
    )


def _write(tokens: list[Token], writer: TextWriter) -> None:
    heading_levels = [int(token.tag[1]) for token in tokens if token.type == "heading_open"]
    # A lone first-level heading at the top is the title.
    above = 1 if heading_levels[:1] == [1] and heading_levels.count(1) == 1 else 0
    numbers = list(_item_numbers(tokens))
    stream = iter(tokens)
    level: int | None = None
    number = ""
    for token in stream:
        if token.type == "heading_open":
            level = int(token.tag[1]) - above
        elif token.type == "list_item_open":
            number = numbers.pop(0)
        elif token.type == "table_open":
            _write_table(stream, writer)
        elif token.type == "inline":
            writer.add_lines(number + _join(_inline(token)), level=level)
            level, number = None, ""
        elif token.type == "html_block":
            _write_html(token.content, writer)
        elif token.type == "fence":
            # What follows the fence names a language; in Chinese it is text gone astray.
            writer.add_lines("" if token.info.isascii() else token.info)
            writer.add_lines(token.content)


def _item_numbers(tokens: list[Token]) -> Iterator[str]:
    """Yield what is printed before each list item: its number, or nothing for a bullet.

    Numbers are as written, unless the second repeats the first: then they count on from it.
    """
    open_lists: list[list[str]] = []
    items: list[tuple[Token, list[str], int]] = []
    for token in tokens:
        if token.type in ("ordered_list_open", "bullet_list_open"):
            open_lists.append([])
        elif token.type in ("ordered_list_close", "bullet_list_close"):
            open_lists.pop()
        elif token.type == "list_item_open":
            items.append((token, open_lists[-1], len(open_lists[-1])))
            open_lists[-1].append(token.info)
    for token, written, position in items:
        if not token.info:
            yield ""
        elif position and written[0] == written[1]:
            yield f"{int(written[0]) + position}{token.markup} "
        else:
            yield f"{token.info}{token.markup} "


def _write_table(stream: Iterator[Token], writer: TextWriter) -> None:
    rows: list[list[CellText]] = []
    header_rows = 0
    for token in stream:
        if token.type == "table_close":
            break
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(CellText(_join(_inline(token)), len(rows[-1])))
        elif token.type == "thead_close":
            header_rows = len(rows)
    writer.add_table(rows, header_rows=header_rows)


def _inline(token: Token) -> str:
    """Return the words of a paragraph; where its source line ends stands `_SOFT`."""
    pieces: list[str] = []
    for child in token.children or []:
        if child.type == "softbreak":
            pieces.append(_SOFT)
        elif child.type == "hardbreak" or (
            child.type == "html_inline" and _BREAK.fullmatch(child.content)
        ):
            pieces.append("\n")
        elif child.type == "image":
            pieces.append(_inline(child))
        elif child.type == "text_special":
            # An escaped asterisk is one; it comes back when the bold is read.
            pieces.append(child.content.replace("*", "\x01"))
        elif child.type != "html_inline":
            pieces.append(child.content)
    return _BOLD.sub(r"\1", "".join(pieces)).replace("\x01", "*")


def _join(text: str) -> str:
    """Join the source lines of a paragraph that were cut at a margin; others stay lines."""
    lines = [line.strip() for line in text.split(_SOFT)]
    widest = max(map(_width, lines))
    pieces = [lines[0]]
    for before, line in pairwise(lines):
        width = _width(before)
        is_cut = width >= _WRAPPED_WIDTH and 5 * width >= 4 * widest
        if not is_cut or not line or ends_sentence(before) or _OWN_LINE.match(line):
            pieces.append("\n")
        elif before[-1:].isascii() and line[:1].isascii():
            pieces.append(" ")
        pieces.append(line)
    return "".join(pieces)


def _width(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WFA" else 1 for character in text)


def _write_html(html: str, writer: TextWriter) -> None:
    text = html
    for opening, closing in _UNREAD:
        text = _cut(text, opening, closing)
    if not _TABLE.search(text):
        writer.add_lines(unescape(_TAG.sub("", _BREAK.sub("\n", text))))
        return
    # Its parser costs time to load, and few files need it.
    from ingest.formats.html import write_fragment

    write_fragment(text, writer)


def _cut(text: str, opening: re.Pattern[str], closing: re.Pattern[str]) -> str:
    """Return `text` without what stands between two marks; what is not closed stays."""
    pieces: list[str] = []
    at = 0
    while (first := opening.search(text, at)) and (last := closing.search(text, first.end())):
        pieces.append(text[at : first.start()])
        at = last.end()
    return "".join((*pieces, text[at:]))
