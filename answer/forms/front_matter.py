"""Answer questions about a document itself: its number, issuers, dates, contacts, validity."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from answer.drafts import Draft, extract_of
from answer.forms.front_facts import FRONT_FACTS
from answer.forms.front_pages import FrontPages, line, read_pages
from answer.sentences import split_sentences
from index import Searcher
from ingest import Document
from ingest.structure.front import tidy_title
from question.front_facts import CONTACTS, read_front_facts
from question.query import Query

# What is asked for in general words: the sentence of these labels that fits best answers it.
_PASSAGES = {"notice": "text", "opening": "preamble"}


@dataclass(frozen=True, slots=True)
class FrontMatterAnswer:
    """What the documents state of themselves, and the names of what they do not state."""

    drafts: tuple[Draft, ...]
    absent: tuple[str, ...]


def answer_front_matter(
    searcher: Searcher, query: Query, documents: Sequence[Document]
) -> FrontMatterAnswer:
    """Return what the documents meant state of the facts asked for, each with its clause.

    Unless a question means one document, each has its own lines, under its title. A fact is
    absent if none of them states it; in a comparison, if one of them does not.
    """
    facts = read_front_facts(query)
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
    if fact in CONTACTS and not _may_answer_for(pages.document, query):
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
