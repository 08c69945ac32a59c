"""Sentences of a clause, each with its exact span in the source."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from ingest import Clause
from ingest.structure.clauses import locate_text
from ingest.text.joined import JoinedText

# A responsibility in brackets after a full stop is a statement of its own; so is each line.
_END = re.compile(r"[。！？；]+[”’」』]?|\n")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: `text[start:end]` of its clause, `source_start:source_end` of the document."""

    text: str
    start: int
    end: int
    source_start: int
    source_end: int


def split_sentences(clause: Clause, source_text: str) -> list[Sentence]:
    """Return the sentences of `clause` in order, without the white space around them.

    The run-in title stays with the sentence after it, so that no sentence is a bare heading.
    """
    joined = locate_text(clause, source_text)
    first = len(clause.number) + len(clause.title) + 1
    ends = [m.end() for m in _END.finditer(clause.text) if m.end() > first]
    if not ends or ends[-1] < len(clause.text):
        ends.append(len(clause.text))
    sentences: list[Sentence] = []
    start = 0
    for end in ends:
        sentences += _cut(clause, joined, start, end)
        start = end
    return sentences


def whole_text(clause: Clause, source_text: str) -> list[Sentence]:
    """Return all of a clause: one run, or several where page furniture stands inside it."""
    return list(_cut(clause, locate_text(clause, source_text), 0, len(clause.text)))


def _cut(clause: Clause, joined: JoinedText, start: int, end: int) -> Iterator[Sentence]:
    """Yield `text[start:end]` of a clause, without the page furniture that the source has inside.

    What is quoted has to stand in the source as it is quoted.
    """
    breaks = [
        place
        for place in range(start + 1, end)
        if any(
            joined.offsets[place - 1] < skipped <= joined.offsets[place]
            for skipped, _ in clause.skipped
        )
    ]
    for first, last in pairwise([start, *breaks, end]):
        words = clause.text[first:last].strip()
        if words:
            begin = clause.text.index(words, first)
            span = joined.span(begin, begin + len(words))
            yield Sentence(words, begin, begin + len(words), *span)
