"""Front and back matter of a document, and the parts that its facts are read with."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from answer.drafts import Draft, Extract, extract_of
from answer.sentences import split_sentences
from index import Searcher
from index.channels.passages import label_of
from ingest import Clause, Document
from ingest.model import Fact
from ingest.structure.front import tidy_title
from ingest.structure.metadata import read_metadata
from ingest.text.unify import unify

# A notice without headings has no front matter but its title; so many paragraphs begin it.
_BEGINS = 5


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of a document as an extract, and its text on one line."""

    text: str
    extract: Extract


@dataclass(frozen=True)
class FrontPages:
    """What the facts of a document are read from.

    `clauses` are all that are searched, `outline` all of its nodes, headings too; `others` are the
    other documents held, whose pages `open_other` gives; `as_of` is the day that is asked about.
    """

    document: Document
    source_text: str
    clauses: tuple[Clause, ...]
    outline: tuple[Clause, ...]
    others: tuple[Document, ...]
    as_of: date
    open_other: Callable[[Document], "FrontPages"]

    @cached_property
    def labelled(self) -> dict[str, tuple[Clause, ...]]:
        """Return the clauses of front and back matter by label."""
        found: dict[str, tuple[Clause, ...]] = {}
        for clause in self.clauses:
            if label := label_of(clause):
                found[label] = (*found.get(label, ()), clause)
        return found

    @cached_property
    def front(self) -> tuple[Clause, ...]:
        """Return the clauses of front and back matter."""
        return tuple(clause for clause in self.clauses if label_of(clause))

    @cached_property
    def body(self) -> tuple[Clause, ...]:
        """Return the clauses that are none of these."""
        return tuple(clause for clause in self.clauses if not label_of(clause))

    @cached_property
    def notice(self) -> tuple[Statement, ...]:
        """Return the sentences of the notice and the preamble, or of what begins a short text."""
        running = (*self.labelled.get("text", ()), *self.labelled.get("preamble", ()))
        plain = (c for c in self.body[:_BEGINS] if c.kind == "paragraph" and not c.path)
        return tuple(self.sentences((*running, *plain)))

    @cached_property
    def text(self) -> str:
        """Return all of the text in unified characters, without white space."""
        return "".join(unify(self.source_text).text.split())

    def sentences(self, clauses: Iterable[Clause]) -> Iterator[Statement]:
        """Return the sentences of `clauses`, in unified characters beside the extract."""
        for clause in clauses:
            for sentence in split_sentences(clause, self.source_text):
                yield Statement(_plain(sentence.text), extract_of(sentence, clause))

    def find(
        self, pattern: re.Pattern[str], clauses: Iterable[Clause]
    ) -> Iterator[tuple[re.Match[str], Statement]]:
        """Return the sentences of `clauses` that fit `pattern`, each with its first match."""
        likely = (clause for clause in clauses if pattern.search(_plain(clause.text)))
        for statement in self.sentences(likely):
            if match := pattern.search(statement.text):
                yield match, statement

    def rows(self, fact: str) -> tuple[Draft, ...]:
        """Return what rows of the page state, as `ingest.structure.metadata` names it."""
        return tuple(
            Draft(f"{row.name}：{row.value}", (whole(clause),))
            for clause in self.labelled.get("metadata", ())
            for row in read_metadata(self.source_text[clause.start : clause.end])
            if row.fact == fact and row.value
        )

    def facts_in(self, *labels: str) -> Iterator[tuple[Fact, Clause]]:
        """Return the facts that the clauses with one of `labels` state, each with its clause."""
        for clause in (c for label in labels for c in self.labelled.get(label, ())):
            for fact in self.document.facts:
                if clause.start <= fact.start < clause.end:
                    yield fact, clause


Reader = Callable[[FrontPages], tuple[Draft, ...]]


def read_pages(searcher: Searcher, document: Document, as_of: date) -> FrontPages:
    """Return what the facts of `document` are read from."""
    corpus = searcher.corpus
    return FrontPages(
        document,
        corpus.texts[document.doc_id],
        tuple(searcher.snapshot.searched_of(document.doc_id)),
        tuple(corpus.clauses_of(document.doc_id)),
        tuple(other for other in corpus.documents if other is not document),
        as_of,
        lambda other: read_pages(searcher, other, as_of),
    )


@lru_cache(maxsize=8192)
def _plain(text: str) -> str:
    """Return a text on one line in unified characters."""
    return unify(tidy_title(text)).text


def whole(clause: Clause) -> Extract:
    """Return all of `clause` as an extract."""
    return Extract(clause, clause.text, clause.start, clause.end)


def line(name: str, text: str, *extracts: Extract) -> tuple[Draft, ...]:
    """Return the one draft that states a fact, its name first."""
    return (Draft(f"{name}：{text}", tuple(dict.fromkeys(extracts))),)


def quote(name: str, statements: Iterable[Statement]) -> tuple[Draft, ...]:
    """Return each sentence as a draft, as it is printed."""
    once = dict.fromkeys(statement.extract for statement in statements)
    return tuple(Draft(f"{name}：{tidy_title(extract.text)}", (extract,)) for extract in once)


def read_clause(label: str, name: str, pattern: str = "(?s).*") -> Reader:
    """Return what reads the first clause of `label`: what of it fits, its name not repeated."""

    def read(pages: FrontPages) -> tuple[Draft, ...]:
        for clause in pages.labelled.get(label, ())[:1]:
            match = re.search(pattern, re.sub(rf"^{name}\d*\s*[:：]", "", clause.text).strip())
            if match:
                return line(name, tidy_title(match[match.lastindex or 0]), whole(clause))
        return ()

    return read


def read_phrases(pattern: str, name: str, *, most: int = 1) -> Reader:
    """Return what reads the first phrases of the notice that fit: their group, or all of them."""

    def read(pages: FrontPages) -> tuple[Draft, ...]:
        return draft_phrases(pattern, name, pages.notice)[:most]

    return read


def draft_phrases(pattern: str, name: str, statements: Sequence[Statement]) -> tuple[Draft, ...]:
    """Return the phrases of `statements` that fit as drafts: their group, or all of them."""
    found = ((re.search(pattern, statement.text), statement) for statement in statements)
    return tuple(
        Draft(f"{name}：{match[match.lastindex or 0]}", (statement.extract,))
        for match, statement in found
        if match
    )
