"""Lists in documents: the words that lead in, and the items under them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ingest import Clause, Corpus

# Documents whose lists are kept at hand.
_KEPT = 64


@dataclass(frozen=True, slots=True)
class _Held:
    """The clauses of a document by id, and the items of each clause that announces some."""

    clauses: Mapping[str, Clause]
    items: Mapping[str, Sequence[Clause]]


class Lists:
    """Which clauses are items of which lead-in, as 有下列情形之一的，不得申请： is of its items."""

    def __init__(self, corpus: Corpus) -> None:
        """Note the documents; the lists of each are looked for when they are first asked for."""
        self._corpus = corpus
        self._held = lru_cache(maxsize=_KEPT)(self._look_for)

    def lead_of(self, clause: Clause) -> Clause | None:
        """Return the clause whose last words govern `clause`, None where none do."""
        return self._held(clause.doc_id).clauses.get(clause.lead_in_id)

    def items_of(self, clause: Clause) -> Sequence[Clause]:
        """Return the items that the last words of `clause` announce, in their order."""
        return self._held(clause.doc_id).items.get(clause.clause_id, ())

    def _look_for(self, doc_id: str) -> _Held:
        clauses = self._corpus.clauses_of(doc_id)
        items: dict[str, list[Clause]] = {}
        for clause in clauses:
            if clause.lead_in_id:
                items.setdefault(clause.lead_in_id, []).append(clause)
        return _Held({clause.clause_id: clause for clause in clauses}, items)
