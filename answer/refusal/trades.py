"""The trade that a question is about, where neither documents nor word lists know it.

Search finds a neighbour for any word: 假睫毛 lies beside 化妆品. Whether a trade is treated is told
by words alone: it stands in the documents, or a list names what they call it.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from ingest.annotations.vocabulary import default_vocabulary
from question.patterns import read_table
from question.thesaurus import default_thesaurus
from question.words import segmenter

_TABLE = read_table(Path(__file__).with_name("trades.toml"))


def _words(name: str) -> frozenset[str]:
    return frozenset(_TABLE[name].split())


_MARKERS, _ENDINGS = _words("markers"), tuple(_TABLE["endings"].split())
_VERBS, _AFTER_VERB = _words("verbs"), _words("after_verb") | _MARKERS
_NO_TRADES = _words("kinds_of_firm") | _words("generic")
_GENERIC, _VAGUE = _words("generic"), _words("vague_terms")
_NOT_IN_ENGLISH, _GENERIC_IN_ENGLISH = _words("not_trades_in_english"), _words("generic_in_english")
_FUNCTION = re.compile(f"[{_TABLE['function_letters']}]")
# Whole words first: 省计划 is none of its own.
_IDLE = re.compile("|".join(sorted(map(re.escape, _GENERIC), key=len, reverse=True)))
# Where the asker is: 在深圳龙岗,
_WHERE = re.compile(r"在[^,。;:?!]{2,6}(?=[,。;:?!]|$)")
_NAME = re.compile(r"[0-9a-z一-鿿]+")
_ENGLISH = re.compile(
    r"\b([a-z-]{3,}) (?:mak|manufactur|produc|grow|farm)ers?\b"
    r"|\b([a-z-]{3,}) industry\b"
)
_JOINED = re.compile("([厂户店场])(?=[有能在想要怎可会])")
_LONGEST, _MOST_WORDS = 8, 3
_LEAST = 2


def unknown_trades(text: str, texts: Sequence[str]) -> Iterator[str]:
    """Yield the trades that a question is about and nothing knows.

    A question that has a subject beside its trade is about that: 做假发的怎么申请专利.

    Args:
        text: The question, in lower case and Simplified Chinese.
        texts: The documents, likewise.
    """
    for name, head in dict.fromkeys([*_named_trades(text), *_english_trades(text)]):
        if any(name in t or head in t for t in texts) or not is_only_about(text, name):
            continue
        if not any(_is_listed(word) for word in (name, head)):
            yield name


def is_only_about(text: str, name: str) -> bool:
    """Say whether a question has no subject beside the trade `name`."""
    rest = _WHERE.sub("", text).replace(name, ",")
    if name.isascii():
        words = re.findall("[a-z]{3,}", rest)
        topics = {w for w in words if default_thesaurus().expand(w)}
        return all(w.removesuffix("s") in _GENERIC_IN_ENGLISH for w in topics)
    return all(
        len(word) < _LEAST
        or word in _MARKERS
        or _FUNCTION.search(word)
        or default_vocabulary().names("cities", word)
        for word in segmenter().lcut(_IDLE.sub(",", rest))
    )


def _named_trades(text: str) -> Iterator[tuple[str, str]]:
    """Yield each trade as named, and the last word of the name, which says what it is."""
    # The segmenter takes 厂有 and 户能 for words.
    for part in re.split("[,。;:?!]", _JOINED.sub(r"\1 ", text)):
        words = segmenter().lcut(part)
        for i, word in enumerate(words):
            if word in _MARKERS:
                yield from _checked(_run_before(words, i))
            elif word.endswith(_ENDINGS) and len(word) > _LEAST:
                ending = next(ending for ending in _ENDINGS if word.endswith(ending))
                yield from _checked([*_run_before(words, i), word.removesuffix(ending)])
            elif word in _VERBS:
                end = next((j for j in range(i + 1, len(words)) if words[j] in _AFTER_VERB), i)
                yield from _checked(words[i + 1 : end])


def _run_before(words: Sequence[str], marker: int) -> Sequence[str]:
    """Return the words before a marker that may be one name, at most `_MOST_WORDS`."""
    first = marker
    while first > max(0, marker - _MOST_WORDS) and _may_name(words[first - 1]):
        first -= 1
    return words[first:marker]


def _may_name(word: str) -> bool:
    return not (_FUNCTION.search(word) or word in _GENERIC | _VERBS | _MARKERS)


def _checked(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    name = "".join(words)
    if not _LEAST <= len(name) <= _LONGEST or not all(map(_may_name, words)):
        return
    head = words[-1] if len(words[-1]) >= _LEAST else "".join(words[-2:])
    if _NAME.fullmatch(name) and not {name, head} & _NO_TRADES:
        yield name, head


def _english_trades(text: str) -> Iterator[tuple[str, str]]:
    for match in _ENGLISH.finditer(text):
        word = match[1] or match[2]
        if word not in _NOT_IN_ENGLISH:
            yield word, word


def _is_listed(word: str) -> bool:
    """Say whether a list of words names `word`, or what it ends in."""
    kinds = default_vocabulary().terms
    return any(
        set(default_thesaurus().expand(ending)) - _VAGUE
        or any(default_vocabulary().names(kind, ending) for kind in kinds)
        for ending in (word[i:] for i in range(len(word) - 1))
    )
