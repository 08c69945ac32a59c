"""Which documents a question means: 省里那份行动计划, 工信部的征求意见稿, and the like."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from ingest import Document
from ingest.annotations.vocabulary import Vocabulary
from ingest.structure.front import read_region
from ingest.structure.titles import KINDS
from question.comparing import sets_beside
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
# 国家 and 部 of these are no issuers: other nations, ranks, and parts of the names of things.
_NO_ISSUER = re.compile(
    r"(?:一带一路[”’\"']?|沿线|发达|发展中|其[他它]|哪些|这些|那些|各个?|多个?|几个|外|成员)(?:的)?国家"
    r"|全国(?=第|排|首|领先|老大|头[一名位]|最|数一|前[列几三五十]|的?[比份几])|(?<=[占居])全国|[内外]部|国家(?=标准|强制|主体功能|公园|安全|质量)"
)
# Words between the parts of a reference: 广东 那份 …计划 里.
_FILLERS = "那这份个的該该嘅和与"
_COMPARES = re.compile(
    r"两份|两个文件|两部|对比|相比|对照|异同|both documents|compare|two documents"
)
# These may speak of the documents or of other things.
_EACH = re.compile(r"分别|比较|各[有列自要提是怎说]|[跟和].{0,8}比|\bboth\b|\beach\b")
_MOST_LETTERS = 30
_LEAST_TITLE = 6
_NUMBERS = frozenset({"number", "文号", "发文字号"})
_NEVER = re.compile("(?!)")
# Words before the number of a clause: 基本法第23条.
_BEFORE_PLACE = re.compile(
    r"([一-鿿]{2,30}(?<!的))[》」”]?的?(?=第[0-9零〇一二三四五六七八九十百]{1,5}[条章节])"
)
# At the end of a title, this hardly tells it from others.
_TELLS_LITTLE = re.compile(rf"(?:管理|实施|暂行|试行|若干|工作|地方|有关|{KINDS})+$")
_FEWEST = 2
_BRACKETS = ("[〔\\[(（【﹝［]", "[〕\\])）】﹞］]")


@dataclass(frozen=True, slots=True)
class DocumentNames:
    """How people refer to one document: by what it is, or by whose; `pattern` finds both.

    `exact` finds its number, whatever the brackets, and its whole title; `titles` are whole, in
    Simplified Chinese.
    """

    doc_id: str
    types: tuple[str, ...]
    levels: tuple[str, ...]
    pattern: re.Pattern[str]
    exact: re.Pattern[str] = _NEVER
    titles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reference:
    """What a question says of documents: those meant (empty: any), and the spans that say it.

    `compares` says that it asks for what each document has to say, `is_exact` that it states the
    number or the whole title of those that it means.
    """

    doc_ids: frozenset[str]
    spans: tuple[tuple[int, int], ...]
    compares: bool = False
    is_exact: bool = False


def name_documents(documents: Sequence[Document], vocabulary: Vocabulary) -> list[DocumentNames]:
    """Return how each document is referred to, from its title, status, region and issuers."""
    names = []
    for document in documents:
        if not (document.title or document.issuers or document.status):
            # Nothing to refer to it by, such as a collection of entries.
            names.append(DocumentNames(document.doc_id, (), (), re.compile("(?!)")))
            continue
        types = _type_words(document)
        levels = _level_words(document, vocabulary)
        letters = "".join(sorted({*document.title, *_FILLERS, *"".join(levels)}))
        any_type = _any_of([*types, "文件"])
        pattern = (
            rf"[{re.escape(letters)}]{{0,{_MOST_LETTERS}}}(?<![提反馈征求有])(?:{any_type})"
            rf"(?:里面|里头|里|中|上)?|(?:{_any_of(levels)})(?:那份|这份|的)?"
        )
        exact = re.compile(_any_pattern(_exact_patterns(document)))
        names.append(
            DocumentNames(
                document.doc_id, types, levels, re.compile(pattern), exact, _titles(document)
            )
        )
    return names


def find_reference(text: str, names: Sequence[DocumentNames]) -> Reference:
    """Return which of the named documents `text` (Simplified Chinese) means.

    What a document is (计划, 草案) and whose it is (省里, 部里) each speak for it once; those with
    the most are meant. A question that speaks alike for all, or compares them, means all.
    """
    each = _EACH.search(text) is not None
    exact = _exactly_named(text, names) or _named_before_place(text, names)
    if exact and len(exact) < len(names) and not each and not _COMPARES.search(text):
        found = tuple(span for several in exact.values() for span in several)
        return Reference(frozenset(exact), found, compares=len(exact) > 1, is_exact=True)
    spans = [match.span() for name in names for match in name.pattern.finditer(text)]
    evidence = _weigh(text, names)
    most = max(evidence.values(), default=0)
    meant = frozenset(doc_id for doc_id, count in evidence.items() if count == most > 0)
    compares = len(names) > 1 and (
        len(meant) == len(names)
        or _COMPARES.search(text) is not None
        or (
            all(evidence.values())
            and (each or sets_beside(text, spans, lambda part: _only(part, names)))
        )
    )
    if compares or each or len(meant) == len(names):
        meant = frozenset()
    return Reference(meant, tuple(spans), compares)


def _exactly_named(text: str, names: Sequence[DocumentNames]) -> dict[str, list[tuple[int, int]]]:
    """Return where `text` states the number or whole title of a document, by doc_id.

    The title of a law within that of its rules, 《…条例实施细则》, is not stated.
    """
    found = [(m.span(), n.doc_id) for n in names for m in n.exact.finditer(text)]
    spans: dict[str, list[tuple[int, int]]] = {}
    for (start, end), doc_id in found:
        if not any(s <= start and end <= e and e - s > end - start for (s, e), _ in found):
            spans.setdefault(doc_id, []).append((start, end))
    return spans


def _titles(document: Document) -> tuple[str, ...]:
    """Return the titles of a document and of what else is printed in its file."""
    printed = (fact.value for fact in document.facts if fact.name == "title")
    titles = dict.fromkeys([document.title, document.notice, *printed])
    return tuple(simplify(title) for title in titles if title)


def _named_before_place(
    text: str, names: Sequence[DocumentNames]
) -> dict[str, list[tuple[int, int]]]:
    """Return where words before the number of a clause are the end of one document's title."""
    found: dict[str, list[tuple[int, int]]] = {}
    for match in _BEFORE_PLACE.finditer(text):
        said = match[1]
        shared = {n.doc_id: max((_end(said, t) for t in n.titles), default=0) for n in names}
        longest = max(shared.values(), default=0)
        meant = [doc_id for doc_id, length in shared.items() if length == longest]
        if len(meant) == 1 and len(_TELLS_LITTLE.sub("", said[-longest:])) >= _FEWEST:
            found.setdefault(meant[0], []).append((match.end(1) - longest, match.end(1)))
    return found


def _end(said: str, title: str) -> int:
    """Return how many characters two texts have in common at their ends."""
    pairs = zip(reversed(said), reversed(title), strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _exact_patterns(document: Document) -> list[str]:
    """Return patterns of a document's number and titles in Simplified Chinese."""
    numbers = dict.fromkeys(
        [document.number, *(f.value for f in document.facts if f.name in _NUMBERS)]
    )
    patterns = [_number_pattern(number) for number in numbers if _is_number(number)]
    titles = (document.title, document.notice)
    return patterns + [re.escape(simplify(t)) for t in titles if len(t) >= _LEAST_TITLE]


def _is_number(number: str) -> bool:
    return len(number) >= _LEAST_TITLE and re.search(r"\d", number) is not None


def _number_pattern(number: str) -> str:
    """Return a pattern of a number such as 穗府办规〔2024〕13号, in brackets of any kind."""
    parts = re.split(r"([〔\[(（【〕\])）】])", simplify("".join(number.split())))
    opening, closing = _BRACKETS
    made = (
        opening if p in "〔[(（【" else closing if p in "〕])）】" else re.escape(p)
        for p in parts
        if p
    )
    return "(?<![0-9])" + r"\s*".join(made)


def _any_pattern(patterns: Sequence[str]) -> str:
    return "|".join(patterns) or "(?!)"


def _weigh(text: str, names: Sequence[DocumentNames]) -> dict[str, int]:
    """Return how many kinds of words of `text` speak for each document."""
    about = _NO_ISSUER.sub(lambda match: " " * len(match.group()), text)
    # 民政部门 is no 民政部.
    about = about.replace("部门", "  ")
    return {
        n.doc_id: sum(any(word in about for word in words) for words in (n.types, n.levels))
        for n in names
    }


def _only(text: str, names: Sequence[DocumentNames]) -> str:
    """Return the one document that `text` speaks for, "" if there is none or several."""
    spoken = [doc_id for doc_id, count in _weigh(text, names).items() if count]
    return spoken[0] if len(spoken) == 1 else ""


def _type_words(document: Document) -> tuple[str, ...]:
    nouns = [n for n in _TYPES if n in document.title] or _LAST_NOUN.findall(document.title)[-1:]
    types = _TYPES.get(nouns[0], (nouns[0],)) if nouns else ()
    return (*types, *_DRAFT) if document.status == "draft" else types


def _level_words(document: Document, vocabulary: Vocabulary) -> tuple[str, ...]:
    region = read_region(document)
    if not region:
        issuers = [f.name for i in document.issuers for f in vocabulary.find("departments", i)]
        terms = vocabulary.terms["departments"]
        known = [terms[name] for name in issuers]
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
