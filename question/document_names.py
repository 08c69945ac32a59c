"""Which words of a question name a document: its number, its title or words of it."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ingest import Document
from ingest.model import Repeal
from ingest.structure.titles import KINDS, title_of_issued
from question.front_words import cut_words, front_words, numbers_in
from question.words import simplify

_KIND = re.compile(rf"(?:文件|公文|红头|政策|草案|草稿|(?:征求)?意见稿|稿子|{KINDS})+")
_HAN = re.compile("[一-鿿]+")
_COMMON_PARTS = re.compile("中华人民共和国|关于|印发|转发|发布|公布|征求")
# So much of the title of a document that is only named in another one has to be there.
_LEAST_OF_OLD = 0.6
_MARKS = re.compile(r"[\s“”\"'《》〈〉（）()]")
# Years, and how a number is printed beside its letters and digits, are as people write them.
_LOOSE = re.compile("[^0-9A-Za-z一-鿿]|[年第号]")
_PARTS = re.compile(r"[,。;?!\n]+")
_FEWEST = 2
# A word that more than half of the names hold tells none of them.
_COMMON = 0.5
_LEAST = 1.0
_MISSING = 0.3


@dataclass(frozen=True, slots=True)
class Named:
    """What names a document in a question: words of its title, or exactly: number, whole title."""

    words: tuple[str, ...] = ()
    is_exact: bool = False


@dataclass(frozen=True, slots=True)
class Name:
    """What one document is called by.

    `letters` are the characters of its titles; a question must have at least the share `least` of
    them to name it.
    """

    number: str
    titles: tuple[str, ...]
    letters: frozenset[str]
    least: float = 0.0


def find_named(text: str, documents: Sequence[Document]) -> list[Document]:
    """Return the documents that `text` names best, or that repeal what it names; else none.

    A number or a whole title names by itself. Words of a title count by how few titles have them.
    """
    named = [(d, _named(text, name)) for d in documents for name in names_of(d)]
    exact = [document for document, name in named if name.is_exact]
    if exact:
        return list(dict.fromkeys(exact))
    holders = Counter(word for _, name in named for word in set(name.words))
    most = max(len(named) * _COMMON, 1)
    scores = [
        sum(len(word) / holders[word] for word in set(name.words) if holders[word] <= most)
        for _, name in named
    ]
    best = max(scores, default=0.0)
    if best < _LEAST:
        return []
    names = [name for d in documents for name in names_of(d)]
    alike = [(_likeness(text, names[i]), i) for i, score in enumerate(scores) if score == best]
    closest = max(likeness for likeness, _ in alike)
    return list(dict.fromkeys(named[i][0] for likeness, i in alike if likeness == closest))


def find_repealed(text: str, document: Document) -> tuple[Repeal, ...]:
    """Return which of the documents that `document` repeals `text` names better than itself."""
    own, *repealed = names_of(document)
    scored = [
        (strength, repeal)
        for part in _PARTS.split(text)
        for name, repeal in zip(repealed, document.repeals, strict=True)
        if (strength := _strength(_named(part, name))) > _strength(_named(part, own))
    ]
    best = max((score for score, _ in scored), default=0)
    return tuple(repeal for score, repeal in scored if score == best)


def is_same_number(number: str, other: str) -> bool:
    """Say whether two numbers are one, whatever their brackets and spaces.

    国务院令第746号 is 中华人民共和国国务院令第746号.
    """
    short, long = sorted((_key(number), _key(other)), key=len)
    return short == long != "" or (_HAN.match(short) is not None and long.endswith(short))


@lru_cache(maxsize=4096)
def names_of(document: Document) -> tuple[Name, ...]:
    """Return what `document` is called by, and then what each document that it repeals is."""
    own = _name(document.number, (document.title, document.notice), document)
    return (own, *(_name(r.number, (r.title,)) for r in document.repeals))


def _name(number: str, titles: Sequence[str], document: Document | None = None) -> Name:
    """Return the name of `document`, or of one that is only known by number and title."""
    listed = [t for title in titles for t in (title, title_of_issued(title)) if t]
    whole = {_MARKS.sub("", simplify(title)) for title in listed}
    region = document.region if document else ""
    letters = _COMMON_PARTS.sub("", simplify("".join((*listed, region))))
    return Name(
        _key(number),
        tuple(sorted((t for t in whole if len(t) > _FEWEST), key=len, reverse=True)),
        frozenset(letters),
        0.0 if document else _LEAST_OF_OLD,
    )


def _key(number: str) -> str:
    return _LOOSE.sub("", simplify(number))


def _strength(named: Named) -> int:
    return sum(map(len, named.words)) + 1000 * named.is_exact


def _likeness(text: str, name: Name) -> float:
    """Tell titles apart that hold the same words of a question: 条例 from its 实施细则."""
    title = "".join(name.titles[-1:])
    said = [word for word in cut_words(text) if word in title or _is_name(word, name)]
    letters = frozenset(title)
    return len(letters.intersection("".join(said))) - _MISSING * len(letters.difference(text))


def _named(text: str, name: Name) -> Named:
    is_exact = _is_exact(text, name)
    is_like = len(name.letters.intersection(text)) >= name.least * len(name.letters)
    return Named(_words(text, name), is_exact) if is_exact or is_like else Named()


def _is_exact(text: str, name: Name) -> bool:
    """Say whether the number stands in `text`, or the whole title."""
    numbers = (word for word, _, _ in numbers_in(text))
    if name.number and any(is_same_number(word, name.number) for word in numbers):
        return True
    found = _HAN.match(name.number)
    sender = found.group() if found else ""
    # 国办发〔2024〕38号 is no paper of another year of theirs.
    if len(sender) > _FEWEST and re.search(rf"{sender}(?!\s*[〔\[(（【\d])", text):
        return True
    bare = _MARKS.sub("", text)
    return any(title in bare for title in name.titles)


def _words(text: str, name: Name) -> tuple[str, ...]:
    return tuple(w for w in cut_words(text) if not _KIND.fullmatch(w) and _is_name(w, name))


def _is_name(word: str, name: Name) -> bool:
    is_word = len(word) >= _FEWEST and _HAN.fullmatch(word) and word not in front_words()
    return bool(is_word) and name.letters.issuperset(word)
