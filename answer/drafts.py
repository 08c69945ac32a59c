"""What an answer is made of before its citations are numbered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from answer.sentences import Sentence
from index import Hit
from ingest import Clause


@dataclass(frozen=True, slots=True)
class Extract:
    """Words of one clause, `source_start:source_end` of its document; `why` as in `Hit`."""

    clause: Clause
    text: str
    source_start: int
    source_end: int
    why: Mapping[str, Any] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement without its citation marks, and the extracts, at least one, it rests on.

    With `quotes`, the words of the extracts follow `text`. `clause` is the one that it is about,
    None for a statement that is about several or about a document.
    """

    text: str
    extracts: tuple[Extract, ...]
    quotes: bool = False
    clause: Clause | None = None


def extract_of(sentence: Sentence, clause: Clause, hit: Hit | None = None) -> Extract:
    """Return a sentence of `clause` as an extract; `hit` is what found the clause."""
    why = hit.why if hit else {}
    return Extract(clause, sentence.text, sentence.source_start, sentence.source_end, why)
