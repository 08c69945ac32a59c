"""Which words of a question ask, and which only tell of the person who asks."""

import re
from pathlib import Path

from question.asides import find_asides
from question.patterns import load_patterns

# Half-open spans of a question, each with how much it counts beside the rest.
Emphasis = tuple[tuple[int, int, float], ...]
# What people tell of themselves still tells which trade they mean, though the need comes first.
TOLD = 0.35
# What a question excepts still tells which clause it means, but hardly which of its sentences.
_EXCEPTED = 0.1
_PATTERNS = load_patterns(Path(__file__).with_name("focus.toml"))
_BREAK = re.compile(r"[,，。;；?？!！\n]|[.:]\s")


def read_emphasis(text: str) -> Emphasis:
    """Return the spans of a question that do not ask, each with how much they count.

    They tell of the asker, or except something. Of a question that only tells there are none.

    Args:
        text: A question in lower case and Simplified Chinese.
    """
    told = []
    asks = False
    for start, end in _parts(text):
        part = text[start:end]
        is_small = _PATTERNS["small"].search(part) is not None
        about = None if is_small else _PATTERNS["tells"].search(part)
        if about and about.end() < len(part) and _PATTERNS["asks"].search(part, about.end()):
            told.append((start + about.start(), start + about.end()))
            asks = True
        elif _PATTERNS["asks"].search(part):
            asks = True
        elif about or (_PATTERNS["works"].match(part) and not is_small):
            told.append((start, end))
    told = told if asks else []
    excepted = [
        (start, end, _EXCEPTED)
        for start, end in find_asides(text)
        if all(end <= a or b <= start for a, b in told)
    ]
    return tuple(sorted([*((start, end, TOLD) for start, end in told), *excepted]))


def _parts(text: str) -> list[tuple[int, int]]:
    """Return the spans of the parts of `text` between its punctuation, blank ones left out."""
    ends = [m.start() for m in _BREAK.finditer(text)] + [len(text)]
    starts = [0] + [end + 1 for end in ends[:-1]]
    return [(s, e) for s, e in zip(starts, ends, strict=True) if text[s:e].strip()]
