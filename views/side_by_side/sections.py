"""A document as sections: what it speaks of, each short enough to be read beside another's."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest import Clause
from ingest.model import INDEXED_KINDS
from views.outline import Entry, build_outline

# A section of more characters is taken apart into what stands under its heading.
_LONGEST = 900
_OUTSIDE = frozenset({"front", "toc", "back"})


@dataclass(frozen=True, slots=True, eq=False)
class Section:
    """A clause and what stands under it, in the order of the source; equal to itself alone."""

    clauses: tuple[Clause, ...]

    @property
    def head(self) -> Clause:
        """Return the first clause, by which the section is cited."""
        return self.clauses[0]

    @property
    def name(self) -> str:
        """Return what the section is called in its document; "" where nothing names it."""
        return self.head.title


def split_sections(clauses: Sequence[Clause]) -> tuple[Section, ...]:
    """Return the sections of one document: every indexed clause but front and back in one of them.

    Args:
        clauses: All of the document, in source order.
    """
    return tuple(
        Section(tuple(inside))
        for entry in build_outline(clauses)
        if entry.clause.kind not in _OUTSIDE
        for inside in _split(entry)
        if any(clause.kind != "heading" for clause in inside)
    )


def _split(entry: Entry) -> Iterator[list[Clause]]:
    """Yield the runs of clauses that an entry of the outline is cut into."""
    whole = [clause for clause in _walk(entry) if clause.kind in INDEXED_KINDS]
    if not whole:
        return
    size = sum(len(clause.text) for clause in whole)
    if size <= _LONGEST or not entry.children:
        yield whole
        return
    if entry.clause.kind != "heading":
        yield [entry.clause]
    for child in entry.children:
        yield from _split(child)


def _walk(entry: Entry) -> Iterator[Clause]:
    yield entry.clause
    for child in entry.children:
        yield from _walk(child)
