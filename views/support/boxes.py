"""Boxes that list industry by industry, and the clause that each details."""

from dataclasses import dataclass

from ingest import Clause, Corpus
from ingest.annotations.vocabulary import default_vocabulary
from views.support.kinds import find_kinds, name_kinds


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a box; `owner` is the clause that the box details, `kinds` what it is about."""

    clause: Clause
    owner: Clause
    kinds: tuple[str, ...]


def list_entries(corpus: Corpus) -> list[Entry]:
    """Return the entries of the boxes that detail a clause, in their order.

    A box in a clause details that clause. One in a section details the clauses of the section whose
    own titles name the kind of support that the title of the box names; so one that says in which
    cities an industry lies details none, and is no support.
    """
    clauses = {clause.clause_id: clause for clause in corpus.clauses}
    entries: list[Entry] = []
    for clause in corpus.clauses:
        if clause.kind != "box_item":
            continue
        box = clauses.get(clause.clause_id.rpartition(".")[0])
        if box is None or box.kind != "box":
            continue
        above = clauses.get(box.clause_id.rpartition("/")[0])
        own = name_kinds(box.title)
        if above is not None and above.kind == "clause":
            entries.append(Entry(clause, above, own or find_kinds(above, [])))
        elif above is not None:
            owners = [c for c in corpus.clauses if _is_titled(c, above, own)]
            entries += [Entry(clause, owner, own) for owner in owners]
    return entries


def _is_titled(clause: Clause, section: Clause, kinds: tuple[str, ...]) -> bool:
    """Say whether `clause` stands in `section` and its title names one of `kinds`."""
    stands_in = clause.clause_id.startswith(f"{section.clause_id}.")
    return clause.kind == "clause" and stands_in and bool({*name_kinds(clause.title)} & {*kinds})


def find_distribution(corpus: Corpus, industry: str) -> tuple[Clause, ...]:
    """Return the entries of boxes that only say in which cities `industry` lies."""
    if not industry:
        return ()
    details = {entry.clause.clause_id for entry in list_entries(corpus)}
    wider = {industry, *default_vocabulary().broader("industries", industry)}
    return tuple(
        clause
        for clause in corpus.clauses
        if clause.kind == "box_item"
        and clause.clause_id not in details
        and clause.annotations.cities
        and any(mention.name in wider for mention in clause.annotations.industries)
    )
