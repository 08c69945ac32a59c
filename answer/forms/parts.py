"""Questions that ask several things: which part of one asks what."""

import re

from index import Searcher

_PART = re.compile(r"[^，,；;。？?！!：:]+[，,；;。？?！!：:]*")


def split_by_document(searcher: Searcher, question: str) -> dict[str, str]:
    """Return what a question asks of each document, by the documents' ids.

    A part that means one document is asked of that one, any other part of all.
    """
    parts = _PART.findall(question) or [question]
    meant = [
        searcher.read(part).reference.doc_ids if any(map(str.isalnum, part)) else frozenset()
        for part in parts
    ]
    doc_ids = [document.doc_id for document in searcher.snapshot.corpus.documents]
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
