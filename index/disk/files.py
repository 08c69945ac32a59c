"""The files of an index: whether each is the one that was written, and when that is looked at."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

# Together up to here, all files are compared with their checksums before an index is opened: half a
# second at the most, beside several for the model.
SMALL_INDEX = 256 * 2**20
# Files up to here are few, and compared before larger indexes are opened too.
SMALL_FILE = 2**20


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file of an index as it was written: `size` in bytes, `sha256` in hexadecimal."""

    size: int
    sha256: str


def describe_file(path: Path) -> StoredFile:
    """Return size and checksum of a file.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        return StoredFile(file.tell(), sha256)


def compared_at_once(files: Mapping[str, StoredFile]) -> set[str]:
    """Return the names of the files whose checksums are compared before an index is opened."""
    if sum(file.size for file in files.values()) <= SMALL_INDEX:
        return set(files)
    return {name for name, file in files.items() if file.size <= SMALL_FILE}


def find_misfit(folder: Path, files: Mapping[str, StoredFile]) -> str | None:
    """Return the name of a file that is not there in its size, None where all are."""
    return next((name for name, file in files.items() if not _fits(folder / name, file)), None)


def find_damaged(folder: Path, files: Mapping[str, StoredFile]) -> str | None:
    """Return the name of a file that is not there as it was written, None where all are."""
    return next((name for name, file in files.items() if not _is_intact(folder / name, file)), None)


def _fits(path: Path, file: StoredFile) -> bool:
    try:
        return path.is_file() and path.stat().st_size == file.size
    except OSError:
        return False


def _is_intact(path: Path, file: StoredFile) -> bool:
    try:
        return describe_file(path) == file
    except OSError:
        return False
