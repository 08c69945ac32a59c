"""Questions that ask several things: which part of one asks what."""

import re

from index import Searcher

_PART = re.compile(r"(?:[^，,；;。？?！!：:.\n]|\.(?!\s))+[，,；;。？?！!：:.\n]*")
# A document is named after these; they go with its name.
_AND = re.compile(r"(?:[和跟与同对而及、 ]|\b(?:and|the|in|of|while|versus)\b)*")
_BEFORE = re.compile(rf"{_AND.pattern}$")


def split_by_document(searcher: Searcher, question: str) -> dict[str, str]:
    """Return what a question asks of each document, by the documents' ids.

    A part that means one document is asked of that one, any other part of all.
    """
    parts = [p for part in _PART.findall(question) for p in _split_at_names(searcher, part)]
    parts = parts or [question]
    meant = [_meant(searcher, part) for part in parts]
    doc_ids = [document.doc_id for document in searcher.corpus.documents]
    asked = {
        doc_id: "".join(
            part
            for part, of_one in zip(parts, meant, strict=True)
            if not of_one or doc_id in of_one
        )
        for doc_id in doc_ids
    }
    whole = (text if any(map(str.isalnum, text)) else question for text in asked.values())
    return dict(zip(doc_ids, whole, strict=True))


def _split_at_names(searcher: Searcher, part: str) -> list[str]:
    """Split a part that names several documents where the next one is named."""
    if _meant(searcher, part) or not any(map(str.isalnum, part)):
        return [part]
    query = searcher.read(part)
    if not query.reference.compares or len(query.text) != len(part):
        return [part]
    cuts = [0]
    last, last_end = frozenset[str](), 0
    for start, end in sorted(set(query.reference.spans)):
        named = _meant(searcher, part[start:end])
        # What follows 计划和草案 is asked of both.
        if last and named and named != last and not _AND.fullmatch(part[last_end:start]):
            before = _BEFORE.search(part, cuts[-1], start)
            cuts.append(before.start() if before else start)
        if named:
            last, last_end = named, end
    return [part[a:b] for a, b in zip(cuts, [*cuts[1:], len(part)], strict=True) if a < b]


def _meant(searcher: Searcher, part: str) -> frozenset[str]:
    is_text = any(map(str.isalnum, part))
    return searcher.read(part).reference.doc_ids if is_text else frozenset()
