"""Two documents laid side by side, as a whole or for one subject."""

from collections.abc import Sequence
from dataclasses import dataclass

from index import Searcher
from index.within import Within
from question.front_words import cut_words
from question.words import simplify
from views.side_by_side.matching import match_sections
from views.side_by_side.sections import Section, split_sections

# Clauses of each document for a subject that was asked for.
_FOUND = 3


@dataclass(frozen=True, slots=True)
class Row:
    """What two documents say of the same; a side without sections has nothing that was found.

    Attributes:
        left: Sections of the left document, in its order.
        right: Sections of the right one.
        nearest: Where a side is empty, the section of its document that is most like the other.
    """

    left: tuple[Section, ...]
    right: tuple[Section, ...]
    nearest: Section | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two documents by subject.

    Attributes:
        both: Rows with both sides, in the order of the left document.
        left_only: Rows of left sections that nothing on the right was matched with.
        right_only: The same of the right document.
        absent: Ids of documents none of whose text holds any word of the subject asked for.
    """

    both: tuple[Row, ...]
    left_only: tuple[Row, ...] = ()
    right_only: tuple[Row, ...] = ()
    absent: frozenset[str] = frozenset()


def compare_documents(searcher: Searcher, left: str, right: str) -> Comparison:
    """Return all of two documents, given by their ids, section by section.

    Sections are matched by what they say, so a row is a proposal to be read, and a section without
    a match may still have one: nothing is said to be absent.
    """
    corpus = searcher.snapshot.corpus
    ours, theirs = (split_sections(corpus.clauses_of(doc_id)) for doc_id in (left, right))
    matches = match_sections(searcher, ours, theirs)
    met = {section for pair in matches.pairs for section in pair}
    rows = [
        Row((section,), tuple(other for one, other in matches.pairs if one == section))
        for section in ours
    ]
    nearest = matches.nearest
    return Comparison(
        tuple(row for row in rows if row.right),
        tuple(Row((s,), (), nearest.get(s)) for s in ours if s not in met),
        tuple(Row((), (s,), nearest.get(s)) for s in theirs if s not in met),
    )


def compare_subject(searcher: Searcher, left: str, right: str, subject: str) -> Comparison:
    """Return what each of two documents has nearest to a subject, best first.

    Args:
        searcher: Finds the clauses.
        left: The id of a document.
        right: The id of another.
        subject: What a reader asks both about.

    Raises:
        QueryError: `subject` is blank or too long.
    """
    texts = searcher.snapshot.corpus.texts
    absent = frozenset(d for d in (left, right) if not _is_mentioned(subject, texts[d]))
    ours, theirs = (
        () if doc_id in absent else _find(searcher, doc_id, subject) for doc_id in (left, right)
    )
    row = Row(ours, theirs)
    return Comparison((row,) if row.left or row.right else (), absent=absent)


def _find(searcher: Searcher, doc_id: str, subject: str) -> tuple[Section, ...]:
    within = Within(doc_ids=frozenset({doc_id}))
    hits = searcher.search(subject, k=_FOUND, within=within)
    return tuple(Section((hit.clause,)) for hit in hits)


def _is_mentioned(subject: str, text: str) -> bool:
    """Say whether a text holds any word of a subject, white space and the script aside."""
    held = "".join(simplify(text).lower().split())
    return any(word in held for word in _words(subject))


def _words(subject: str) -> Sequence[str]:
    plain = simplify(subject).lower()
    words = [word for word in cut_words(plain) if word.strip()]
    return [word for word in words if len(word) > 1] or words or [plain]
