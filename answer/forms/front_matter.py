"""Answer questions about a document itself: its number, issuers, dates, contacts, validity."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from answer.drafts import Draft, extract_of
from answer.forms.front_facts import FRONT_FACTS
from answer.forms.front_pages import FrontPages, line, read_pages
from answer.forms.front_validity import read_repeal_of
from answer.sentences import split_sentences
from index import Searcher
from ingest import Document
from ingest.structure.front import tidy_title
from question.document_names import find_repealed
from question.front_facts import CONTACTS, INSTEAD, facts_asked_of
from question.query import Query

# What is asked for in general words: the sentence of these labels that fits best answers it.
_FIRST = re.compile(r"首句|第一句|开头(?:一|那|的)?句|\bfirst sentence\b")
_PASSAGES = {"notice": "text", "opening": "preamble"}
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?=年)")
# A question for these that names a year which the document does not print means another document.
_OF_ITS_DAY = frozenset(("number", "issuers", "date", "adoption", "repeal", "summary", "annex"))


@dataclass(frozen=True, slots=True)
class FrontMatterAnswer:
    """What the documents state of themselves, and the names of what they provably do not state."""

    drafts: tuple[Draft, ...]
    absent: tuple[str, ...]


def answer_front_matter(
    searcher: Searcher,
    query: Query,
    documents: Sequence[Document],
    *,
    as_of: date,
    is_likely: bool = True,
) -> FrontMatterAnswer:
    """Return what the documents meant state of the facts asked for, each with its clause.

    A fact that was not read is absent only if none of them can state it, by its structure and
    words; in a comparison, if one of them cannot. Else nothing is said of it.

    Args:
        searcher: Over all documents held.
        query: The question.
        documents: Those that it means; of several, each has its own lines under its title.
        as_of: The day that validity is asked for.
        is_likely: The words of the question alone tell that it asks for such a fact. Else any word
            that is neither the name of a document nor about documents shows that it does not.
    """
    reader = _DocumentReader(searcher, query, as_of, is_likely=is_likely)
    readings = [reader.read(document) for document in documents]
    drafts: list[Draft] = []
    for reading in readings:
        found = [draft for stated in reading.stated.values() for draft in stated]
        if len(documents) > 1:
            title = f"《{reading.document.title}》："
            found = [replace(draft, text=title + draft.text) for draft in found]
        drafts += found
    return FrontMatterAnswer(
        tuple(dict.fromkeys(drafts)), _absent(readings, compares=query.reference.compares)
    )


@dataclass(frozen=True, slots=True)
class _Reading:
    """What one document states of the facts asked of it, and which it provably does not."""

    document: Document
    stated: dict[str, tuple[Draft, ...]]
    missing: frozenset[str]


class _DocumentReader:
    """Reads documents for one question."""

    def __init__(self, searcher: Searcher, query: Query, as_of: date, *, is_likely: bool) -> None:
        self._searcher = searcher
        self._is_likely = is_likely
        self._query = query
        self._as_of = as_of

    def read(self, document: Document) -> _Reading:
        facts = facts_asked_of(self._query, document, self._is_known)
        if not facts:
            return _Reading(document, {}, frozenset())
        pages = read_pages(self._searcher, document, self._as_of)
        if any(year not in pages.text for year in _YEAR.findall(self._query.text)):
            facts = tuple(fact for fact in facts if fact not in _OF_ITS_DAY)
        stated: dict[str, tuple[Draft, ...]] = {}
        missing = set()
        for fact in facts:
            stated[fact] = self._read(fact, pages)
            if not stated[fact] and fact in FRONT_FACTS and FRONT_FACTS[fact].is_missing(pages):
                missing.add(fact)
                for other in INSTEAD.get(fact, ()):
                    stated[other] = self._read(other, pages)
        return _Reading(document, stated, frozenset(missing))

    def _is_known(self, word: str) -> bool:
        return not self._is_likely or self._searcher.snapshot.lexical.coverage(word) > 0

    def _read(self, fact: str, pages: FrontPages) -> tuple[Draft, ...]:
        if fact in _PASSAGES:
            return self._nearest(_PASSAGES[fact], pages)
        if fact in ("repeal", "force"):
            named = find_repealed(self._query.text, pages.document)
            if named:
                return read_repeal_of(pages, named)
        if fact in CONTACTS and not self._may_answer_for(pages.document):
            return ()
        return FRONT_FACTS[fact].read(pages)

    def _may_answer_for(self, document: Document) -> bool:
        """Say whether contacts are asked for of a document, or of no department but its issuers."""
        if self._query.reference.doc_ids or not self._query.departments:
            return True
        return any(
            name in issuer or issuer in name
            for name in self._query.departments
            for issuer in document.issuers
        )

    def _nearest(self, label: str, pages: FrontPages) -> tuple[Draft, ...]:
        """Return the sentence under `label` that is nearest to the question, or asked for."""
        question = self._query.encoded_text
        scored = [
            (self._searcher.score_spans(question, clause, [(s.start, s.end)])[0], s, clause)
            for clause in pages.labelled.get(label, ())
            for s in split_sentences(clause, pages.source_text)
        ]
        if not scored:
            return ()
        first = _FIRST.search(self._query.text)
        _, sentence, clause = scored[0] if first else max(scored, key=lambda entry: entry[0])
        return line(clause.title, tidy_title(sentence.text), extract_of(sentence, clause))


def _absent(readings: Sequence[_Reading], *, compares: bool) -> tuple[str, ...]:
    names = []
    for fact in dict.fromkeys(fact for reading in readings for fact in reading.stated):
        lacking = [r.document.title for r in readings if fact in r.missing]
        if len(lacking) == len(readings) and lacking:
            names.append(FRONT_FACTS[fact].name)
        elif compares:
            names += [f"《{title}》的{FRONT_FACTS[fact].name}" for title in lacking]
    return tuple(dict.fromkeys(names))
