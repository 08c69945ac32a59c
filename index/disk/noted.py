"""Checksums of the documents with their stamps, beside the index: a cache, and nothing more.

Where it is missing or damaged, or cannot be written, documents are read to tell what changed.
"""

import json
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import astuple
from pathlib import Path

from ingest.stamps import Stamp

_NAME = "noted.json"

# By source name: how the file looked, and the sha256 that it had then.
Noted = Mapping[str, tuple[Stamp, str]]


def read_noted(store: Path) -> Noted:
    """Return what is noted of the documents of `store`, nothing where that cannot be read."""
    try:
        rows = json.loads((store / _NAME).read_bytes())
        return {name: (Stamp(*map(int, row[:3])), str(row[3])) for name, row in rows.items()}
    except (OSError, ValueError, TypeError, AttributeError, LookupError, RecursionError):
        return {}


def note(store: Path, stamps: Mapping[str, Stamp | None], checksums: Mapping[str, str]) -> None:
    """Note the checksums of documents that could be read, where it is not noted already.

    Args:
        store: Folder of the index.
        stamps: How each file looked before it was read.
        checksums: What was read then.
    """
    noted = {
        name: (stamp, checksums[name])
        for name, stamp in stamps.items()
        if stamp and checksums.get(name)
    }
    if noted == read_noted(store):
        return
    rows = {name: [*astuple(stamp), checksum] for name, (stamp, checksum) in noted.items()}
    temporary = store / f".noted-{secrets.token_hex(4)}"
    with suppress(OSError):
        try:
            temporary.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
            temporary.replace(store / _NAME)
        finally:
            temporary.unlink(missing_ok=True)
