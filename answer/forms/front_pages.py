"""Front and back matter of a document, and the parts that its facts are read with."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from answer.drafts import Draft, Extract, extract_of
from answer.sentences import split_sentences
from index import Searcher
from index.channels.passages import label_of
from ingest import Clause, Document
from ingest.model import Fact
from ingest.structure.front import tidy_title


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of a document as an extract, and its text on one line."""

    text: str
    extract: Extract


@dataclass(frozen=True, slots=True)
class FrontPages:
    """What of a document its facts are read from.

    `labelled` are the clauses of front and back matter by label, `notice` the sentences of the
    notice and the preamble, `body` those of the clauses under numbered headings.
    """

    document: Document
    source_text: str
    labelled: Mapping[str, tuple[Clause, ...]]
    notice: tuple[Statement, ...]
    body: tuple[Statement, ...]

    def facts_in(self, *labels: str) -> Iterator[tuple[Fact, Clause]]:
        """Return the facts that the clauses with one of `labels` state, each with its clause."""
        for clause in (c for label in labels for c in self.labelled.get(label, ())):
            for fact in self.document.facts:
                if clause.start <= fact.start < clause.end:
                    yield fact, clause


Reader = Callable[[FrontPages], tuple[Draft, ...]]


def read_pages(searcher: Searcher, document: Document) -> FrontPages:
    """Return the front and back matter of `document`, and its body."""
    source_text = searcher.snapshot.corpus.texts[document.doc_id]
    clauses = [c for c in searcher.snapshot.searched if c.doc_id == document.doc_id]
    labelled: dict[str, tuple[Clause, ...]] = {}
    for clause in clauses:
        if label_of(clause):
            labelled[label_of(clause)] = (*labelled.get(label_of(clause), ()), clause)
    running = (*labelled.get("text", ()), *labelled.get("preamble", ()))
    body = tuple(clause for clause in clauses if not label_of(clause))
    notice, rest = (
        tuple(
            Statement(tidy_title(sentence.text), extract_of(sentence, clause))
            for clause in part
            for sentence in split_sentences(clause, source_text)
        )
        for part in (running, body)
    )
    return FrontPages(document, source_text, labelled, notice, rest)


def whole(clause: Clause) -> Extract:
    """Return all of `clause` as an extract."""
    return Extract(clause, clause.text, clause.start, clause.end)


def line(name: str, text: str, *extracts: Extract) -> tuple[Draft, ...]:
    """Return the one draft that states a fact, its name first."""
    return (Draft(f"{name}：{text}", extracts),)


def read_clause(label: str, name: str, pattern: str = "(?s).*") -> Reader:
    """Return what reads the first clause of `label`: what of it fits, its name not repeated."""

    def read(pages: FrontPages) -> tuple[Draft, ...]:
        for clause in pages.labelled.get(label, ())[:1]:
            match = re.search(pattern, clause.text.removeprefix(f"{name}："))
            if match:
                return line(name, tidy_title(match[match.lastindex or 0]), whole(clause))
        return ()

    return read


def read_phrases(pattern: str, name: str, *, most: int = 1) -> Reader:
    """Return what reads the first phrases of the notice that fit: their group, or all of them."""

    def read(pages: FrontPages) -> tuple[Draft, ...]:
        found = [
            (match, statement.extract)
            for statement in pages.notice
            if (match := re.search(pattern, statement.text))
        ]
        return tuple(
            Draft(f"{name}：{match[match.lastindex or 0]}", (extract,))
            for match, extract in found[:most]
        )

    return read


def read_contacts(*words: str) -> Reader:
    """Return what reads the contacts whose printed name holds one of `words`, in one line."""

    def read(pages: FrontPages) -> tuple[Draft, ...]:
        found = [
            (fact, clause)
            for fact, clause in pages.facts_in("contact")
            if any(word in fact.name for word in words)
        ]
        if not found:
            return ()
        extracts = {clause.clause_id: whole(clause) for _, clause in found}
        text = "；".join(f"{fact.name}：{fact.value}" for fact, _ in found)
        return (Draft(text, tuple(extracts.values())),)

    return read


def read_first(*readers: Reader) -> Reader:
    """Return what reads with the first of `readers` that finds something."""

    def read(pages: FrontPages) -> tuple[Draft, ...]:
        return next((found for reader in readers if (found := reader(pages))), ())

    return read
