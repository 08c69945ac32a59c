"""Answer questions about a document itself from what ingest read: number, issuers, dates, force."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from answer.drafts import Draft
from answer.forms import front_contacts as contacts
from answer.forms import front_origin as origin
from answer.forms import front_validity as validity
from answer.forms.front_pages import FrontPages, Reader, read_clause, read_pages
from index import Searcher
from ingest import Document
from ingest.model import Repeal
from question.document_names import find_repealed
from question.front_facts import asked_facts
from question.query import Query

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?=年)")
_CONTACTS = frozenset(("phone", "fax", "email", "contact", "address"))
# A question for these that names a year which the document does not print means another document.
_OF_ITS_DAY = frozenset(("number", "issuers", "date", "adoption", "force", "summary"))


@dataclass(frozen=True, slots=True)
class _Fact:
    """What a fact is called where it was not read, and what reads it."""

    name: str
    read: Reader


# One for each fact of `question.front_facts`.
FACTS: Mapping[str, _Fact] = {
    "basis": _Fact("制定依据", origin.read_basis),
    "number": _Fact("发文字号", origin.read_number),
    "issuers": _Fact("发文机关", origin.read_issuers),
    "adoption": _Fact("通过和修正的情况", origin.read_adoption),
    "date": _Fact("成文日期", origin.read_date),
    "deadline": _Fact("征求意见的截止日期", contacts.read_deadline),
    "phone": _Fact("联系电话", contacts.read_contacts("电话")),
    "fax": _Fact("传真", contacts.read_contacts("传真")),
    "email": _Fact("电子邮箱", contacts.read_contacts("邮箱", "邮件")),
    "contact": _Fact("联系方式", contacts.read_contacts("电话", "传真", "邮", "联系", "地址")),
    "address": _Fact("通讯地址", contacts.read_contacts("地址", "邮编", "邮政编码")),
    "recipients": _Fact("主送机关", read_clause("recipients", "主送", "[^：]*")),
    "disclosure": _Fact("公开方式", read_clause("disclosure", "公开方式")),
    "source": _Fact("原文网址", read_clause("source", "来源", r"(?s)[（(]?([^（()）]*)")),
    "effective": _Fact("施行日期", validity.read_effective),
    "force": _Fact("文件效力", validity.read_force),
    "status": _Fact("文件性质", origin.read_status),
    "interpretation": _Fact("由谁负责解释", origin.read_interpretation),
    "title": _Fact("文件标题", origin.read_titles),
    "summary": _Fact("文件概况", origin.read_summary),
}


@dataclass(frozen=True, slots=True)
class FrontMatterAnswer:
    """What the documents state of themselves, and the names of what none of them was read to."""

    drafts: tuple[Draft, ...]
    not_read: tuple[str, ...]


def answer_front_matter(
    searcher: Searcher, query: Query, documents: Sequence[Document], *, as_of: date
) -> FrontMatterAnswer:
    """Return what the documents meant state of the facts asked for, each with its clause.

    Args:
        searcher: Over all documents held.
        query: The question.
        documents: Those that it means; of several, each has its own lines under its title.
        as_of: The day that validity is asked for.
    """
    facts = asked_facts(query)
    drafts: list[Draft] = []
    read: set[str] = set()
    for document in documents if facts else ():
        pages = read_pages(searcher, document, as_of)
        named = find_repealed(query.text, document)
        for fact in facts:
            if fact in _OF_ITS_DAY and any(y not in pages.text for y in _YEAR.findall(query.text)):
                continue
            found = _read(fact, pages, query, named)
            read |= {fact} if found else set()
            if len(documents) > 1:
                title = f"《{document.title}》："
                found = tuple(replace(draft, text=title + draft.text) for draft in found)
            drafts += found
    not_read = tuple(FACTS[fact].name for fact in facts if fact not in read)
    return FrontMatterAnswer(tuple(dict.fromkeys(drafts)), not_read)


def _read(
    fact: str, pages: FrontPages, query: Query, named: tuple[Repeal, ...]
) -> tuple[Draft, ...]:
    """Return what states a fact; of repealed documents that are named, that they are."""
    if fact in _CONTACTS and not _may_answer_for(pages, query):
        return ()
    return validity.read_repeal_of(pages, named) if named else FACTS[fact].read(pages)


def _may_answer_for(pages: FrontPages, query: Query) -> bool:
    """Say whether contacts are asked for of a document, or of no department but its issuers.

    Where clauses print numbers too, it is not for front matter to say which are asked for.
    """
    if contacts.are_in(pages.body):
        return False
    if query.reference.doc_ids or not query.departments:
        return True
    names = ((name, issuer) for name in query.departments for issuer in pages.document.issuers)
    return any(name in issuer or issuer in name for name, issuer in names)
