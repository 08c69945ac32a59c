"""Plain text: decoded and otherwise as it is in the file, so that offsets count its characters."""

import html
import re

from ingest.formats.encodings import decode
from ingest.formats.model import Caution, Extract, SourceError
from ingest.formats.plain_tables import find_tables

_SENTENCE_END = frozenset("。！？；：!?;:….”’」』）)】〕》\"'")
_GOES_ON = frozenset("，、,")
_INNER_END = frozenset("。；！？")
_ENTITY = re.compile(r"&(?:[a-z]{2,8}|#\d{2,6}|#x[0-9a-fA-F]{2,5});")
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1a\x7f]")
# Lines of fewer characters are titles, dates and names as often as sentences.
_LONG = 20
_FEW = 5
_LONGEST_TITLE = 60


def read_plain(data: bytes, *, name: str) -> Extract:
    """Return the text of a plain text file, with its pages where form feeds part them.

    Raises:
        SourceError: the file is binary, or in no encoding that is known.
    """
    text, encoding = decode(data, name=name)
    if "\x00" in text or 200 * len(_CONTROL.findall(text)) > len(text):
        raise SourceError(f"{name}: is a binary file; save it as plain text (.txt, UTF-8)")
    cautions = []
    if _ENTITY.search(text):
        # Left over from a web page: nobody reads &nbsp;, and no mark is told behind it.
        text = _ENTITY.sub(lambda match: html.unescape(match.group()), text)
        said = "the characters of the web page that it was copied from were put in"
        cautions.append(Caution("cleaned", said))
    tables = find_tables(text)
    spans = [(table.start, table.end) for table in tables]
    return Extract(
        text=text,
        encoding=encoding,
        is_wrapped=is_wrapped(_without(text, spans)),
        pages=_find_pages(text),
        tables=tables,
        cautions=tuple(cautions),
    )


def is_wrapped(text: str) -> bool:
    """Say whether the lines of `text` look cut, at a margin or by the ends of pages.

    Where each line is a paragraph the longest lines end a sentence; where lines are cut the longest
    ones do not, nor do lines that hold the end of another. Two such lines tell, if they are one in
    twenty. A text of a few lines does not tell and counts as cut.
    """
    lines = [line.strip() for line in text.splitlines()]
    long = [line for line in lines if len(line) >= _LONG]
    if len(long) < _FEW:
        return True
    nearly_longest = 0.8 * max(len(line) for line in long)
    cut = [
        line
        for line in long
        if not ends_sentence(line)
        and (
            line[-1] in _GOES_ON
            or len(line) > _LONGEST_TITLE
            or len(line) >= nearly_longest
            or not _INNER_END.isdisjoint(line)
        )
    ]
    return len(cut) > 1 and 20 * len(cut) >= len(long)


def ends_sentence(line: str) -> bool:
    """Say whether a line, without outer white space and not empty, ends in a mark or bracket."""
    return line[-1] in _SENTENCE_END


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    starts = [0, *(end for _, end in spans)]
    ends = [*(start for start, _ in spans), len(text)]
    return "".join(text[start:end] for start, end in zip(starts, ends, strict=True))


def _find_pages(text: str) -> tuple[int, ...]:
    breaks = [match.end() for match in re.finditer("\f", text)]
    starts = [0, *breaks] if breaks else []
    ends = [*breaks, len(text)]
    return tuple(
        start
        for start, end in zip(starts, ends, strict=False)
        if not text[start:end].isspace() and start < end
    )
