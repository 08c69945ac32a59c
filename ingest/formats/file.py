"""The bytes of a file, from a regular file alone and all of one state of it."""

import os
import stat
from pathlib import Path

from ingest.formats.model import SourceError

LARGEST = 100 * 1024 * 1024


def read_file(path: Path, *, name: str) -> bytes:
    """Return the bytes of `path`; `name` stands for it in messages.

    A file that is written to meanwhile is read once more.

    Raises:
        SourceError: the file is missing, no regular file, a link out of its folder, larger than
            `LARGEST`, or changes while it is read.
    """
    try:
        if path.is_symlink() and not path.resolve().is_relative_to(path.parent.resolve()):
            raise SourceError(
                f"{name}: is a link that leads out of its folder; put the file itself there"
            )
        for _ in range(2):
            data = _read_once(path, name)
            if data is not None:
                return data
    except (OSError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or "the link leads to itself"
        raise SourceError(f"{name}: cannot be read ({reason}); check the path") from error
    raise SourceError(f"{name}: changes while it is read; try again when it is written")


def _read_once(path: Path, name: str) -> bytes | None:
    """Return the bytes, or None when the file was written to on the way."""
    # Opening a pipe waits for its writer, and opening a device may set it going.
    if not stat.S_ISREG(path.stat().st_mode):
        raise SourceError(f"{name}: is no regular file; put the document itself in its place")
    with path.open("rb") as file:
        before = os.fstat(file.fileno())
        if before.st_size > LARGEST:
            raise SourceError(
                f"{name}: has {before.st_size:,} bytes, more than {LARGEST:,}; split the document",
                kind="large",
            )
        data = file.read(LARGEST + 1)
    after = path.stat()
    is_same = all(
        getattr(before, field) == getattr(after, field)
        for field in ("st_dev", "st_ino", "st_size", "st_mtime_ns")
    )
    return data if is_same and len(data) == before.st_size else None
