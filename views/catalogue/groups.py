"""Documents that belong together: a draft and what became of it, a law and its rules."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest import Document
from views.catalogue.relations import Relation


@dataclass(frozen=True, slots=True)
class Group:
    """Documents, the oldest first, and the relations that bind them."""

    documents: tuple[Document, ...]
    relations: tuple[Relation, ...]


def group_documents(
    documents: Sequence[Document], relations: Iterable[Relation]
) -> tuple[Group, ...]:
    """Return the groups that close relations make, the largest first; of one document none."""
    close = [relation for relation in relations if relation.is_close]
    leader = {document.doc_id: document.doc_id for document in documents}
    for relation in close:
        first, second = _lead(leader, relation.doc_id), _lead(leader, relation.other)
        leader[max(first, second)] = min(first, second)
    members: dict[str, list[Document]] = {}
    for document in documents:
        members.setdefault(_lead(leader, document.doc_id), []).append(document)
    groups = [
        Group(
            tuple(sorted(held, key=lambda document: document.issued or "9999")),
            tuple(r for r in close if _lead(leader, r.doc_id) == name),
        )
        for name, held in members.items()
        if len(held) > 1
    ]
    return tuple(sorted(groups, key=lambda group: -len(group.documents)))


def _lead(leader: dict[str, str], doc_id: str) -> str:
    while leader[doc_id] != doc_id:
        leader[doc_id] = doc_id = leader[leader[doc_id]]
    return doc_id
