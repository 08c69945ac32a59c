"""Milvus as the place where candidates are found, for an index of several machines.

Imported only where INDEX_URI is set; nothing else imports pymilvus.
"""

from index.channels.candidates import Finders
from index.disk.snapshot import Snapshot
from index.milvus.address import MilvusError, read_address
from index.milvus.channels import MilvusDense, MilvusLexical
from index.milvus.collections import collections_of, fault_of
from index.milvus.connection import Connection
from index.milvus.push import push
from index.settings import Settings

__all__ = ["MilvusError", "find_with_milvus", "push_index"]


def push_index(snapshot: Snapshot, settings: Settings) -> int:
    """Bring the index to the Milvus of `settings`; return how many rows were sent.

    Raises:
        MilvusError: it cannot be reached, or does not take what it is given.
    """
    return push(snapshot, _connect(settings), progress=True)


def find_with_milvus(snapshot: Snapshot, settings: Settings) -> Finders:
    """Return what finds candidates for a snapshot in the Milvus of `settings`.

    Raises:
        MilvusError: it cannot be reached, or does not hold this index whole.
    """
    connection = _connect(settings)
    passages, clauses = collections_of(snapshot)
    for wanted in (passages, clauses):
        fault = fault_of(connection, wanted)
        if fault:
            said = f"{connection.shown}: {wanted.name} {fault}"
            raise MilvusError(f"{said}; run: python -m index build")
    return Finders(
        MilvusDense(connection, passages.name),
        MilvusLexical(connection, clauses.name, snapshot.lexical),
    )


def _connect(settings: Settings) -> Connection:
    token = settings.index_token.get_secret_value() if settings.index_token else ""
    return Connection(read_address(settings.index_uri, token))
