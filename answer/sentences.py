"""Sentences of a clause, each with its exact span in the source."""

import re
from dataclasses import dataclass

from ingest import Clause
from ingest.structure.clauses import locate_text

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
        words = clause.text[start:end].strip()
        if words:
            begin = clause.text.index(words, start)
            span = joined.span(begin, begin + len(words))
            sentences.append(Sentence(words, begin, begin + len(words), *span))
        start = end
    return sentences
