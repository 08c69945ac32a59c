"""What part of speech a word is, by the dictionary of jieba: verbs are an open class."""

from functools import cache

import jieba

_LONGEST = 4
# Tags of the dictionary: verbs and verbal nouns; adverbs and adjectives that stand before a verb.
_VERBS = ("v", "vn", "vd", "vi", "vq")
_ADVERBS = ("d", "ad", "a", "z", "b")


def verb_at(text: str, position: int, end: int) -> str:
    """Return the longest verb of two characters or more at `position`, "" for none."""
    return _at(text, position, end, _VERBS)


def adverb_at(text: str, position: int, end: int) -> str:
    """Return the longest word at `position` that can stand before a verb, "" for none."""
    return _at(text, position, end, _ADVERBS)


def _at(text: str, position: int, end: int, tags: tuple[str, ...]) -> str:
    known = _tags()
    for size in range(min(_LONGEST, end - position), 1, -1):
        word = text[position : position + size]
        if word in known:
            return word if known[word] in tags else ""
    return ""


@cache
def _tags() -> dict[str, str]:
    """Return the tags of all words of two to four characters."""
    with jieba.get_dict_file() as file:
        rows = (line.decode("utf-8").split() for line in file)
        return {word: tag for word, _, tag in rows if 1 < len(word) <= _LONGEST}
