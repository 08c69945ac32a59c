"""What documents are called, and which of many a text may name, without asking each."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from ingest import Document
from ingest.annotations.vocabulary import Vocabulary
from ingest.structure.front import read_region
from question.words import simplify

# What a document is called for short, by the noun that its title ends in.
_TYPES = {
    "行动计划": ("行动计划", "计划"),
    "指导意见": ("指导意见", "意见"),
    "实施意见": ("实施意见", "意见"),
    "实施方案": ("实施方案", "方案"),
    "工作方案": ("工作方案", "方案"),
    "发展规划": ("发展规划", "规划"),
}
_LAST_NOUN = re.compile(
    r"(意见|计划|规划|方案|办法|规定|条例|通知|细则|决定|措施|指南|公告|纲要|法)"
)
_DRAFT = ("征求意见稿", "意见稿", "草案", "草稿", "稿子", "稿")
_NATIONAL = ("国家", "国务院", "中央", "部里", "部委", "国家级", "全国", "部文件", "部稿")
_PROVINCIAL = (
    "省里",
    "省内",
    "全省",
    "我省",
    "本省",
    "省级",
    "省政府",
    "省文件",
    "省计划",
    "省方案",
)
_MUNICIPAL = ("市里", "市内", "全市", "我市", "本市", "市级", "市政府", "市文件", "市方案")
# Words between the parts of a reference: 广东 那份 …计划 里.
_FILLERS = "那这份个的該该嘅和与"
_MOST_LETTERS = 30
_LEAST_TITLE = 6
_NUMBERS = frozenset({"number", "文号", "发文字号"})
_NEVER = re.compile("(?!)")
_BRACKETS = ("[〔\\[(（【﹝［]", "[〕\\])）】﹞］]")
# Where so many documents share the words for what and whose they are, the letters of each title
# before those words say nothing.
_MANY = 64
# Characters of a name that it is looked up by.
_KEY = 2
_LAST_DIGITS = re.compile(r"\d+(?=\D*$)")
_ANY_TYPE = "文件"


@dataclass(frozen=True)
class DocumentNames:
    """How people refer to one document.

    `titles` are whole, in Simplified Chinese, its own and those of what else is printed in its
    file; `numbers` and `stated`, of its titles those long enough, are what it is named exactly by.
    `letters` are those of its title, "" where there is nothing to refer to it by.
    """

    doc_id: str
    letters: str = ""
    titles: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    stated: tuple[str, ...] = ()

    @cached_property
    def exact(self) -> re.Pattern[str]:
        """Return what finds its number, whatever the brackets, and its whole title."""
        patterns = [*map(_number_pattern, self.numbers), *map(re.escape, self.stated)]
        return re.compile("|".join(patterns) or "(?!)")


@dataclass(frozen=True, eq=False)
class Group:
    """Documents that are called by the same words for what they are, and for whose."""

    types: tuple[str, ...]
    levels: tuple[str, ...]
    documents: tuple[DocumentNames, ...]

    @cached_property
    def doc_ids(self) -> tuple[str, ...]:
        """Return the ids of its documents."""
        return tuple(names.doc_id for names in self.documents)

    @cached_property
    def patterns(self) -> tuple[re.Pattern[str], ...]:
        """Return what finds references to its documents, by what they are or by whose."""
        own = {names.letters for names in self.documents if names.letters}
        letters = own if len(own) <= _MANY else {"".join(_FILLERS)}
        return tuple(re.compile(self._pattern(title)) for title in sorted(letters))

    def is_spoken_of(self, text: str) -> bool:
        """Say whether any word is in `text` that a reference to its documents has."""
        return any(word in text for word in (*self.types, _ANY_TYPE, *self.levels))

    def _pattern(self, title: str) -> str:
        letters = "".join(sorted({*title, *_FILLERS, *"".join(self.levels)}))
        any_type = _any_of([*self.types, _ANY_TYPE])
        return (
            rf"[{re.escape(letters)}]{{0,{_MOST_LETTERS}}}(?<![提反馈征求有])(?:{any_type})"
            rf"(?:里面|里头|里|中|上)?|(?:{_any_of(self.levels)})(?:那份|这份|的)?"
        )


class NamedDocuments:
    """The documents of an index by what they are called.

    A text is held against those documents alone of whose names it holds a part.
    """

    def __init__(self, groups: Iterable[Group]) -> None:
        """Note where the names of documents begin and end."""
        self.groups = tuple(groups)
        self._begins: dict[str, list[DocumentNames]] = {}
        self._ends: dict[str, list[DocumentNames]] = {}
        for names in (names for group in self.groups for names in group.documents):
            begins = {*(t[:_KEY] for t in names.stated), *(n[:_KEY] for n in names.numbers)}
            for begin in begins:
                self._begins.setdefault(begin, []).append(names)
            for end in {title[-_KEY:] for title in names.titles}:
                self._ends.setdefault(end, []).append(names)

    def __len__(self) -> int:
        """Return the number of documents."""
        return sum(len(group.documents) for group in self.groups)

    def maybe_stated_in(self, text: str) -> Iterator[DocumentNames]:
        """Give the documents whose number or whole title may stand in `text`, each once."""
        begins = dict.fromkeys(text[i : i + _KEY] for i in range(len(text)))
        found = {id(n): n for begin in begins for n in self._begins.get(begin, ())}
        for names in found.values():
            digits = (_LAST_DIGITS.search(number) for number in names.numbers)
            if any(title in text for title in names.stated) or any(
                match is None or match.group() in text for match in digits
            ):
                yield names

    def ending_as(self, words: str) -> Sequence[DocumentNames]:
        """Return the documents of which a title ends as `words` do."""
        return self._ends.get(words[-_KEY:], ())

    def spans_in(self, text: str) -> list[tuple[int, int]]:
        """Return where `text` refers to documents by what they are or by whose."""
        patterns = (p for g in self.groups if g.is_spoken_of(text) for p in g.patterns)
        return [match.span() for pattern in patterns for match in pattern.finditer(text)]


def name_documents(documents: Sequence[Document], vocabulary: Vocabulary) -> NamedDocuments:
    """Return how each document is referred to, from its title, status, region and issuers."""
    grouped: dict[tuple[tuple[str, ...], tuple[str, ...]], list[DocumentNames]] = {}
    levels: dict[tuple[str, tuple[str, ...]], tuple[str, ...]] = {}
    for document in documents:
        if not (document.title or document.issuers or document.status):
            # Nothing to refer to it by, such as a collection of entries.
            grouped.setdefault(((), ()), []).append(DocumentNames(document.doc_id))
            continue
        region, issuers = read_region(document), document.issuers
        if (region, issuers) not in levels:
            levels[region, issuers] = _level_words(region, issuers, vocabulary)
        words = _type_words(document), levels[region, issuers]
        grouped.setdefault(words, []).append(_names_of(document))
    return NamedDocuments(
        Group(types, levels, tuple(names)) for (types, levels), names in grouped.items()
    )


def _names_of(document: Document) -> DocumentNames:
    numbers = dict.fromkeys(
        [document.number, *(f.value for f in document.facts if f.name in _NUMBERS)]
    )
    printed = (fact.value for fact in document.facts if fact.name == "title")
    titles = dict.fromkeys([document.title, document.notice, *printed])
    stated = (document.title, document.notice)
    return DocumentNames(
        document.doc_id,
        letters=document.title or _FILLERS,
        titles=tuple(simplify(title) for title in titles if title),
        numbers=tuple(simplify("".join(n.split())) for n in numbers if _is_number(n)),
        stated=tuple(simplify(title) for title in stated if len(title) >= _LEAST_TITLE),
    )


def _is_number(number: str) -> bool:
    return len(number) >= _LEAST_TITLE and re.search(r"\d", number) is not None


def _number_pattern(number: str) -> str:
    """Return a pattern of a number such as 穗府办规〔2024〕13号, in brackets of any kind."""
    parts = re.split(r"([〔\[(（【〕\])）】])", number)
    opening, closing = _BRACKETS
    made = (
        opening if p in "〔[(（【" else closing if p in "〕])）】" else re.escape(p)
        for p in parts
        if p
    )
    return "(?<![0-9])" + r"\s*".join(made)


def _type_words(document: Document) -> tuple[str, ...]:
    nouns = [n for n in _TYPES if n in document.title] or _LAST_NOUN.findall(document.title)[-1:]
    types = _TYPES.get(nouns[0], (nouns[0],)) if nouns else ()
    return (*types, *_DRAFT) if document.status == "draft" else types


def _level_words(region: str, issuers: Sequence[str], vocabulary: Vocabulary) -> tuple[str, ...]:
    if not region:
        found = [f.name for issuer in issuers for f in vocabulary.find("departments", issuer)]
        terms = vocabulary.terms["departments"]
        known = [terms[name] for name in found]
        aliases = [alias for term in known for alias in (term.name, *term.aliases)]
        return (*_NATIONAL, *_ministries(aliases, vocabulary))
    short = re.sub(r"省|市|自治区$", "", region)
    return (region, short, *(_MUNICIPAL if region.endswith("市") else _PROVINCIAL))


def _ministries(names: Sequence[str], vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the ministries that departments such as 工业和信息化部消费品工业司 belong to."""
    found: dict[str, None] = {}
    for term in vocabulary.terms["departments"].values():
        spellings = (term.name, *term.aliases)
        if any(name.startswith(spellings) for name in names):
            found |= dict.fromkeys(spellings)
    return tuple(found)


def _any_of(words: Sequence[str]) -> str:
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word) for word in ordered) or "(?!)"
