"""Lists in the documents: the words that lead in a list, and its items."""

from collections.abc import Sequence

from ingest import Clause


class Lists:
    """Which clauses are items of which lead-in, as 有下列情形之一的，不得申请： is of its items."""

    def __init__(self, clauses: Sequence[Clause]) -> None:
        """Note the lists of `clauses`, all of some documents in source order."""
        self._clauses = {clause.clause_id: clause for clause in clauses}
        self._items: dict[str, list[Clause]] = {}
        for clause in clauses:
            if clause.lead_in_id:
                self._items.setdefault(clause.lead_in_id, []).append(clause)

    def lead_of(self, clause: Clause) -> Clause | None:
        """Return the clause whose last words govern `clause`, None where none do."""
        return self._clauses.get(clause.lead_in_id)

    def items_of(self, clause: Clause) -> Sequence[Clause]:
        """Return the items that the last words of `clause` announce, in their order."""
        return self._items.get(clause.clause_id, ())
