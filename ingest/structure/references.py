"""Where clauses point to: 本办法第三条第二款, 附件2, 专栏1, 《…条例》第八条."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ingest.model import INDEXED_KINDS, Clause, Document, Reference
from ingest.structure.clauses import locate_text
from ingest.structure.numbering import parse_number
from ingest.text.unify import unify

_CN = "[零〇一二三四五六七八九十百千两]{1,7}"
_NUM = f"(?:{_CN}|[0-9]{{1,3}})"
_ARTICLE = (
    rf"第(?P<article>{_NUM})条(?:之(?P<inserted>{_CN}))?(?:第(?P<paragraph>{_NUM})款)?"
    rf"(?:第?[（(]?(?P<item>{_NUM})[）)]?项)?"
)
_POINTER = re.compile(
    rf"(?:《(?P<title>[^《》]{{3,60}})》(?:[（(][^（）()]{{2,30}}[）)])?|(?P<own>本[一-鿿]{{1,4}}))?{_ARTICLE}"
    rf"|附件\s?(?P<annex>{_NUM})|专栏\s?(?P<box>{_NUM})"
)
_TITLE_ONLY = re.compile(r"《(?P<title>[^《》]{3,60})》")


@dataclass(frozen=True, slots=True)
class _Held:
    """What references may lead to: ids, doc_ids by title, articles by document and number."""

    ids: frozenset[str]
    titles: Mapping[str, str]
    articles: Mapping[tuple[str, str], str]


def resolve_references(
    documents: Sequence[Document], clauses: Sequence[Clause], texts: Mapping[str, str]
) -> tuple[Clause, ...]:
    """Return `clauses` with the places that each points to; what is not held has no clause_id.

    Args:
        documents: All documents at hand; a reference by title may lead to another one.
        clauses: All their clauses.
        texts: The documents' texts by doc_id.
    """
    held = _Held(
        frozenset(clause.clause_id for clause in clauses),
        {_key(document.title): document.doc_id for document in documents if document.title},
        _index_articles(clauses),
    )
    resolved = []
    for clause in clauses:
        found = tuple(_find(clause, held, texts[clause.doc_id])) if _may_point(clause) else ()
        annotations = replace(clause.annotations, references=found)
        changed = found != clause.annotations.references
        resolved.append(replace(clause, annotations=annotations) if changed else clause)
    return tuple(resolved)


def _may_point(clause: Clause) -> bool:
    text = clause.text
    return clause.kind in INDEXED_KINDS and any(c in text for c in "第附专專《")


def _find(clause: Clause, held: _Held, source_text: str) -> Iterator[Reference]:
    # The clause's own number is no reference.
    unified = unify(clause.text)
    start = unified.position(len(clause.number) if clause.text.startswith(clause.number) else 0)
    found = [(m, _target(clause, m, held)) for m in _POINTER.finditer(unified.text, start)]
    for match in _TITLE_ONLY.finditer(unified.text, start):
        doc_id = held.titles.get(_key(match["title"]), "")
        inside = any(m.start() <= match.start() < m.end() for m, _ in found)
        if not inside and doc_id and doc_id != clause.doc_id:
            found.append((match, doc_id))
    if not found:
        return
    located = locate_text(clause, source_text)
    for match, target in found:
        printed = unified.printed(*match.span())
        yield Reference(printed, target, *located.span(*unified.span(*match.span())))


def _target(clause: Clause, match: re.Match[str], held: _Held) -> str:
    """Return the clause_id that a reference leads to, "" where it is not held."""
    doc_id = clause.doc_id
    if match["title"]:
        doc_id = held.titles.get(_key(match["title"]), "")
    if match["annex"]:
        annex = f"{doc_id}/annex{parse_number(match['annex'])}"
        return annex if annex in held.ids else ""
    if match["box"]:
        ending = f"/box{parse_number(match['box'])}"
        return next((i for i in held.ids if i.startswith(f"{doc_id}/") and i.endswith(ending)), "")
    serial = str(parse_number(match["article"]))
    if match["inserted"]:
        serial += f"-{parse_number(match['inserted'])}"
    article = held.articles.get((doc_id, serial), "")
    return _part(article, match, held.ids) if article else ""


def _part(article: str, match: re.Match[str], ids: frozenset[str]) -> str:
    """Return the paragraph or item of an article that is meant, or the article itself."""
    place = article
    if match["paragraph"] and parse_number(match["paragraph"]) > 1:
        place = f"{article}/p{parse_number(match['paragraph'])}"
    if match["item"]:
        item = f"{article}.{parse_number(match['item'])}"
        return item if item in ids else place if place in ids else article
    return place if place in ids else article


def _index_articles(clauses: Sequence[Clause]) -> dict[tuple[str, str], str]:
    """Return the clause_id of each article by its document and number; the first one counts."""
    articles: dict[tuple[str, str], str] = {}
    for clause in clauses:
        number = "".join(unify(clause.number).text.split())
        if not (number.startswith("第") and "条" in number):
            continue
        serial = re.split(r"[./]", clause.clause_id.split("~")[0])[-1]
        articles.setdefault((clause.doc_id, serial), clause.clause_id)
    return articles


def _key(title: str) -> str:
    return re.sub(r"[\s《》〈〉（）()]", "", unify(title).text)
