"""Which documents a question means: 省里那份行动计划, 工信部的征求意见稿, and the like."""

import re
from dataclasses import dataclass
from itertools import takewhile

from ingest.structure.titles import KINDS
from question.comparing import sets_beside
from question.named_documents import Group, NamedDocuments

# 国家 and 部 of these are no issuers: other nations, ranks, and parts of the names of things.
_NO_ISSUER = re.compile(
    r"(?:一带一路[”’\"']?|沿线|发达|发展中|其[他它]|哪些|这些|那些|各个?|多个?|几个|外|成员)(?:的)?国家"
    r"|全国(?=第|排|首|领先|老大|头[一名位]|最|数一|前[列几三五十]|的?[比份几])|(?<=[占居])全国|[内外]部|国家(?=标准|强制|主体功能|公园|安全|质量)"
)
_COMPARES = re.compile(
    r"两份|两个文件|两部|对比|相比|对照|异同|both documents|compare|two documents"
)
# These may speak of the documents or of other things.
_EACH = re.compile(r"分别|比较|各[有列自要提是怎说]|[跟和].{0,8}比|\bboth\b|\beach\b")
# Words before the number of a clause: 基本法第23条.
_BEFORE_PLACE = re.compile(
    r"([一-鿿]{2,30}(?<!的))[》」”]?的?(?=第[0-9零〇一二三四五六七八九十百]{1,5}[条章节])"
)
# At the end of a title, this hardly tells it from others.
_TELLS_LITTLE = re.compile(rf"(?:管理|实施|暂行|试行|若干|工作|地方|有关|{KINDS})+$")
_FEWEST = 2


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


def find_reference(text: str, names: NamedDocuments) -> Reference:
    """Return which of the named documents `text` (Simplified Chinese) means.

    What a document is (计划, 草案) and whose it is (省里, 部里) each speak for it once; those with
    the most are meant. A question that speaks alike for all, or compares them, means all.
    """
    each = _EACH.search(text) is not None
    exact = _exactly_named(text, names) or _named_before_place(text, names)
    if exact and len(exact) < len(names) and not each and not _COMPARES.search(text):
        found = tuple(span for several in exact.values() for span in several)
        return Reference(frozenset(exact), found, compares=len(exact) > 1, is_exact=True)
    spans = names.spans_in(text)
    evidence = _weigh(text, names)
    most = max(evidence.values(), default=0)
    meant = frozenset[str]()
    if most:
        best = [group for group, count in evidence.items() if count == most]
        meant = frozenset(doc_id for group in best for doc_id in group.doc_ids)
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


def _exactly_named(text: str, names: NamedDocuments) -> dict[str, list[tuple[int, int]]]:
    """Return where `text` states the number or whole title of a document, by doc_id.

    The title of a law within that of its rules, 《…条例实施细则》, is not stated.
    """
    stated = names.maybe_stated_in(text)
    found = [(m.span(), n.doc_id) for n in stated for m in n.exact.finditer(text)]
    spans: dict[str, list[tuple[int, int]]] = {}
    for (start, end), doc_id in found:
        if not any(s <= start and end <= e and e - s > end - start for (s, e), _ in found):
            spans.setdefault(doc_id, []).append((start, end))
    return spans


def _named_before_place(text: str, names: NamedDocuments) -> dict[str, list[tuple[int, int]]]:
    """Return where words before the number of a clause are the end of one document's title."""
    found: dict[str, list[tuple[int, int]]] = {}
    for match in _BEFORE_PLACE.finditer(text):
        said = match[1]
        alike = names.ending_as(said)
        shared = {n.doc_id: max(_end(said, title) for title in n.titles) for n in alike}
        longest = max(shared.values(), default=0)
        meant = [doc_id for doc_id, length in shared.items() if length == longest]
        if len(meant) == 1 and len(_TELLS_LITTLE.sub("", said[-longest:])) >= _FEWEST:
            found.setdefault(meant[0], []).append((match.end(1) - longest, match.end(1)))
    return found


def _end(said: str, title: str) -> int:
    """Return how many characters two texts have in common at their ends."""
    pairs = zip(reversed(said), reversed(title), strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _weigh(text: str, names: NamedDocuments) -> dict[Group, int]:
    """Return how many kinds of words of `text` speak for each group of documents."""
    about = _NO_ISSUER.sub(lambda match: " " * len(match.group()), text)
    # 民政部门 is no 民政部.
    about = about.replace("部门", "  ")
    return {
        group: sum(any(word in about for word in words) for words in (group.types, group.levels))
        for group in names.groups
    }


def _only(text: str, names: NamedDocuments) -> str:
    """Return the one document that `text` speaks for, "" if there is none or several."""
    groups = [group for group, count in _weigh(text, names).items() if count]
    spoken = [doc_id for group in groups[:2] for doc_id in group.doc_ids[:2]]
    return spoken[0] if len(spoken) == 1 else ""
