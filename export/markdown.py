"""Reports as GitHub Markdown in which no text of a report acts: it is only read."""

import re

from export.characters import lines_of, on_one_line
from export.report import Block, Heading, Paragraph, Quote, Report, Table

# GitHub links addresses and draws :smile: however they are escaped; code it leaves alone.
_WORD = re.compile(r"([!-\[\]-_a-{}~]+)")
_ADDRESS = re.compile(r"@|://|www\.|mailto:|xmpp:|\w\.[a-z]{2}|:[\w+-]+:", re.IGNORECASE | re.ASCII)
_DEEPEST_HEADING = 6
_ACTIVE = re.compile(r"[\\`*_\[\]<>#~$&]")
# What _ACTIVE escaped stands behind a backslash here, an address behind a backquote.
_LINE_START = re.compile(r"^(\s*)([!-%'-/:-@\[\]-_{-~])|^(\s*[0-9]+)([.)])")


def to_markdown(report: Report) -> str:
    """Return the report as Markdown; a reader sees each text as it stands in the report."""
    pieces = [f"# {_inline(report.title)}", *(_block(block) for block in report.blocks)]
    return "\n\n".join(piece for piece in pieces if piece) + "\n"


def _block(block: Block) -> str:
    match block:
        case Heading(text, level):
            return f"{'#' * min(max(level, 1) + 1, _DEEPEST_HEADING)} {_inline(text)}"
        case Paragraph(text):
            return "\n".join(_lines(text))
        case Quote(text, citation):
            quote = "\n".join(f"> {line}".rstrip() for line in _lines(text))
            return f"{quote}\n\n—— {_inline(citation)}"
        case Table():
            return _table(block)


def _lines(text: str) -> list[str]:
    """Return the lines of running text; a blank one begins a paragraph."""
    lines = [_escape_line(line) for line in lines_of(text)]
    following = [*lines[1:], ""]
    return [
        f"{line}\\" if line and after else line
        for line, after in zip(lines, following, strict=True)
    ]


def _table(table: Table) -> str:
    table = table.name_parts_in_rows(width=0)
    numbers = [
        bool(table.rows) and all(isinstance(row[n], int) for row in table.rows)
        for n in range(len(table.head))
    ]
    rule = ["---:" if is_number else "---" for is_number in numbers]
    rows = [
        [_cell(text) for text in table.head],
        rule,
        *([_cell(str(value)) for value in row] for row in table.rows),
    ]
    drawn = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    caption = _inline(table.source or table.caption)
    return f"**{caption}**\n\n{drawn}" if caption else drawn


def _cell(text: str) -> str:
    return "<br>".join(_escape(line.strip()) for line in lines_of(text))


def _inline(text: str) -> str:
    return _escape(on_one_line(text))


def _escape_line(line: str) -> str:
    line = line.strip(" \t")
    if not line.strip():
        return ""
    return _LINE_START.sub(r"\1\3\\\2\4", _escape(line))


def _escape(text: str) -> str:
    return "".join(
        f"`{word}`" if _ADDRESS.search(word) else _escape_word(word) for word in _WORD.split(text)
    )


def _escape_word(word: str) -> str:
    # In a table a pipe behind a backslash is read in more than one way.
    return _ACTIVE.sub(r"\\\g<0>", word).replace("|", "&#124;")
