"""No clause is longer than a reader takes in: long ones are cut at paragraphs, then sentences."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.structure.lines import Line
from ingest.text.joined import ends_sentence

# Characters of a clause; a single sentence may be longer.
LONGEST_CLAUSE = 900
# Pieces are packed a little less full: the line feeds between their lines count too.
_FULL = 870
_SENTENCE_END = re.compile(r"[。！？；][”’」』）)】〕》]*")


def cut_long(text: str, lines: Sequence[Line]) -> list[list[Line]]:
    """Return the pieces of a unit, each a list of lines of at most `LONGEST_CLAUSE` characters.

    A unit that is short enough is one piece. No piece is cut in mid-sentence, even if it is longer.
    """
    if _length(lines) <= _FULL:
        return [list(lines)]
    pieces: list[list[Line]] = [[]]
    for paragraph in _paragraphs(text, lines):
        if pieces[-1] and _length([*pieces[-1], *paragraph]) > _FULL:
            pieces.append([])
        if _length(paragraph) <= _FULL:
            pieces[-1].extend(paragraph)
            continue
        for line in _sentences(text, paragraph):
            if pieces[-1] and _length([*pieces[-1], line]) > _FULL:
                pieces.append([])
            pieces[-1].append(line)
    return pieces


def _length(lines: Sequence[Line]) -> int:
    return sum(line.end - line.start for line in lines)


def _paragraphs(text: str, lines: Sequence[Line]) -> Iterator[list[Line]]:
    paragraph: list[Line] = []
    for line in lines:
        if paragraph and (line.is_paragraph or ends_sentence(text[slice(*_span(paragraph[-1]))])):
            yield paragraph
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield paragraph


def _sentences(text: str, lines: Sequence[Line]) -> Iterator[Line]:
    """Yield `lines` cut after each sentence."""
    for line in lines:
        start = line.start
        for match in _SENTENCE_END.finditer(text, line.start, line.end):
            yield replace(line, start=start, end=match.end())
            start = match.end()
            while start < line.end and text[start].isspace():
                start += 1
        if start < line.end:
            yield replace(line, start=start)


def _span(line: Line) -> tuple[int, int]:
    return line.start, line.end
