"""Which clauses a search is held to: by document, kind, status, region and department."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from index.channels.asked import departments_of
from index.channels.candidates import Allowed, Mask
from index.disk.snapshot import Snapshot
from ingest import Corpus
from ingest.errors import BadUsageError
from ingest.model import KINDS

# Documents that are named to choose from.
_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Within:
    """What a clause is to be of; an empty set asks for nothing.

    `kinds` are those of clauses, `statuses` and `regions` those of documents. A region holds those
    whose names begin with its own: 广东省 those of 广东省广州市. A department leads or supports.
    """

    doc_ids: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    statuses: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    departments: frozenset[str] = frozenset()

    def holds_region(self, region: str) -> bool:
        """Say whether documents of `region` are meant."""
        return not self.regions or region.startswith(tuple(self.regions))


class ClauseFields:
    """What `Within` asks of each clause of a snapshot; made once, shared by all who search it."""

    def __init__(self, snapshot: Snapshot) -> None:
        """Note the snapshot; its clauses are not read."""
        self._snapshot = snapshot
        self._documents = {d.doc_id: d for d in snapshot.corpus.documents}

    def row(self, clause: int) -> dict[str, Any]:
        """Return the fields of a clause by its place in `searched`, as Milvus keeps them."""
        record = self._snapshot.searched[clause]
        document = self._documents[record.doc_id]
        return {
            "doc_id": record.doc_id,
            "kind": record.kind,
            "status": document.status,
            "region": document.region,
            "departments": sorted(departments_of(record)),
        }

    def mask(self, within: Within) -> Mask:
        """Return which clauses are meant, bool (n_clauses,)."""
        documents = np.array(
            [
                (not within.doc_ids or document.doc_id in within.doc_ids)
                and (not within.statuses or document.status in within.statuses)
                and within.holds_region(document.region)
                for document in self._documents.values()
            ],
            dtype=bool,
        )
        table = self._snapshot.asked
        allowed = documents[table.documents]
        if within.kinds:
            numbers = [number for number, kind in enumerate(KINDS) if kind in within.kinds]
            allowed &= np.isin(table.kinds, numbers)
        if within.departments:
            named = np.zeros(len(allowed), dtype=bool)
            for name in within.departments:
                named[table.of_department(name)] = True
            allowed &= named
        return np.asarray(allowed)

    def allowed(self, within: Within) -> Allowed:
        """Return what a search may find."""
        mask = self.mask(within)
        return Allowed(mask, self.passages(mask), self.expression(within))

    def passages(self, mask: Mask) -> Mask:
        """Return which passages are those of the clauses of `mask`, bool (n_passages,)."""
        return np.asarray(mask[self._snapshot.clause_of_passage])

    def expression(self, within: Within) -> str:
        """Return the filter of Milvus for `within`, "" for any clause."""
        # Names are listed rather than matched by pattern: they may hold the pattern's own signs.
        known = {document.region for document in self._documents.values()}
        regions = {region for region in known if within.holds_region(region)} | within.regions
        parts = [
            _one_of("doc_id", within.doc_ids),
            _one_of("kind", within.kinds),
            _one_of("status", within.statuses),
            _one_of("region", regions) if within.regions else "",
            f"array_contains_any(departments, {_listed(within.departments)})"
            if within.departments
            else "",
        ]
        return " and ".join(part for part in parts if part)


def check_documents(doc_ids: Iterable[str], corpus: Corpus) -> None:
    """Refuse ids of documents that are not held, with some of those that are.

    Raises:
        BadUsageError: one of `doc_ids` is not held.
    """
    held = [document.doc_id for document in corpus.documents]
    if unknown := sorted(set(doc_ids) - set(held)):
        raise BadUsageError(
            f"--document: {', '.join(unknown)} is not held; use {', '.join(held[:_SHOWN])}"
        )


def _one_of(field: str, values: Iterable[str]) -> str:
    listed = _listed(values)
    return f"{field} in {listed}" if listed != "[]" else ""


def _listed(values: Iterable[str]) -> str:
    """Return a list of strings in Milvus's filters, which are written as in JSON."""
    return json.dumps(sorted(values), ensure_ascii=False)
