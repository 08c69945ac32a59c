"""What a question says and does not ask: `除了处罚`, `名单不用`, `apart from the US`."""

import re
from functools import lru_cache
from pathlib import Path

from question.patterns import load_patterns
from question.query import blank

_PATTERNS = load_patterns(Path(__file__).with_name("asides.toml"))
_PART = re.compile(r"[^。,;?!]+[。,;?!]*")


def find_asides(text: str) -> list[tuple[int, int]]:
    """Return the half-open spans of what the question `text` excepts, `除了……` and the like."""
    return [match.span() for match in _PATTERNS["aside"].finditer(text)]


@lru_cache(maxsize=256)
def blank_context(text: str) -> str:
    """Return the question `text` with what it sets aside blanked, lengths kept.

    A part that asks nothing and says that something is not wanted is set aside, as is what stands
    beside `除了` and `以外`. A text of nothing else is returned as it is.
    """
    spans = find_asides(text)
    for part in _PART.finditer(text):
        is_question = _PATTERNS["asks"].search(part.group())
        if _PATTERNS["excluded"].search(part.group()) and not is_question:
            spans.append(part.span())
    rest = blank(text, spans)
    return rest if any(map(str.isalnum, rest)) else text
