"""Answer questions about a document itself: its number, issuers, dates, contacts, validity."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from answer.drafts import Draft, extract_of
from answer.forms.front_facts import FRONT_FACTS
from answer.forms.front_pages import FrontPages, line, read_pages
from answer.sentences import split_sentences
from index import Searcher
from index.query import Query
from index.thesaurus import default_thesaurus
from ingest import Document
from ingest.structure.front import tidy_title

_MOST_FACTS = 4
# A question that names nothing else whose telephone it could ask for.
_BARE = re.compile(
    r"(?:请问|你们|联系|咨询|反馈|电话|传真|邮箱|号码|热线|方式|一下|给我|[是有几多少什么的呢吗嘛个]|\W)*$"
)
# Who speaks for others, such as an association for its trade, does what a document says of it.
_FOR_OTHERS = re.compile(
    r"(?:替|帮|为|代|把|将)[^,，。;；?？]{0,6}(?:企业|行业|厂家?|商户|会员|业内|业界|同行)"
    r"|(?:企业|行业|会员|业界|厂家)的?(?:诉求|呼声|心声|苦衷)"
    r"|\b(?:behalf of|speak (?:up )?for|voice)\b"
)
_CHANNELS = frozenset(("channel", "send_to", "report_to", *("phone", "fax", "email", "contact")))
_FORCE = ("status", "force", "period", "effective", "binding", "carried_out_by")
_VALIDITY = frozenset((*_FORCE, "formal", "repeal", "successor"))
_CONTACTS = frozenset(("phone", "fax", "email", "person", "address", "contact"))
# What is asked for in general words: the sentence of these labels that fits best answers it.
_PASSAGES = {"notice": "text", "opening": "preamble"}
# Facts that the words of a question speak for only because it asks for the fact on the left:
# 正式版的文号 is no number of the draft, 上位文件的文号 that of another document.
_OUTDONE = {
    "formal": ("number", "date", "status", "force", "effective", "url", "issuers", "deadline"),
    "repeal": ("status", "force", "period", "date", "issuers", "title"),
    "successor": ("status", "force", "period", "date", "issuers", "deadline"),
    "outcome": ("channel", "send_to", "deadline", "issuers"),
    "basis": ("number", "title", "approval", "purpose"),
    "email": ("send_to", "contact"),
    "address": ("send_to", "contact", "url"),
    "person": ("report_to", "contact", "title", "issuers", "approval", "status"),
    "title": ("status",),
    "phone": ("report_to", "contact"),
    "fax": ("report_to", "contact"),
    "report_to": ("contact", "send_to"),
    "channel": ("send_to", "recipients", "binding"),
    "send_to": ("recipients", "contact"),
    "deadline": ("period", "effective", "force", "status"),
    "force": ("status",),
    "status": ("recipients", "disclosure"),
    "procedure": ("approval", "date", "issuers"),
    "target": ("deadline", "period"),
    "binding": ("recipients", "status", "carried_out_by"),
}
# What no document may print is told as far as these tell it.
_ALSO = {"effective": ("date", "force")}


@dataclass(frozen=True, slots=True)
class FrontMatterAnswer:
    """What the documents state of themselves, and the names of what they do not state."""

    drafts: tuple[Draft, ...]
    absent: tuple[str, ...]


def read_front_facts(query: Query) -> tuple[str, ...]:
    """Return which facts a question asks for, at most four; none if it is about no document.

    They are keys of `FRONT_FACTS`, or where it asks for none of them `notice` or `opening`.
    """
    asked = set(default_thesaurus().asked_details(query.text))
    asked |= {other for fact in asked for other in _ALSO.get(fact, ())}
    asked -= {other for fact in asked for other in _OUTDONE.get(fact, ())}
    if not (
        _BARE.match(query.text) or query.reference.doc_ids or query.reference.spans or query.names
    ):
        asked -= {*_CONTACTS, "copies", "report_to"}
    if _FOR_OTHERS.search(query.text):
        asked -= _CHANNELS
    facts = tuple(fact for fact in FRONT_FACTS if fact in asked)[:_MOST_FACTS]
    return facts or tuple(sorted(asked.intersection(_PASSAGES)))


def is_about_validity(query: Query) -> bool:
    """Say whether a question asks if, until when or for whom a document holds."""
    return not _VALIDITY.isdisjoint(read_front_facts(query)[:1])


def answer_front_matter(searcher: Searcher, query: Query) -> FrontMatterAnswer:
    """Return what the documents meant state of the facts asked for, each with its clause.

    Unless a question means one document, each has its own lines, under its title. A fact is
    absent if none of them states it; in a comparison, if one of them does not.
    """
    facts = read_front_facts(query)
    documents = searcher.snapshot.corpus.documents
    named = _documents_meant(query, documents)
    pages = [read_pages(searcher, document) for document in named or documents]
    drafts: list[Draft] = []
    stated: dict[str, list[str]] = {fact: [] for fact in facts}
    for page in pages:
        for fact in facts:
            found = _read(fact, page, searcher, query)
            if found:
                stated[fact].append(page.document.title)
            if len(named) != 1:
                title = f"《{page.document.title}》："
                found = tuple(replace(draft, text=title + draft.text) for draft in found)
            drafts += [draft for draft in found if draft not in drafts]
    absent = [name for fact in facts for name in _absent(fact, stated[fact], pages, query)]
    return FrontMatterAnswer(tuple(drafts), tuple(dict.fromkeys(absent)))


def _documents_meant(query: Query, documents: Sequence[Document]) -> list[Document]:
    """Return the documents named in a question, or those whose issuers it names; else none."""
    if query.reference.doc_ids or query.reference.compares:
        return [d for d in documents if d.doc_id in query.reference.doc_ids]
    issued = [d for d in documents if _names_issuer(d, query)]
    return issued if len(issued) < len(documents) else []


def _names_issuer(document: Document, query: Query) -> bool:
    issuers = document.issuers
    return any(name in issuer or issuer in name for name in query.departments for issuer in issuers)


def _read(fact: str, pages: FrontPages, searcher: Searcher, query: Query) -> tuple[Draft, ...]:
    if fact in _PASSAGES:
        return _nearest(_PASSAGES[fact], pages, searcher, query)
    if fact in _CONTACTS and not _may_answer_for(pages.document, query):
        return ()
    return FRONT_FACTS[fact].read(pages)


def _may_answer_for(document: Document, query: Query) -> bool:
    """Say whether contacts are asked for of a document, or of no department but its issuers."""
    if query.reference.doc_ids or not query.departments:
        return True
    return _names_issuer(document, query)


def _nearest(label: str, pages: FrontPages, searcher: Searcher, query: Query) -> tuple[Draft, ...]:
    """Return the sentence under `label` that is nearest to the question."""
    scored = [
        (searcher.score_spans(query.encoded_text, clause, [(s.start, s.end)])[0], s, clause)
        for clause in pages.labelled.get(label, ())
        for s in split_sentences(clause, pages.source_text)
    ]
    if not scored:
        return ()
    _, sentence, clause = max(scored, key=lambda entry: entry[0])
    return line(clause.title, tidy_title(sentence.text), extract_of(sentence, clause))


def _absent(
    fact: str, stated: Sequence[str], pages: Sequence[FrontPages], query: Query
) -> list[str]:
    if fact in _PASSAGES:
        return []
    name = FRONT_FACTS[fact].name
    if not stated:
        return [name]
    if not query.reference.compares:
        return []
    titles = [page.document.title for page in pages]
    return [f"《{title}》的{name}" for title in titles if title not in stated]
