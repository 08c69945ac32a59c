"""Words that questions about a document itself are made of, and those that are about contents."""

import re
from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path

from ingest.structure.document_number import find_numbers
from question.words import segmenter

_WORDS_PATH = Path(__file__).with_name("front_words.txt")
# 哪一天, 两份, 几次 count or ask, whatever is counted.
_COUNTS = re.compile(
    r"[哪每第这那]?[一二三四五六七八九十百两几\d]+"
    r"(?:[天年月日号个份次回届家条项篇版部位种类间点][天年月日号份次]?|部门|单位|厅局)"
)
_TERM = re.compile("(?:规划|计划|实施|执行|试行|方案)期(?!限|间)")
_HAN = re.compile("[一-鿿]")
_SHORTEST = 2


def find_topics(text: str, is_known: Callable[[str], bool]) -> list[str]:
    """Return the words of `text` that are about what documents say, not about documents.

    Args:
        text: Of a question, with the names of documents put as 文件.
        is_known: Says whether documents use a word; another one is talk.
    """
    words = (word for word in cut_words(text) if len(word) >= _SHORTEST and _HAN.search(word))
    words = (word for word in words if not _COUNTS.fullmatch(word))
    return [word for word in words if not _is_of_front(word) and is_known(word)]


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


@lru_cache(maxsize=4096)
def _is_of_front(word: str) -> bool:
    """Say whether a word is one of `front_words`, or made of them, single characters aside."""
    if word in front_words():
        return True
    places = range(len(word) - 1)
    return any(
        word[i:j] in front_words() and _is_of_front_or_short(word[:i] + word[j:])
        for i in places
        for j in range(len(word), i + 1, -1)
    )


def _is_of_front_or_short(word: str) -> bool:
    return len(word) < _SHORTEST or _is_of_front(word)
