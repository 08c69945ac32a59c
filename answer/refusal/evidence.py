"""What a question asks for and none of the clauses found holds."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from answer.refusal.departments import absent_departments, unnamed_departments
from answer.refusal.elsewhere import absent_papers, absent_places, absent_trades
from answer.refusal.needs import Need, read_needs
from answer.refusal.numbers import (
    content_words,
    is_given,
    is_given_roughly,
    read_number,
    years_of,
)
from answer.refusal.terms import unexplained_terms
from answer.refusal.unlisted import absent_industries
from ingest import Clause, Document
from ingest.annotations.vocabulary import default_vocabulary
from question.asides import blank_context
from question.query import Query
from question.words import simplify

_CONTENTS_AFTER_ALL = frozenset({"front_matter", "validity", "comparison"})
_VALIDITY = re.compile(
    r"期内|有效|生效|失效|过期|到期|作数|算数|还能用|还管用|管到|执行到"
    r"|still (?:valid|in force|appl)|expire"
)
_PAPER_OF_YEAR = re.compile(
    r"(?:19|20)\d{2}\s*年?(?:[一-鿿]{0,8})(?:稿|文件|意见|计划|版|通知|文)"
    r"|(?:19|20)\d{2} (?:\w+ )?(?:draft|plan|document|notice)"
)
_FIVE_YEARS = {"十二五": 2011, "十三五": 2016, "十四五": 2021, "十五五": 2026, "十六五": 2031}


def find_absent(
    query: Query,
    intent: str,
    clauses: Sequence[Clause],
    documents: Mapping[str, Document],
    corpus_texts: Mapping[str, str],
) -> list[str]:
    """Return in Chinese what the question asks for and none of the clauses holds.

    Args:
        query: The question.
        intent: Its kind, as `read_intent` gives it.
        clauses: The best few found in the documents meant, best first.
        documents: All documents by doc_id.
        corpus_texts: Their texts by doc_id.

    Returns:
        Names of kinds of fact (`金额`), names (`浙江`) and years; empty where all are there.
    """
    words = content_words(query, [document.title for document in documents.values()])
    absent = [
        need.name
        for need in read_needs(blank_context(query.text))
        if not (need.front and query.facts) and not _is_met(need, query, clauses, words, documents)
    ]
    absent += _absent_names(query, clauses, documents, corpus_texts)
    if not _VALIDITY.search(query.text):
        absent += _absent_years(query, clauses, documents, corpus_texts)
    # Read as front matter and still here, a question asks for contents after all.
    if not absent and (not query.facts or intent in _CONTENTS_AFTER_ALL):
        absent += _absent_numbers(query, words, clauses, documents, corpus_texts)
        absent += unexplained_terms(query.text, clauses)
    return list(dict.fromkeys(absent))


def absent_first(
    query: Query, documents: Mapping[str, Document], corpus_texts: Mapping[str, str]
) -> list[str]:
    """Return what a question asks for that no front matter states, though it may seem to.

    These are kinds of fact that are marked so, and departments that no document names.
    """
    absent = [need.name for need in read_needs(blank_context(query.text)) if need.first]
    if query.facts and not absent:
        texts = [_simplify(corpus_texts[doc_id]) for doc_id in sorted(documents)]
        absent += unnamed_departments(query, texts, documents)
    return absent


def _absent_names(
    query: Query,
    clauses: Sequence[Clause],
    documents: Mapping[str, Document],
    corpus_texts: Mapping[str, str],
) -> Iterator[str]:
    meant = query.reference.doc_ids or frozenset(documents)
    texts = [_simplify(corpus_texts[doc_id]) for doc_id in sorted(meant)]
    asked = blank_context(query.text)
    yield from absent_places(asked, clauses, documents)
    yield from absent_departments(query, clauses, texts, documents)
    yield from absent_industries(asked, clauses)
    yield from absent_trades(asked, texts)
    yield from absent_papers(query, documents)


@lru_cache(maxsize=64)
def _simplify(text: str) -> str:
    """Simplify the text of a document; they are few and long."""
    return simplify(text)


def _is_met(
    need: Need,
    query: Query,
    clauses: Sequence[Clause],
    words: frozenset[str],
    documents: Mapping[str, Document],
) -> bool:
    # 协会 may be where the asker works; it issues nothing.
    kinds = default_vocabulary().terms["departments"]
    named = [n for n in query.departments if need.of_issuer and kinds[n].level != "other"]
    holding = {
        clause.doc_id
        for clause in clauses
        if all(any(n in issuer for issuer in documents[clause.doc_id].issuers) for n in named)
        and need.is_met(clause, words, question=query.text)
    }
    return len(holding) == len(documents) if need.each else bool(holding)


def _absent_numbers(
    query: Query,
    words: frozenset[str],
    clauses: Sequence[Clause],
    documents: Mapping[str, Document],
    corpus_texts: Mapping[str, str],
) -> Iterator[str]:
    number = read_number(query, words, [document.title for document in documents.values()])
    if number is None or is_given_roughly(number, query.text, clauses):
        return
    years = years_of(_PAPER_OF_YEAR.sub("", query.text))
    goals = [
        y for y in years for d in documents.values() if d.issued[:4] < y in corpus_texts[d.doc_id]
    ]
    if not is_given(number, clauses, years=years, goals=goals):
        names = "、".join(name for _, name in number.names)
        yield f"{names}的{number.kind}" if names else number.kind


def _absent_years(
    query: Query,
    clauses: Sequence[Clause],
    documents: Mapping[str, Document],
    corpus_texts: Mapping[str, str],
) -> Iterator[str]:
    """Yield the years and five-year plans of which the documents meant name no year."""
    meant = query.reference.doc_ids or frozenset(documents)
    texts = [corpus_texts[doc_id] for doc_id in meant]
    for year in years_of(_PAPER_OF_YEAR.sub("", query.text)):
        if not any(year in text for text in texts):
            yield f" {year} 年的内容"
    for period, first in _FIVE_YEARS.items():
        years = [str(year) for year in range(first, first + 5)]
        if period in query.text and not any(y in text for y in years for text in texts):
            yield f"“{period}”时期的内容"
