"""Lists in the documents: the words that lead in a list, and its items."""

from collections.abc import Sequence

from ingest import Clause


class Lists:
    """Which clauses are items of which lead-in, as 有下列情形之一的，不得申请： is of its items."""

    def __init__(self, clauses: Sequence[Clause]) -> None:
        """Note the lists of `clauses`, all of some documents in source order."""
        self._leads: dict[str, Clause] = {}
        self._items: dict[str, list[Clause]] = {}
        # By document and words, the last clause that ends in them.
        above: dict[tuple[str, str], Clause] = {}
        words = {clause.lead_in for clause in clauses if clause.lead_in}
        endings = _by_last_character(words)
        for clause in clauses:
            lead = above.get((clause.doc_id, clause.lead_in)) if clause.lead_in else None
            if lead is not None:
                self._leads[clause.clause_id] = lead
                self._items.setdefault(lead.clause_id, []).append(clause)
            dense = "".join(clause.text.split())
            for ending in endings.get(dense[-1:], ()):
                if dense.endswith(ending):
                    above[clause.doc_id, ending] = clause

    def lead_of(self, clause: Clause) -> Clause | None:
        """Return the clause whose last words govern `clause`, None where none do."""
        return self._leads.get(clause.clause_id)

    def items_of(self, clause: Clause) -> Sequence[Clause]:
        """Return the items that the last words of `clause` announce, in their order."""
        return self._items.get(clause.clause_id, ())


def _by_last_character(words: set[str]) -> dict[str, list[str]]:
    listed: dict[str, list[str]] = {}
    for word in words:
        listed.setdefault(word[-1], []).append(word)
    return listed
