"""Clause text with page-break artefacts joined, character by character traceable to the source."""

import re
from bisect import bisect_left
from dataclasses import dataclass

# A line that ends so is complete; one that does not goes on in the next line.
SENTENCE_END = frozenset("。！？；：!?;:…")
CLOSERS = frozenset("”’」』）)】〕》\"'")
# Contacts stand a line each and end in no sentence mark.
_CONTACT = re.compile(r"(?:联系人|(?:联系|咨询)?电话|传真|(?:电子)?邮箱|地址|邮编|网址)\s?[:：]")
_LATIN = re.compile(r"[A-Za-z0-9,.;:%)]")


@dataclass(frozen=True, slots=True)
class JoinedText:
    """Text whose character `i` is the source's character `offsets[i]`.

    A joining space that is not in the source carries the offset of the character before it.
    """

    text: str
    offsets: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the source span (half-open, code points) of `text[start:end]`, not empty."""
        return self.offsets[start], self.offsets[end - 1] + 1

    def position(self, offset: int) -> int:
        """Return the first position of `text` whose source offset is at least `offset`."""
        return bisect_left(self.offsets, offset)


def ends_sentence(text: str) -> bool:
    """Say whether `text` ends in a sentence mark, closing quotes and brackets aside."""
    stripped = text.rstrip()
    while stripped and stripped[-1] in CLOSERS:
        if stripped[-1] in "）)】〕":
            return True
        stripped = stripped[:-1]
    return bool(stripped) and stripped[-1] in SENTENCE_END


def join_lines(source: str, lines: list[tuple[int, int]], *, heading_lines: int = 0) -> JoinedText:
    """Join `lines` (half-open source spans without outer white space) into running text.

    A line that ends in the middle of a sentence is joined to the next one: nothing stands between
    them in Chinese, one space between two Latin words. Other lines stay lines of their own, and so
    do the first `heading_lines`, which are a heading.
    """
    pieces: list[str] = []
    offsets: list[int] = []
    for index, (start, end) in enumerate(lines):
        if index:
            before = source[lines[index - 1][0] : lines[index - 1][1]]
            glue = "\n" if index <= heading_lines else _glue(before, source[start:end])
            pieces.append(glue)
            offsets.extend([lines[index - 1][1] - 1] * len(glue))
        pieces.append(source[start:end])
        offsets.extend(range(start, end))
    return JoinedText("".join(pieces), tuple(offsets))


def _glue(before: str, after: str) -> str:
    if ends_sentence(before) or _CONTACT.match(after):
        return "\n"
    return " " if _LATIN.fullmatch(before[-1]) and _LATIN.fullmatch(after[0]) else ""
