"""Record what a folder holds, and tell cheaply whether it still holds it.

`checksums.json` states the size and SHA-256 of every file, and the SHA-256 of the source that the
folder was made from. `checked.json` remembers the hash of each file with the size and times it had
when that was found right, so that an unchanged folder costs a few `stat` calls. It is not written
with the folder: the first check reads everything once, as a crash may have lost data.
"""

import contextlib
import hashlib
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypedDict

_CHECKSUMS = "checksums.json"
_CHECKED = "checked.json"
BOOKKEEPING = frozenset({_CHECKSUMS, _CHECKED})


class FileRecord(TypedDict):
    """Size in bytes and SHA-256 of one file."""

    size: int
    sha256: str


class FolderRecord(TypedDict):
    """Contents of `checksums.json`."""

    source_sha256: str
    files: dict[str, FileRecord]


def _ignore(size: int) -> None:
    """Stand in where nobody follows the progress."""


def sha256_of(path: Path, *, done: Callable[[int], object] = _ignore) -> str:
    """Return the SHA-256 of a file; `done` hears the size of each part read."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while part := stream.read(1 << 22):
            digest.update(part)
            done(len(part))
    return digest.hexdigest()


def write_checksums(
    folder: Path, source_sha256: str, *, done: Callable[[int], object] = _ignore
) -> None:
    """Record every file of `folder`; the folder is complete with that, so do it last."""
    files = {
        path.relative_to(folder).as_posix(): FileRecord(
            size=path.stat().st_size, sha256=sha256_of(path, done=done)
        )
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    record = FolderRecord(source_sha256=source_sha256, files=files)
    (folder / _CHECKSUMS).write_text(json.dumps(record, indent=1), encoding="utf-8")


def is_intact(folder: Path, source: Path | None = None) -> bool:
    """Tell whether `folder` holds what was recorded, and was made from the file `source` if any.

    Sizes are compared always; hashes only of files whose size or times changed since they were
    last found right.
    """
    try:
        record = _read_checksums(folder)
        expected = {str(source): record["source_sha256"]} if source else {}
        for name, file in record["files"].items():
            if (folder / name).stat().st_size != file["size"]:
                return False
            expected[str(folder / name)] = file["sha256"]
        checked = _read_checked(folder)
        stamps = {name: [sha256, *_stamp(Path(name))] for name, sha256 in expected.items()}
        changed = [name for name in expected if checked.get(name) != stamps[name]]
        if any(sha256_of(Path(name)) != expected[name] for name in changed):
            return False
    except (OSError, ValueError):
        return False
    if changed:
        # A folder that cannot be written to is read in full each time, and right all the same.
        with contextlib.suppress(OSError):
            (folder / _CHECKED).write_text(json.dumps(stamps), encoding="utf-8")
    return True


def sha256_of_checked(folder: Path, paths: Iterable[Path]) -> dict[Path, str]:
    """Return the SHA-256 of files in `folder`, without reading those that are as checked."""
    checked = _read_checked(folder)
    found: dict[Path, str] = {}
    for path in paths:
        match checked.get(str(path)):
            case [str(sha256), *stamp] if stamp == _stamp(path):
                found[path] = sha256
            case _:
                found[path] = sha256_of(path)
    return found


def _read_checksums(folder: Path) -> FolderRecord:
    """Return what `checksums.json` states.

    Raises:
        OSError: there is no such file.
        ValueError: it is damaged.
    """
    path = folder / _CHECKSUMS
    record = json.loads(path.read_text(encoding="utf-8"))
    try:
        files = {
            str(name): FileRecord(size=int(file["size"]), sha256=str(file["sha256"]))
            for name, file in record["files"].items()
        }
        return FolderRecord(source_sha256=str(record["source_sha256"]), files=files)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"{path}: is not a list of checksums ({error})") from error


def _stamp(path: Path) -> list[int]:
    status = path.stat()
    # Unlike the time of modification, the time of change cannot be set back.
    return [status.st_size, status.st_mtime_ns, status.st_ctime_ns]


def _read_checked(folder: Path) -> dict[str, object]:
    try:
        checked = json.loads((folder / _CHECKED).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return checked if isinstance(checked, dict) else {}
