"""Drafts beside the documents that they would change: a question means what is in force."""

import re
from collections.abc import Mapping, Sequence

from ingest import Document
from ingest.structure.titles import is_same_title

_NOTES = re.compile("[（(【〔][^（）()]{0,20}(?:稿|草案)[^（）()]{0,8}[）)】〕]")
# Titles that are compared with that of a draft: those most like it by far, of many.
_ENOUGH = 32
_DRAFTS = re.compile(
    r"草案|征求意见|意见稿|草稿|送审|修订稿|拟(?:修|订|定)|新稿|\b(?:draft|proposed)\b",
    re.IGNORECASE,
)


def find_superseded(documents: Sequence[Document]) -> dict[str, str]:
    """Return the drafts and repealed documents beside which one of their name is in force.

    Documents that another one at hand says it replaces are among them.

    Returns:
        The doc_id of that document by theirs.
    """
    in_force = [d for d in documents if d.status == "in_force" and d.title]
    holding: dict[str, list[int]] = {}
    for number, held in enumerate(in_force):
        for pair in _pairs(held.title):
            holding.setdefault(pair, []).append(number)
    superseded = {d.doc_id: d.replaced.doc_id for d in documents if d.replaced is not None}
    for draft in documents:
        if draft.status in ("draft", "repealed"):
            title = _NOTES.sub("", draft.title)
            for number in _alike(title, holding):
                if is_same_title(title, in_force[number].title):
                    superseded[draft.doc_id] = in_force[number].doc_id
    return superseded


def _alike(title: str, holding: Mapping[str, list[int]]) -> list[int]:
    """Return the numbers of titles that share the rarest pairs of characters, in order."""
    found: set[int] = set()
    for pair in sorted(_pairs(title), key=lambda pair: (len(holding.get(pair, ())), pair)):
        found.update(holding.get(pair, ()))
        # Titles of one document share nearly all.
        if len(found) >= _ENOUGH:
            break
    return sorted(found)


def _pairs(title: str) -> set[str]:
    return {title[i : i + 2] for i in range(len(title) - 1)}


def speaks_of_drafts(text: str) -> bool:
    """Say whether a question asks for what is planned, not for what is in force."""
    return _DRAFTS.search(text) is not None
