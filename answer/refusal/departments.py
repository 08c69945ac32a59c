"""Departments in a question that have no part in what it asks about."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path

from answer.refusal.elsewhere import PATTERNS
from answer.refusal.numbers import GENERIC, content_words
from ingest import Clause, Document
from ingest.annotations.vocabulary import default_vocabulary
from question.patterns import read_table
from question.query import Query, blank
from question.words import simplify

# Who is responsible stands in the clause on that task, which is nearly always among the first.
_NEAREST = 2
# A clause is on the theme of a question that holds at least this share of what the best one holds.
_SHARE_OF_THEME = 0.34
# A question that offers several departments is answered by one of them.
_OR = re.compile(r"还是|或者?|\bor\b")


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
    theme = theme_words(query, [document.title for document in documents.values()])
    if known and not (asked & near and shares_theme(asked, theme, clauses)):
        yield f"{known}在这件事上的职责"
    leads = any(_leads(clause, asked) for clause in clauses)
    if known and asked & near and not leads and PATTERNS["led_by"].search(query.text):
        yield f"{known}牵头的任务"


def unnamed_departments(
    query: Query, texts: Sequence[str], documents: Mapping[str, Document]
) -> list[str]:
    """Return the departments asked about in a part, of which neither text nor issuers speak."""
    if not PATTERNS["role"].search(query.text):
        return []
    issuers = " ".join(issuer for document in documents.values() for issuer in document.issuers)
    named = {name for text in texts for name in _departments_in(text)}
    return sorted(name for name in query.departments - named if name not in issuers)


def lacks_part(
    query: Query, clauses: Sequence[Clause], documents: Mapping[str, Document]
) -> list[str]:
    """Return the departments that a question names for one thing, if they have no part in that."""
    if not PATTERNS["within"].search(query.text):
        return []
    theme = theme_words(query, [document.title for document in documents.values()])
    if shares_theme(query.departments, theme, clauses):
        return []
    return [f"{name}在这件事上的职责" for name in sorted(query.departments)]


def theme_words(query: Query, titles: Sequence[str]) -> frozenset[str]:
    """Return pairs of characters for what departments are asked about, without their names."""
    found = default_vocabulary().find("departments", query.text)
    spans = [(f.start, f.end) for f in found]
    spans += [match.span() for match in PATTERNS["role"].finditer(query.text)]
    terms = [
        term
        for term in query.terms
        if not _departments_in(term) and not PATTERNS["role"].search(term)
    ]
    rest = replace(query, text=blank(query.text, spans), terms=tuple(terms))
    return content_words(rest, titles) - GENERIC


def shares_theme(
    departments: frozenset[str], theme: Collection[str], clauses: Sequence[Clause]
) -> bool:
    """Say whether a clause that names one of `departments` is about `theme`, if any is.

    Search puts clauses that name a department first, on whatever else is asked.
    """
    shared = {clause.clause_id: _count_shared(theme, clause) for clause in clauses}
    own = [
        shared[clause.clause_id]
        for clause in clauses
        if not departments.isdisjoint(_departments_in(simplify(clause.text)))
    ]
    most = max(shared.values(), default=0)
    return max(own, default=0) >= _SHARE_OF_THEME * most


def _count_shared(theme: Collection[str], clause: Clause) -> int:
    text = simplify(" ".join((*clause.path[-1:], clause.title, clause.text)))
    return sum(word in text for word in theme)


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


def parts_not_named(query: Query, clauses: Sequence[Clause]) -> list[str]:
    """Return the parts that a question asks about, of departments that no clause cited names."""
    if not clauses or _OR.search(query.text):
        return []
    named = {name for clause in clauses for name in _departments_in(clause.text)}
    return [f"{name}在这件事上的职责" for name in sorted(query.departments - named)]
