"""What a question asks for, beyond its words: documents, names, facts of the front matter."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ingest import Clause
from ingest.annotations.vocabulary import Vocabulary
from ingest.errors import BadUsageError
from question.kinds import default_kinds, features_of
from question.named_documents import NamedDocuments
from question.places import Place, places_in
from question.references import Reference, find_reference
from question.spelling import Speller, apply_repairs
from question.thesaurus import Thesaurus
from question.typed import LONGEST_QUERY, count_characters, find_fault
from question.words import simplify, unify

Name = tuple[str, str]
Span = tuple[int, int]
_LEADS = "leads"
_LEADING = re.compile(r"牵头|带头|领头|主导|\blead")


class QueryError(BadUsageError):
    """A query is blank, too long or no text."""


@dataclass(frozen=True, slots=True)
class Query:
    """A question, read.

    Attributes:
        text: The question in lower case and Simplified Chinese, dialect turned to Mandarin and
            typing errors repaired.
        encoded_text: The same with its capitals, which tell names to the encoder.
        terms: The documents' words for some of its words.
        names: Departments and industries that it names, as (kind, canonical name).
        departments: Canonical names of the departments that it is about, without those that only
            say whose document it means.
        kind: What kind of answer it wants, one of `question.kinds`.
        reference: The documents that it means.
        places: The places of a document that it names by number, each with its span.
        corrections: Words with typing errors, as (typed, understood).
    """

    text: str
    encoded_text: str
    terms: tuple[str, ...]
    names: frozenset[Name]
    departments: frozenset[str]
    kind: str
    reference: Reference
    places: Mapping[Place, Span] = field(default_factory=dict)
    corrections: tuple[tuple[str, str], ...] = ()

    @property
    def lexical_text(self) -> str:
        """Return what the lexical index gets: the question and the terms."""
        return " ".join([self.text, *self.terms])


def check_question(question: str) -> None:
    """Refuse a text that cannot be searched.

    Raises:
        QueryError: it is blank, longer than `LONGEST_QUERY` characters, or no valid text.
    """
    fault = find_fault(question)
    if fault == "blank":
        raise QueryError("query: holds no word; ask in a few words, e.g. 谁牵头检验检测")
    if fault == "long":
        raise QueryError(
            f"query: has {count_characters(question):,} characters; "
            f"shorten it to {LONGEST_QUERY:,} or less"
        )
    try:
        question.encode()
    except UnicodeEncodeError as error:
        raise QueryError(
            f"query: character {error.start + 1} is no text ({error.reason}); pass it in UTF-8"
        ) from error


def read_query(
    question: str,
    documents: NamedDocuments,
    vocabulary: Vocabulary,
    thesaurus: Thesaurus,
    *,
    speller: Speller | None = None,
) -> Query:
    """Read a question in any language.

    Args:
        question: As a person typed it.
        documents: How each document is referred to.
        vocabulary: Names of departments, industries and places.
        thesaurus: The documents' words for those of people.
        speller: Repairs typing errors; without one the question is read as it was typed.

    Raises:
        QueryError: `check_question` refuses it.
    """
    check_question(question)
    encoded_text = read_words(question, thesaurus)
    text = encoded_text.lower()
    if len(text) != len(encoded_text):
        # Some capitals have two small letters; places in one text must be those in the other.
        encoded_text = text
    repairs = speller.find_repairs(text) if speller else []
    text, encoded_text = apply_repairs(text, repairs), apply_repairs(encoded_text, repairs)
    terms = thesaurus.expand(text)
    searchable = " ".join([text, *terms])
    names = names_in(searchable, vocabulary)
    reference = find_reference(searchable, documents)
    # 征求意见稿, which names a document, asks for no 征求意见.
    about = blank(text, reference.spans)
    about_names = _find_names(" ".join([about, *thesaurus.expand(about)]), vocabulary)
    departments = frozenset(name for kind, name in about_names if kind == "departments")
    terms += [word for word in vocabulary.expand(text) if word not in terms]
    return Query(
        text=text,
        encoded_text=encoded_text,
        terms=tuple(terms),
        names=names,
        departments=departments,
        kind=default_kinds().likeliest(features_of(text, vocabulary)),
        reference=reference,
        places=places_in(text),
        corrections=tuple((repair.typed, repair.understood) for repair in repairs),
    )


def read_words(question: str, thesaurus: Thesaurus) -> str:
    """Return a question in Simplified Chinese, dialect turned to Mandarin; capitals stay."""
    return thesaurus.to_mandarin(unify(question)).strip()


def blank(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return `text` with the characters of `spans` blanked, so that places in it stay."""
    letters = list(text)
    for start, end in spans:
        letters[start:end] = " " * (min(end, len(text)) - start)
    return "".join(letters)


def speaks_of_leading(text: str) -> bool:
    """Say whether `text` speaks of departments that lead."""
    return _LEADING.search(text) is not None


def names_in(text: str, vocabulary: Vocabulary) -> frozenset[Name]:
    """Return the departments and industries that `text` names.

    Where it also speaks of leading, each department counts once more as one that leads.
    """
    names = _find_names(text, vocabulary)
    if speaks_of_leading(text):
        names |= {(_LEADS, name) for kind, name in names if kind == "departments"}
    return frozenset(names)


def names_of(clause: Clause, vocabulary: Vocabulary) -> frozenset[Name]:
    """Return the names that a clause is about: those of its text and its last heading."""
    above = clause.path[-1] if clause.path else ""
    names = _find_names(simplify(f"{above}\n{clause.text}"), vocabulary)
    for responsibility in clause.annotations.responsibilities:
        if responsibility.role == "lead":
            leaders = vocabulary.find("departments", responsibility.printed)
            names |= {(_LEADS, found.name) for found in leaders}
    return frozenset(names)


def _find_names(text: str, vocabulary: Vocabulary) -> set[Name]:
    kinds = ("departments", "industries")
    return {(kind, found.name) for kind in kinds for found in vocabulary.find(kind, text)}
