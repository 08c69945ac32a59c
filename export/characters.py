"""Characters: which of them a file may hold, and how wide they stand."""

import re
import unicodedata

# What XML 1.0 does not allow, and halves of surrogate pairs, which are no text in any encoding.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def lines_of(text: str) -> list[str]:
    """Return the lines of `text`, without the characters that no file may hold; at least one."""
    return [_FORBIDDEN.sub("", line) for line in text.splitlines()] or [""]


def on_one_line(text: str) -> str:
    """Return `text` with its lines joined by spaces, for a place that takes no line break."""
    return " ".join(line.strip() for line in lines_of(text)).strip()


def display_width(text: str) -> int:
    """Return how many Latin letters the longest line is wide; a Chinese character counts as 2."""
    return max(sum(map(_width, line)) for line in lines_of(text))


def _width(character: str) -> int:
    return 2 if unicodedata.east_asian_width(character) in "WFA" else 1
