"""Files that appear whole or not at all, and that are moved without being lost."""

import errno
import hashlib
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from library.errors import LibraryError


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that whoever reads it sees all of it, or what was there before.

    Raises:
        OSError: it cannot be written; what was there before is whole.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{secrets.token_hex(4)}.part")
    try:
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    _flush_folder(path.parent)


def move_file(source: Path, target: Path) -> None:
    """Move a file, to another file system too.

    Raises:
        OSError: it cannot be moved; it is at its old place, or at the new one, whole.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        source.replace(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        _copy(source, target)
        source.unlink()
    _flush_folder(target.parent)
    _flush_folder(source.parent)


def checksum_of_file(path: Path) -> str:
    """Return the sha256 of a file, "" where there is none.

    Raises:
        OSError: it cannot be read.
    """
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return ""


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Turn what the system says of a folder that cannot be written to into what mends it.

    Raises:
        LibraryError: something could not be read or written.
    """
    try:
        yield
    except OSError as error:
        place = error.filename or folder
        raise LibraryError(
            f"{place}: cannot be written ({error.strerror or error}); make room, or let the user "
            "of this program write there",
            kind="unwritable",
            about=str(place),
        ) from error


def _copy(source: Path, target: Path) -> None:
    temporary = target.with_name(f".{secrets.token_hex(4)}.part")
    try:
        shutil.copyfile(source, temporary)
        with temporary.open("rb") as file:
            os.fsync(file.fileno())
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)


def _flush_folder(folder: Path) -> None:
    # Some file systems of a network know no such thing.
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
