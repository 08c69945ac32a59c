"""Departments and industries in a question that the clauses found do not speak of."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path

from answer.refusal.elsewhere import PATTERNS
from answer.refusal.patterns import read_table
from index.lexical import simplify
from index.query import Query
from ingest import Clause, Document
from ingest.vocabulary import default_vocabulary

# Who is responsible stands in the clause on that task, which is nearly always among the first.
_NEAREST = 2
_ALL_INDUSTRIES = frozenset({"轻工纺织", "轻工业"})
_SHARED = 2


def absent_departments(
    query: Query,
    clauses: Sequence[Clause],
    texts: Sequence[str],
    documents: Mapping[str, Document],
) -> Iterator[str]:
    """Yield the departments that no document names, or that have no part in what is asked.

    Of several departments one with a part is enough: 是工信还是市监牵头.
    """
    meant = query.reference.doc_ids or frozenset(documents)
    issuers = " ".join(issuer for doc_id in meant for issuer in documents[doc_id].issuers)
    # 金融办 in 金融办法 is no office.
    misread = _departments_in(query.text) - _departments_in(query.text.replace("办法", "、"))
    asked = query.departments - misread
    named = {name for text in texts for name in _departments_in(text)}
    yield from sorted(name for name in asked - named if name not in issuers)
    if not PATTERNS["role"].search(query.text):
        return
    for match in _organisations().finditer(query.text):
        if not _departments_in(match.group()) and not any(match.group() in t for t in texts):
            yield match.group()
    known = "、".join(sorted(asked & named - _only_authors(asked, clauses, documents)))
    near = {n for clause in clauses[:_NEAREST] for n in _departments_in(simplify(clause.text))}
    if known and not asked & near:
        yield f"{known}在这件事上的职责"
    leads = any(_leads(clause, asked) for clause in clauses)
    if known and asked & near and not leads and PATTERNS["led_by"].search(query.text):
        yield f"{known}牵头的任务"


def _only_authors(
    asked: Collection[str], clauses: Sequence[Clause], documents: Mapping[str, Document]
) -> set[str]:
    """Return the issuers of documents found that give nobody a part: 工信部草案要银行做什么."""
    parted = {clause.doc_id for clause in clauses if clause.annotations.responsibilities}
    unparted = {clause.doc_id for clause in clauses} - parted
    issuers = [issuer for doc_id in unparted for issuer in documents[doc_id].issuers]
    return {name for name in asked if any(name in issuer for issuer in issuers)}


@cache
def _organisations() -> re.Pattern[str]:
    table = read_table(Path(__file__).with_name("elsewhere.toml"))
    return re.compile("|".join(table["organisations"]["patterns"]))


@lru_cache(maxsize=4096)
def _departments_in(text: str) -> frozenset[str]:
    return frozenset(default_vocabulary().names("departments", text))


def _leads(clause: Clause, departments: Collection[str]) -> bool:
    """Say whether one of `departments` leads in a clause."""
    led = [part for part in clause.annotations.responsibilities if part.role == "lead"]
    return any(not _departments_in(part.printed).isdisjoint(departments) for part in led)


def absent_industries(text: str, clauses: Sequence[Clause]) -> Iterator[str]:
    """Yield the industries that the list asked about, of a box or of cities, does not name."""
    by_city = PATTERNS["asks_cities"].search(text) is not None
    if not by_city and not PATTERNS["asks_box"].search(text):
        return
    vocabulary = default_vocabulary()
    lists = _city_lists(clauses) if by_city else _box_items(text, clauses)
    listed = {name for clause in lists for name in vocabulary.names("industries", clause.text)}
    for found in vocabulary.find("industries", text):
        wider = {found.name, *vocabulary.broader("industries", found.name)}
        if found.name not in _ALL_INDUSTRIES and not (wider - _ALL_INDUSTRIES) & listed:
            yield f"{found.name}的{'分布城市' if by_city else '专栏内容'}"


def _city_lists(clauses: Sequence[Clause]) -> list[Clause]:
    """Return the clauses that list cities; one is no list."""
    return [c for c in clauses if len({found.name for found in c.annotations.cities}) > 1]


def _box_items(text: str, clauses: Sequence[Clause]) -> list[Clause]:
    """Return the items of boxes; those of the box that `text` names, if it names one."""
    items = [clause for clause in clauses if clause.kind == "box_item"]
    return [item for item in items if _is_of_box(text, item)] or items


def _is_of_box(text: str, item: Clause) -> bool:
    title = simplify(item.path[-1]) if item.path else ""
    shared = {title[i : i + 2] for i in range(len(title) - 1) if title[i : i + 2] in text}
    return len(shared - {"专栏", "工程"}) >= _SHARED
