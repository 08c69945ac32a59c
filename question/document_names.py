"""Which words of a question name a document: its number, its title or words of it, its place.

With the name put as 文件, what is left is what is asked of the document: 安全生产法何时生效 asks
what 文件何时生效 does.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ingest import Document
from ingest.model import Repeal
from ingest.structure.titles import KINDS, title_of_issued
from question.front_words import cut_words, front_words, numbers_in
from question.words import simplify

# What a document is called in place of its name, and one that it repeals.
STANDIN, OLD_STANDIN = "文件", "旧文件"
# What stands for the offices that issued it: 工信厅的电话 asks for no 文件的电话.
_ISSUER = "单位"
_KIND = re.compile(rf"(?:文件|公文|红头|政策|草案|草稿|(?:征求)?意见稿|稿子|{KINDS})+")
_POINTS = re.compile("[这那该本此](?:一?[份部个项]|文)")
_HAN = re.compile("[一-鿿]+")
_COMMON_PARTS = re.compile("中华人民共和国|关于|印发|转发|发布|公布|征求")
_OFFICE = re.compile("[部委局厅办会院署司]$|政府$|中心$")
# So much of the title of a document that is only named in another one has to be there.
_LEAST_OF_OLD = 0.6
# Words between the parts of a name: 南宁 现在施行的 燃气 那个 条例.
_JOINS = re.compile(
    r"(?:[\s的地之对等份部个篇年省市县区“”\"'《》〈〉（）()]|那|这|该|此|新|现行|现在|施行|(?:19|20)\d\d)+"
)
_MARKS = re.compile(r"[\s“”\"'《》〈〉（）()]")
_JOINED = re.compile(rf"(?:{STANDIN}[\s的那这个份]*)+(?={STANDIN})")
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
    """A part of a question with the name of a document as 文件.

    `words` are those that name it, `is_exact` says that its number or its whole title does, and
    `is_document` that they call it a document, such as 规定: 公租房 alone may be the thing itself.
    """

    text: str
    words: tuple[str, ...] = ()
    is_exact: bool = False
    is_document: bool = False


@dataclass(frozen=True, slots=True)
class Name:
    """What one document is called by.

    `letters` are the characters of its titles, `offices` the names of its issuers; a question must
    have at least the share `least` of the characters to name it.
    """

    number: str
    titles: tuple[str, ...]
    letters: frozenset[str]
    offices: str = ""
    least: float = 0.0


def name_in(text: str, document: Document) -> Named:
    """Return `text` (simplified, lower case) with what names `document` as 文件.

    What names a document that it repeals better than itself is 旧文件.
    """
    own, *repealed = names_of(document)
    best = _replace(text, own, STANDIN)
    for name in repealed:
        old = _replace(text, name, OLD_STANDIN)
        if _strength(old) > _strength(best):
            best = old
    return best


def find_named(text: str, documents: Sequence[Document]) -> list[Document]:
    """Return the documents that `text` names best, or that repeal what it names; else none.

    A number or a whole title names by itself. Words of a title count by how few titles have them.
    """
    named = [(d, _replace(text, name, STANDIN)) for d in documents for name in names_of(d)]
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
        (_strength(_replace(part, name, OLD_STANDIN)), repeal)
        for part in _PARTS.split(text)
        for name, repeal in zip(repealed, document.repeals, strict=True)
        if _strength(_replace(part, name, OLD_STANDIN)) > _strength(_replace(part, own, STANDIN))
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
        simplify("、".join(document.issuers)) if document else "",
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


def _replace(text: str, name: Name, standin: str) -> Named:
    whole = _replace_whole(text, name, standin)
    pieces: list[str] = []
    words: list[str] = []
    for run, tail, specific in _runs(cut_words(whole), name):
        pieces += [standin if specific else run, tail]
        words += specific
    if len(name.letters.intersection(text)) < name.least * len(name.letters) and whole == text:
        return Named(text)
    joined = "".join(pieces).replace("文件文件", "文件")
    is_exact = whole != text
    is_document = is_exact or any(p.search(text) for p in (_KIND, _POINTS))
    return Named(_JOINED.sub("", joined), tuple(words), is_exact, is_document)


def _replace_whole(text: str, name: Name, standin: str) -> str:
    """Replace the number, or the whole title where it stands in `text`."""
    for word, start, end in numbers_in(text):
        if name.number and is_same_number(word, name.number):
            return text[:start] + standin + text[end:]
    sender = _HAN.match(name.number)
    if sender and len(sender.group()) > _FEWEST:
        # 国办发〔2024〕38号 is no paper of another year of theirs.
        alone = re.sub(rf"{sender.group()}(?!\s*[〔\[(（【\d])", standin, text, count=1)
        if alone != text:
            return alone
    bare = _MARKS.sub("", text)
    for title in name.titles:
        if title in bare:
            loose = rf"{_MARKS.pattern}*".join(map(re.escape, title))
            return re.sub(rf"《?{loose}》?", standin, text, count=1)
    return text


def _runs(words: Sequence[str], name: Name) -> Iterator[tuple[str, str, list[str]]]:
    """Yield the runs of words that name a document, with what follows, and those that tell which.

    A run without such words is only the word for a kind of document, or no name at all.
    """
    run, tail, specific = "", "", list[str]()
    for word in words:
        is_kind = _KIND.fullmatch(word) is not None
        if is_kind or _is_name(word, name):
            run, tail = run + tail + word, ""
            specific += [] if is_kind else [word]
        elif run and (_JOINS.fullmatch(word) or word in name.letters):
            tail += word
        else:
            yield run, tail, specific
            run, tail, specific = "", "", []
            yield (_ISSUER if _is_issuer(word, name) else word), "", []
    yield run, tail, specific


def _is_name(word: str, name: Name) -> bool:
    is_word = len(word) >= _FEWEST and _HAN.fullmatch(word) and word not in front_words()
    return bool(is_word) and name.letters.issuperset(word)


def _is_issuer(word: str, name: Name) -> bool:
    is_office = len(word) >= _FEWEST and _OFFICE.search(word) and word not in front_words()
    return bool(is_office) and frozenset(name.offices).issuperset(word)
