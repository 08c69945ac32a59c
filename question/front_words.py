"""Words that questions about a document itself are made of, which name none of them."""

import re
from functools import cache, lru_cache
from pathlib import Path

from ingest.structure.document_number import find_numbers
from question.words import segmenter

_WORDS_PATH = Path(__file__).with_name("front_words.txt")
_TERM = re.compile("(?:规划|计划|实施|执行|试行|方案)期(?!限|间)")


@cache
def front_words() -> frozenset[str]:
    """Return the words that questions about a document itself are made of."""
    return frozenset(_WORDS_PATH.read_text(encoding="utf-8").split())


@lru_cache(maxsize=256)
def numbers_in(text: str) -> tuple[tuple[str, int, int], ...]:
    """Return the numbers of documents in `text`, each with its span."""
    return tuple(find_numbers(text))


@lru_cache(maxsize=1024)
def cut_words(text: str) -> tuple[str, ...]:
    """Return the words of `text`; the number of a document is one, and so is 规划期."""
    words: list[str] = []
    start = 0
    terms = [match.span() for match in _TERM.finditer(text)]
    numbers = [(begin, end) for _, begin, end in numbers_in(text)]
    for begin, end in sorted([*numbers, *terms]):
        if begin < start:
            continue
        words += [*segmenter().lcut(text[start:begin]), text[begin:end]]
        start = end
    return (*words, *segmenter().lcut(text[start:]))
