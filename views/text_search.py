"""Literal search in the text of the documents, however the words are typed."""

import unicodedata
from dataclasses import dataclass
from functools import cache

from ingest import Clause, Corpus
from ingest.model import INDEXED_KINDS
from ingest.structure.clauses import locate_text
from question.words import simplify

_CONTEXT = 16
# Brackets, quotation marks, dashes and characters that people type for one another.
_SIGNS = str.maketrans(
    {
        **dict.fromkeys("〔【［〖", "["),
        **dict.fromkeys("〕】］〗", "]"),
        **dict.fromkeys("“”„‟「」『』〝〞", '"'),
        **dict.fromkeys("‘’‚‛", "'"),
        **dict.fromkeys("—–―‐‑‒−", "-"),
        # Written for them in Traditional texts (家俱, 憑藉), and left alone by the conversion.
        **dict(zip("俱藉著衞", "具借着卫", strict=True)),
    }
)


@dataclass(frozen=True, slots=True)
class TextHit:
    """An occurrence: `n` counts from 1 through all documents, `start:end` is its source span.

    `before`, `printed` and `after` are the clause's own words around it.
    """

    n: int
    clause: Clause
    start: int
    end: int
    before: str
    printed: str
    after: str


def find_text(corpus: Corpus, typed: str) -> tuple[TextHit, ...]:
    """Return every place in the documents that holds the words `typed`, in source order.

    White space and page breaks, full and half width, capitals, Traditional and Simplified
    characters make no difference. Tables of contents and page furniture are not searched; what
    reaches over the end of a clause is not found.
    """
    wanted = "".join(map(fold_character, typed))
    hits: list[TextHit] = []
    if not wanted:
        return ()
    for clause in corpus.clauses:
        if clause.kind in INDEXED_KINDS:
            spans = _find_spans(clause.text, wanted)
            hits += _describe(clause, corpus.texts[clause.doc_id], spans, len(hits))
    return tuple(hits)


@cache
def fold_character(character: str) -> str:
    """Return what `character` is compared as; nothing for white space and what is not seen."""
    folded = simplify(character).translate(_SIGNS)
    return "".join(c for c in folded if not c.isspace() and unicodedata.category(c) != "Cf")


def _find_spans(text: str, wanted: str) -> list[tuple[int, int]]:
    """Return where `wanted`, folded, stands in `text`: spans of `text`, none overlapping."""
    origins = [i for i, character in enumerate(text) for _ in fold_character(character)]
    folded = "".join(map(fold_character, text))
    spans: list[tuple[int, int]] = []
    at = folded.find(wanted)
    while at >= 0:
        end = at + len(wanted)
        span = origins[at], origins[end - 1] + 1
        # A character that stands for several may hold the end of one hit and another whole.
        if not spans or spans[-1][1] <= span[0]:
            spans.append(span)
        at = folded.find(wanted, end)
    return spans


def _describe(
    clause: Clause, source_text: str, spans: list[tuple[int, int]], earlier: int
) -> list[TextHit]:
    if not spans:
        return []
    located, text = locate_text(clause, source_text), clause.text
    return [
        TextHit(
            n,
            clause,
            *located.span(start, end),
            before=_shorten(text[:start], at_end=False),
            printed=text[start:end],
            after=_shorten(text[end:], at_end=True),
        )
        for n, (start, end) in enumerate(spans, start=earlier + 1)
    ]


def _shorten(text: str, *, at_end: bool) -> str:
    if len(text) <= _CONTEXT:
        return text
    return text[:_CONTEXT] + "…" if at_end else "…" + text[-_CONTEXT:]
