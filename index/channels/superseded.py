"""Drafts beside the documents that they would change: a question means what is in force."""

import re
from collections.abc import Sequence

from ingest import Document
from ingest.structure.titles import is_same_title

_NOTES = re.compile("[（(【〔][^（）()]{0,20}(?:稿|草案)[^（）()]{0,8}[）)】〕]")
_DRAFTS = re.compile(
    r"草案|征求意见|意见稿|草稿|送审|修订稿|拟(?:修|订|定)|新稿|\b(?:draft|proposed)\b",
    re.IGNORECASE,
)


def find_superseded(documents: Sequence[Document]) -> dict[str, str]:
    """Return the drafts and repealed documents beside which one of their name is in force.

    Returns:
        The doc_id of that document by theirs.
    """
    in_force = [d for d in documents if d.status == "in_force" and d.title]
    return {
        draft.doc_id: held.doc_id
        for draft in documents
        if draft.status in ("draft", "repealed")
        for held in in_force
        if is_same_title(_NOTES.sub("", draft.title), held.title)
    }


def speaks_of_drafts(text: str) -> bool:
    """Say whether a question asks for what is planned, not for what is in force."""
    return _DRAFTS.search(text) is not None
