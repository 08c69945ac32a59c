"""What a question asks for beyond its words: places, kinds of words, facts, documents."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.channels.found import Floats, best_of
from index.channels.passages import label_of
from index.channels.superseded import find_superseded, speaks_of_drafts
from index.disk.growing import map_array
from ingest import Clause, Document
from ingest.model import KINDS as CLAUSE_KINDS
from question.answer_type import KINDS, asked_kinds, stated_kinds
from question.kinds import ABOUT_DOCUMENT
from question.places import Place, places_of
from question.query import Query

# How much more a document counts that is not the one whose number or whole title is stated.
_EXACT = 4.0
# The bit of a clause that states a fact of its document; one for each kind of words follows.
_FACT = 1
_BITS = {kind: 2 << number for number, kind in enumerate(KINDS)}
_NAMED = "asked.json"
_ARRAYS = {
    "documents": "clause_documents.npy",
    "kinds": "clause_kinds.npy",
    "states": "clause_states.npy",
    "bounds": "place_bounds.npy",
    "clauses": "place_clauses.npy",
    "shares": "place_shares.npy",
    "department_bounds": "department_bounds.npy",
    "department_clauses": "department_clauses.npy",
}


@dataclass(frozen=True, slots=True)
class AskedTable:
    """What each clause can be asked for by; clauses are named by their place in the index.

    `superseded` are the doc_ids of drafts and of what is repealed, with that of what is in force.
    `documents`: int32 (n_clauses,), the number of a clause's document, rising. `states`: uint8
    (n_clauses,), a bit for a fact and for each kind of words; `kinds`, uint8 (n_clauses,), count
    those of clauses. `departments` have a part in `department_clauses`, int32, which lie as those
    of places do between `department_bounds`. The clauses that may be meant by
    `places[i]` are `clauses[bounds[i]:bounds[i + 1]]`, int32, rising, each as surely as `shares`
    there says, float32.
    """

    places: Mapping[Place, int]
    departments: Mapping[str, int]
    superseded: Mapping[str, str]
    documents: NDArray[np.int32]
    kinds: NDArray[np.uint8]
    states: NDArray[np.uint8]
    bounds: NDArray[np.int64]
    clauses: NDArray[np.int32]
    shares: Floats
    department_bounds: NDArray[np.int64]
    department_clauses: NDArray[np.int32]

    @classmethod
    def build(cls, clauses: Iterable[Clause], documents: Sequence[Document]) -> "AskedTable":
        """Note what each of `clauses` can be asked for by."""
        numbers = {document.doc_id: number for number, document in enumerate(documents)}
        of_document, of_kind, states = [], [], []
        held: dict[Place, list[tuple[int, float]]] = {}
        doing: dict[str, list[int]] = {}
        for number, clause in enumerate(clauses):
            of_document.append(numbers[clause.doc_id])
            of_kind.append(CLAUSE_KINDS.index(clause.kind))
            for name in departments_of(clause):
                doing.setdefault(name, []).append(number)
            kinds = sum(_BITS[kind] for kind in stated_kinds(clause.text))
            states.append(kinds | (_FACT if label_of(clause) else 0))
            for place, share in places_of(clause).items():
                held.setdefault(place, []).append((number, share))
        pairs = [pair for place in held for pair in held[place]]
        return cls(
            places={place: number for number, place in enumerate(held)},
            departments={name: number for number, name in enumerate(doing)},
            superseded=find_superseded(documents),
            documents=np.array(of_document, np.int32),
            kinds=np.array(of_kind, np.uint8),
            states=np.array(states, np.uint8),
            bounds=np.cumsum([0, *map(len, held.values())]),
            clauses=np.array([clause for clause, _ in pairs], np.int32),
            shares=np.array([share for _, share in pairs], np.float32),
            department_bounds=np.cumsum([0, *map(len, doing.values())]),
            department_clauses=np.array([n for name in doing for n in doing[name]], np.int32),
        )

    @classmethod
    def load(cls, folder: Path) -> "AskedTable":
        """Map the files that `save` wrote."""
        named = json.loads((folder / _NAMED).read_text(encoding="utf-8"))
        arrays = {name: map_array(folder / file) for name, file in _ARRAYS.items()}
        places = {(str(kind), int(number)): i for i, (kind, number) in enumerate(named["places"])}
        departments = {str(name): i for i, name in enumerate(named["departments"])}
        return cls(places, departments, named["superseded"], **arrays)

    def save(self, folder: Path) -> None:
        """Write the table to files of `folder`."""
        named = {
            "places": list(self.places),
            "departments": list(self.departments),
            "superseded": self.superseded,
        }
        (folder / _NAMED).write_text(json.dumps(named, ensure_ascii=False), encoding="utf-8")
        for name, file in _ARRAYS.items():
            np.save(folder / file, getattr(self, name), allow_pickle=False)

    def clauses_of(self, document: int) -> range:
        """Return the numbers of the clauses of a document, by its number."""
        # Of the array's own type, or all of it would be converted.
        ends = np.array([document, document + 1], self.documents.dtype)
        return range(*map(int, np.searchsorted(self.documents, ends)))

    def meant_by(self, place: Place) -> tuple[NDArray[np.int32], Floats]:
        """Return the clauses that may be meant by `place`, rising, and how surely each is."""
        if place not in self.places:
            return self.clauses[:0], self.shares[:0]
        start, end = self.bounds[self.places[place] :][:2]
        return self.clauses[start:end], self.shares[start:end]

    def of_department(self, name: str) -> NDArray[np.int32]:
        """Return the clauses that a department leads or supports, rising."""
        if name not in self.departments:
            return self.department_clauses[:0]
        start, end = self.department_bounds[self.departments[name] :][:2]
        return self.department_clauses[start:end]


def departments_of(clause: Clause) -> set[str]:
    """Return the departments that lead or support what a clause says, as printed there too."""
    parts = clause.annotations.responsibilities
    return {name for part in parts for name in (part.department, part.printed)}


class AskedSignals:
    """Signals of the clauses of one index."""

    def __init__(self, table: AskedTable, documents: Sequence[Document]) -> None:
        """Take what clauses can be asked for by, and the documents that it counts."""
        self._table = table
        self._numbers = {document.doc_id: number for number, document in enumerate(documents)}
        self._superseded = self._numbered(table.superseded)
        self._superseding = self._numbered(table.superseded.values())

    def clauses_of(self, doc_ids: Iterable[str]) -> list[int]:
        """Return the numbers of the clauses of documents."""
        held = self._numbered(doc_ids).tolist()
        return [clause for number in held for clause in self._table.clauses_of(number)]

    def named(self, query: Query, *, most: int) -> list[int]:
        """Return the clauses that a question may name by number, at most `most`, surest first."""
        found = [self._table.meant_by(place) for place in query.places]
        if not found:
            return []
        clauses, rows = np.unique(np.concatenate([c for c, _ in found]), return_inverse=True)
        shares = np.zeros(len(clauses), np.float32)
        np.maximum.at(shares, rows, np.concatenate([s for _, s in found]))
        if query.reference.is_exact:
            meant = self._is_of(query.reference.doc_ids, clauses)
            clauses, shares = clauses[meant], shares[meant]
        return [int(clause) for clause in best_of(clauses, shares, most).numbers]

    def place(self, query: Query, clauses: Sequence[int]) -> Floats:
        """Return how surely each clause is one that the question names by its number."""
        shares = np.zeros(len(clauses), np.float32)
        wanted = np.asarray(clauses, np.int32)
        for place in query.places:
            held, sure = self._table.meant_by(place)
            if len(held):
                rows = np.searchsorted(held, wanted).clip(max=len(held) - 1)
                np.maximum(shares, np.where(held[rows] == wanted, sure[rows], 0), out=shares)
        return shares

    def kind(self, query: Query, clauses: Sequence[int]) -> Floats:
        """Return how many kinds of words that the question asks for each clause holds."""
        asked = np.uint8(sum(_BITS[kind] for kind in asked_kinds(query.text)))
        states = self._table.states[np.asarray(clauses, np.int64)]
        return np.asarray(np.bitwise_count(states & asked), np.float32)

    def superseded(self, query: Query, clauses: Sequence[int]) -> Floats:
        """Return whether each clause is of a draft whose document is held.

        For a question about drafts: whether it is of that document.
        """
        unwanted = self._superseding if speaks_of_drafts(query.text) else self._superseded
        return np.isin(self._documents_of(clauses), unwanted).astype(np.float32)

    def fact(self, query: Query, clauses: Sequence[int]) -> Floats:
        """Return whether each clause is front or back matter, for a question about a document."""
        is_asked = query.kind in ABOUT_DOCUMENT
        states = self._table.states[np.asarray(clauses, np.int64)]
        return (states & np.uint8(_FACT if is_asked else 0)).astype(np.float32)

    def other_document(self, query: Query, clauses: Sequence[int]) -> Floats:
        """Return whether each clause is of a document that the question does not mean."""
        meant = query.reference.doc_ids
        others = ~self._is_of(meant, clauses) & bool(meant)
        return others.astype(np.float32) * np.float32(_EXACT if query.reference.is_exact else 1.0)

    def _is_of(
        self, doc_ids: Iterable[str], clauses: Sequence[int] | NDArray[np.int32]
    ) -> NDArray[np.bool_]:
        return np.isin(self._documents_of(clauses), self._numbered(doc_ids))

    def _numbered(self, doc_ids: Iterable[str]) -> NDArray[np.int32]:
        """Return the numbers of the documents that are held, rising."""
        held = {self._numbers[doc_id] for doc_id in doc_ids if doc_id in self._numbers}
        return np.array(sorted(held), np.int32)

    def _documents_of(self, clauses: Sequence[int] | NDArray[np.int32]) -> NDArray[np.int32]:
        return self._table.documents[np.asarray(clauses, np.int64)]
