"""Documents that are held twice, such as a page and its print: the second one is left out."""

import hashlib
from collections.abc import Sequence
from pathlib import PurePath

from ingest.model import INDEXED_KINDS, Clause, Document
from ingest.text.unify import unify

# Share of the clauses of both that must be the same; a revised statute stays below it.
_SAME = 0.95
# Clauses of punctuation alone tell nothing.
_SHORTEST = 1
_FEWEST = 3
# Formats by how much of a document's structure they hold, best first.
_FORMATS = (".docx", ".html", ".htm", ".md", ".txt", ".doc", ".pdf")


def find_copies(parsed: Sequence[tuple[Document, Sequence[Clause]]]) -> dict[str, str]:
    """Return the doc_ids of documents that another one holds too, with a message for each.

    Args:
        parsed: Documents with their clauses, in order.
    """
    texts = [(document, _texts(clauses)) for document, clauses in parsed]
    by_text: dict[str, list[int]] = {}
    copies: dict[str, str] = {}
    for number, (document, own) in enumerate(texts):
        others = sorted({i for text in own for i in by_text.get(text, ())})
        for i in others:
            other, theirs = texts[i]
            if other.doc_id in copies or not _is_same(own, theirs):
                continue
            kept, left = sorted((other, document), key=_preference)
            copies[left.doc_id] = (
                f"{left.source}: is the same document as {kept.source}, which is used; "
                "remove one of the two"
            )
            break
        for text in own:
            by_text.setdefault(text, []).append(number)
    return copies


def _is_same(own: frozenset[str], theirs: frozenset[str]) -> bool:
    return len(own & theirs) >= max(_FEWEST, _SAME * len(own | theirs))


def _texts(clauses: Sequence[Clause]) -> frozenset[str]:
    """Return checksums of the letters, digits and characters of each clause."""
    return frozenset(
        hashlib.sha256(text.encode()).hexdigest()[:16]
        for clause in clauses
        if clause.kind in INDEXED_KINDS
        for text in ["".join(c for c in unify(clause.text).text if c.isalnum())]
        if len(text) >= _SHORTEST
    )


def _preference(document: Document) -> tuple[int, str]:
    suffix = PurePath(document.source).suffix.lower()
    rank = _FORMATS.index(suffix) if suffix in _FORMATS else len(_FORMATS)
    return rank, document.source
