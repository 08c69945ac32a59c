"""Bring what a snapshot finds candidates with to Milvus, and remove what no machine searches."""

import logging
from datetime import UTC, datetime

from tqdm import tqdm  # type: ignore[import-untyped]

from index.disk.snapshot import Snapshot
from index.milvus.address import MilvusError
from index.milvus.collections import (
    Wanted,
    collections_of,
    count_rows,
    create,
    drop,
    is_of,
    is_there,
    load,
    read_property,
    version_of_name,
)
from index.milvus.connection import WRITE_S, Connection

logger = logging.getLogger(__name__)

# Some megabytes: servers refuse messages of more than 64.
_BATCH = 1000


def push(snapshot: Snapshot, connection: Connection, *, progress: bool = False) -> int:
    """Bring the collections of `snapshot` to Milvus and return how many rows were sent.

    What is there already is kept, so that a push that was cut off goes on. Then older collections
    are dropped, except the latest: machines that still search the index before this one need it.

    Raises:
        MilvusError: the server cannot be reached, or does not take what it is given.
    """
    wanted = collections_of(snapshot)
    sent = sum(_fill(connection, one, progress=progress) for one in wanted)
    _drop_older(connection, version_of_name(wanted[0].name))
    return sent


def _fill(connection: Connection, wanted: Wanted, *, progress: bool) -> int:
    there = _prepare(connection, wanted)
    sent = 0
    # Rows are sent in order, so those missing are the last; only where that does not do, all are.
    for start in (there // _BATCH * _BATCH, 0):
        if count_rows(connection, wanted.name) == wanted.size:
            break
        sent += _send(connection, wanted, start, progress=progress)
    held = count_rows(connection, wanted.name)
    if held != wanted.size:
        raise MilvusError(
            f"{connection.shown}: {wanted.name} holds {held:,} of {wanted.size:,} rows after all "
            "were sent; look into the server's log and run: python -m index build"
        )
    return sent


def _prepare(connection: Connection, wanted: Wanted) -> int:
    """Have a loaded collection ready to be filled, and return how many rows it holds."""
    if is_there(connection, wanted.name):
        if is_of(read_property(connection, wanted.name), wanted):
            load(connection, wanted.name)
            held = count_rows(connection, wanted.name)
            if held <= wanted.size:
                return held
        drop(connection, wanted.name)
    create(connection, wanted, made=datetime.now(UTC).isoformat())
    load(connection, wanted.name)
    return 0


def _send(connection: Connection, wanted: Wanted, start: int, *, progress: bool) -> int:
    with tqdm(
        total=wanted.size,
        initial=start,
        desc=f"sending {wanted.name.split('_')[2]}",
        unit="row",
        disable=None if progress else True,
    ) as bar:
        for first in range(start, wanted.size, _BATCH):
            rows = wanted.rows(first, min(first + _BATCH, wanted.size))
            with connection.asked(f"sending rows from {first:,} on to {wanted.name}"):
                # Two builds at once, or one after it was cut off, may send the same rows.
                connection.client.upsert(wanted.name, rows, timeout=WRITE_S)
            bar.update(len(rows))
    with connection.asked(f"writing {wanted.name}"):
        connection.client.flush(wanted.name, timeout=WRITE_S)
    return wanted.size - start


def _drop_older(connection: Connection, current: str | None) -> None:
    with connection.asked("listing collections"):
        names = connection.client.list_collections(timeout=WRITE_S)
    others: dict[str, list[str]] = {}
    for name in sorted(names):
        version = version_of_name(name)
        if version not in (None, current):
            others.setdefault(version, []).append(name)
    made = {
        version: max(str(read_property(connection, name).get("made", "")) for name in held)
        for version, held in others.items()
    }
    for version in sorted(made, key=lambda each: made[each])[:-1]:
        for name in others[version]:
            logger.info("%s: dropping %s", connection.shown, name)
            drop(connection, name)
