"""The collections of an index: their names, what they hold, and what is known of them."""

import json
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from index.disk.snapshot import Snapshot
from index.milvus.address import MilvusError
from index.milvus.connection import ANSWER_S, WRITE_S, Connection
from index.milvus.sparse import document_vectors
from index.within import ClauseFields

PREFIX = "policy_qa"
_NAME = re.compile(rf"{PREFIX}_(?:passages|clauses)_([0-9a-f]{{32}})")
_PROPERTY = "policy_qa"
# Raised where rows hold other fields than before: collections of another form are pushed anew.
_FORM = 1
# To this many, every vector is compared; above, a graph is walked.
_MOST_COMPARED = 100_000
# Bytes of a text in a field; more than any name of a file or a department.
_TEXT_BYTES = 1024
_MOST_DEPARTMENTS = 4096
_TRIES, _PAUSE_S = 10, 0.1
NUMBER, VECTOR = "number", "vector"

Rows = Callable[[int, int], list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Wanted:
    """One collection of a snapshot: its name, how many rows it has, and how they are made.

    `dim` is the length of its vectors, 0 for sparse ones; `rows(start, stop)` makes a block.
    """

    name: str
    size: int
    dim: int
    rows: Rows
    fingerprint: str

    @property
    def index(self) -> dict[str, Any]:
        """Return what kind of index the vectors get; scores are inner products in any."""
        if not self.dim:
            return {"index_type": "SPARSE_INVERTED_INDEX", "metric_type": "IP"}
        if self.size <= _MOST_COMPARED:
            return {"index_type": "FLAT", "metric_type": "IP"}
        graph = {"M": 32, "efConstruction": 200}
        return {"index_type": "HNSW", "metric_type": "IP", "params": graph}


def version_of_name(name: str) -> str | None:
    """Return what the name of a collection ends in, None where it is none of this project."""
    found = _NAME.fullmatch(name)
    return found[1] if found else None


def collections_of(snapshot: Snapshot) -> tuple[Wanted, Wanted]:
    """Return the collections of passages and of clauses that belong to a snapshot."""
    fields, version = ClauseFields(snapshot), snapshot.checksum[:32]
    dense, postings = snapshot.dense, snapshot.lexical.postings

    def passages(start: int, stop: int) -> list[dict[str, Any]]:
        vectors = dense.vectors()[start:stop]
        clauses = snapshot.clause_of_passage[start:stop].tolist()
        return [
            {NUMBER: start + i, VECTOR: vector, "clause": clause, **fields.row(clause)}
            for i, (vector, clause) in enumerate(zip(vectors, clauses, strict=True))
        ]

    def clauses(start: int, stop: int) -> list[dict[str, Any]]:
        vectors = document_vectors(postings, start, stop)
        return [
            {NUMBER: start + i, VECTOR: vector, **fields.row(start + i)}
            for i, vector in enumerate(vectors)
        ]

    return (
        Wanted(
            f"{PREFIX}_passages_{version}",
            len(snapshot.passages),
            dense.dim,
            passages,
            snapshot.fingerprint,
        ),
        Wanted(
            f"{PREFIX}_clauses_{version}",
            len(snapshot.searched),
            0,
            clauses,
            snapshot.fingerprint,
        ),
    )


def create(connection: Connection, wanted: Wanted, *, made: str) -> None:
    """Create an empty collection, or leave it to another build that does so at the same time."""
    milvus, client = connection.pymilvus, connection.client
    kind, text = milvus.DataType, {"max_length": _TEXT_BYTES}
    schema = client.create_schema(auto_id=False, enable_dynamic_field=False)
    schema.add_field(NUMBER, kind.INT64, is_primary=True)
    if wanted.dim:
        schema.add_field("clause", kind.INT64)
        schema.add_field(VECTOR, kind.FLOAT_VECTOR, dim=wanted.dim)
    else:
        schema.add_field(VECTOR, kind.SPARSE_FLOAT_VECTOR)
    for name in ("doc_id", "kind", "status", "region"):
        schema.add_field(name, kind.VARCHAR, **text)
    schema.add_field(
        "departments",
        kind.ARRAY,
        element_type=kind.VARCHAR,
        max_capacity=_MOST_DEPARTMENTS,
        **text,
    )
    index = client.prepare_index_params()
    index.add_index(VECTOR, **wanted.index)
    said = {"fingerprint": wanted.fingerprint, "form": _FORM, "made": made}
    try:
        with connection.asked(f"creating {wanted.name}"):
            client.create_collection(
                wanted.name,
                schema=schema,
                index_params=index,
                properties={_PROPERTY: json.dumps(said)},
                # Rows never change once a search may read them.
                consistency_level="Bounded",
                timeout=WRITE_S,
            )
    except MilvusError:
        # The other build may not be done with it.
        for _ in range(_TRIES):
            if is_there(connection, wanted.name):
                return
            time.sleep(_PAUSE_S)
        raise


def is_there(connection: Connection, name: str) -> bool:
    """Say whether there is a collection of this name."""
    with connection.asked(f"looking for {name}"):
        return bool(connection.client.has_collection(name, timeout=ANSWER_S))


def read_property(connection: Connection, name: str) -> dict[str, Any]:
    """Return what was noted of a collection when it was made, nothing where none was."""
    with connection.asked(f"reading {name}"):
        described = connection.client.describe_collection(name, timeout=ANSWER_S)
    try:
        said = json.loads(described.get("properties", {}).get(_PROPERTY, "{}"))
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def is_of(said: dict[str, Any], wanted: Wanted) -> bool:
    """Say whether a collection was made with the snapshot's model and in today's form."""
    return (said.get("fingerprint"), said.get("form")) == (wanted.fingerprint, _FORM)


def fault_of(connection: Connection, wanted: Wanted) -> str:
    """Return what is wrong with a collection, "" where it is whole and ready."""
    if not is_there(connection, wanted.name):
        return "is not there"
    if not is_of(read_property(connection, wanted.name), wanted):
        return "is of another model or another version of this program"
    load(connection, wanted.name)
    held = count_rows(connection, wanted.name)
    return "" if held == wanted.size else f"holds {held:,} of {wanted.size:,} rows"


def load(connection: Connection, name: str) -> None:
    """Have the server keep a collection ready for searches; one that is ready is left so."""
    with connection.asked(f"loading {name}"):
        connection.client.load_collection(name, timeout=WRITE_S)


def count_rows(connection: Connection, name: str) -> int:
    """Return how many rows a loaded collection holds, the latest included."""
    with connection.asked(f"counting {name}"):
        counted = connection.client.query(
            name,
            filter="",
            output_fields=["count(*)"],
            consistency_level="Strong",
            timeout=WRITE_S,
        )
    return int(counted[0]["count(*)"])


def drop(connection: Connection, name: str) -> None:
    """Remove a collection; one that is gone is no error."""
    with connection.asked(f"dropping {name}"):
        connection.client.drop_collection(name, timeout=WRITE_S)
