"""Milvus as the place where candidates are found, for an index of several machines.

Imported only where INDEX_URI is set; nothing else imports pymilvus.
"""

from dataclasses import replace
from typing import Any

from index.channels.candidates import ClauseFinder, PassageFinder
from index.disk.snapshot import Snapshot
from index.milvus.address import MilvusError, read_address
from index.milvus.channels import MilvusDense, MilvusLexical
from index.milvus.collections import collections_of, fault_of
from index.milvus.connection import Connection
from index.milvus.push import push
from index.settings import Settings
from index.within import ClauseFields

__all__ = ["MilvusError", "push_index", "search_with_milvus"]


def push_index(snapshot: Snapshot, settings: Settings) -> int:
    """Bring the index to the Milvus of `settings`; return how many rows were sent.

    Raises:
        MilvusError: it cannot be reached, or does not take what it is given.
    """
    return push(snapshot, _connect(settings), progress=True)


def search_with_milvus(snapshot: Snapshot, settings: Settings) -> Snapshot:
    """Return the snapshot with its candidates found by the Milvus of `settings`.

    Raises:
        MilvusError: it cannot be reached, or does not hold this index whole.
    """
    connection, fields = _connect(settings), ClauseFields(snapshot)
    wanted = collections_of(snapshot)
    for one in wanted:
        fault = fault_of(connection, one)
        if fault:
            raise MilvusError(f"{connection.shown}: {one.name} {fault}; run: python -m index build")
    dense: PassageFinder = MilvusDense(connection, wanted[0].name, fields)
    lexical: ClauseFinder = MilvusLexical(connection, wanted[1].name, fields, snapshot.lexical)
    found: dict[str, Any] = {"dense": dense, "lexical": lexical}
    return replace(snapshot, **found)


def _connect(settings: Settings) -> Connection:
    token = settings.index_token.get_secret_value() if settings.index_token else ""
    return Connection(read_address(settings.index_uri, token))
