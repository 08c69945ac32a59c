"""The index on disk: written whole to a new folder, then made current in one step.

`CURRENT` names the folder in use and the checksum of its manifest; the manifest holds size and
checksum of every other file. A crash at any moment leaves `CURRENT` and what it names as they were.
Everything is JSON, NumPy arrays and FAISS's own format: a stored index is data, never code.
"""

import errno
import fcntl
import hashlib
import json
import os
import secrets
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from index.disk.files import (
    StoredFile,
    compared_at_once,
    describe_file,
    find_damaged,
    find_misfit,
)
from ingest.errors import BadDataError

FORMAT = 9
_CURRENT = "CURRENT"
_MANIFEST = "manifest.json"
_LOCK = ".lock"
# Says who changes the documents now.
TURN = ".turn"
_VERSIONS = "v-*"
_REBUILD = "run: python -m index build"


class StoreError(BadDataError):
    """The index on disk is missing, damaged or not usable here; the message says what mends it."""


class StoreMissingError(StoreError):
    """There is no index yet that this version reads."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an index was built from and with.

    `dictionary` identifies the words that the lexical index was cut with, `content` all that was
    indexed of the documents; `sources` maps each
    doc_id to the sha256 of its file, `files` the path of each file of the index in its folder to
    what was written.
    """

    model: str
    fingerprint: str
    dictionary: str
    content: str
    dim: int
    clauses: int
    passages: int
    sources: dict[str, str]
    files: dict[str, StoredFile]
    format: int = FORMAT


def damage(store: Path, name: str) -> StoreError:
    """Return the error of a file of an index that is not there as it was written."""
    return StoreError(f"{store}: {name} is missing or damaged; {_REBUILD}")


def open_store(store: Path, *, whole: bool = False) -> tuple[Path, Manifest]:
    """Return the folder in use and its manifest, all files there in their sizes.

    Args:
        store: The index's folder.
        whole: Compare every file with its checksum, not only those that `compared_at_once` names.

    Raises:
        StoreMissingError: nothing was built yet, or by a version with another format.
        StoreError: a file is missing or damaged.
    """
    folder, manifest = _read_manifest(store)
    now = set(manifest.files) if whole else compared_at_once(manifest.files)
    damaged = find_misfit(folder, manifest.files) or find_damaged(
        folder, {name: file for name, file in manifest.files.items() if name in now}
    )
    if damaged is not None:
        raise damage(store, damaged)
    return folder, manifest


def check_store(store: Path) -> tuple[Path, Manifest]:
    """Return the folder in use and its manifest, every file compared with its checksum.

    Raises:
        StoreMissingError: nothing was built yet, or by a version with another format.
        StoreError: a file is missing or damaged.
    """
    version = current_version(store)
    try:
        return open_store(store, whole=True)
    except StoreError:
        # A build that ended meanwhile removed the version that was being read.
        if current_version(store) == version:
            raise
    return check_store(store)


def current_version(store: Path) -> str:
    """Return the name of the version folder in use; empty where there is none that can be read."""
    try:
        return str(json.loads((store / _CURRENT).read_bytes())["folder"])
    except (ValueError, KeyError, TypeError, OSError):
        return ""


@contextmanager
def new_version(
    store: Path, is_worth_keeping: Callable[[Path], bool] = lambda _: False
) -> Iterator[Path]:
    """Give a folder to write a new version of the index in.

    One process writes at a time; others wait.

    Args:
        store: The index's folder.
        is_worth_keeping: Says whether a version that could not be finished is left to the next
            build, which takes from it what it can; others are removed.

    Raises:
        StoreError: the folder cannot be written to.
    """
    try:
        store.mkdir(parents=True, exist_ok=True)
        check_own(store)
        with _locked(store):
            folder = store / f"v-{secrets.token_hex(4)}"
            folder.mkdir()
            try:
                yield folder
            except BaseException:
                if not (_may_be_current(store, folder) or is_worth_keeping(folder)):
                    shutil.rmtree(folder, ignore_errors=True)
                raise
    except OSError as error:
        raise StoreError(
            f"{store}: cannot be written to ({_reason(error)}); make room there or set "
            "POLICY_QA_STORE to another folder"
        ) from error


def cut_off_versions(store: Path, current: Path) -> list[Path]:
    """Return the folders of builds that were cut off, where `current` is being written.

    The one in use is named too where `CURRENT` cannot be read.
    """
    kept = {current.name, current_version(store)}
    return [path for path in sorted(store.glob(_VERSIONS)) if path.name not in kept]


def remove_leftovers(store: Path) -> None:
    """Remove what builds that were cut off have left; a build at work is waited for."""
    # An index that cannot be written to is whole all the same.
    with suppress(OSError):
        if any(path.name != current_version(store) for path in store.glob(_VERSIONS)):
            with _locked(store):
                _remove_others(store, current_version(store))


def publish(
    store: Path, folder: Path, describe: Callable[[dict[str, StoredFile]], Manifest]
) -> Manifest:
    """Make `folder` the current version and remove all others.

    Args:
        store: The index's folder.
        folder: Version folder of `new_version`, its files written.
        describe: Makes the manifest from what was written.

    Raises:
        OSError: something cannot be written; whichever version is current then is whole.
    """
    names = sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())
    for name in names:
        _flush(folder / name)
    manifest = describe({name: describe_file(folder / name) for name in names})
    data = json.dumps(asdict(manifest), ensure_ascii=False, indent=1).encode()
    _write_durably(folder / _MANIFEST, data)
    current = {"folder": folder.name, "manifest": hashlib.sha256(data).hexdigest()}
    temporary = folder / _CURRENT
    _write_durably(temporary, json.dumps(current).encode())
    for inner in (*(p for p in folder.rglob("*") if p.is_dir()), folder, store):
        _flush_folder(inner)
    temporary.replace(store / _CURRENT)
    # Only then: after a power cut the old pointer may be there again.
    _flush_folder(store)
    _remove_others(store, folder.name)
    return manifest


def _read_manifest(store: Path) -> tuple[Path, Manifest]:
    """Return the folder in use and what its manifest says, both intact."""
    try:
        if not (store / _CURRENT).is_file():
            raise StoreMissingError(f"{store}: holds no index; {_REBUILD}")
    except OSError as error:
        raise StoreError(
            f"{store}: cannot be read ({error.strerror}); check who may read it"
        ) from error
    try:
        current = json.loads((store / _CURRENT).read_bytes())
        folder = store / current["folder"]
        data = (folder / _MANIFEST).read_bytes()
        intact = hashlib.sha256(data).hexdigest() == current["manifest"]
        fields: dict[str, Any] = json.loads(data) if intact else {}
    except (ValueError, KeyError, TypeError, OSError):
        intact = False
    if not intact or folder.parent != store:
        raise StoreError(f"{store}: {_CURRENT} or {_MANIFEST} is damaged; {_REBUILD}")
    if fields.get("format") != FORMAT:
        raise StoreMissingError(
            f"{store}: has format {fields.get('format')}, this version reads {FORMAT}; {_REBUILD}"
        )
    return folder, Manifest(**fields | {"files": _read_files(fields["files"])})


def _read_files(rows: Mapping[str, dict[str, Any]]) -> dict[str, StoredFile]:
    return {name: StoredFile(**row) for name, row in rows.items()}


@contextmanager
def _locked(store: Path) -> Iterator[None]:
    with (store / _LOCK).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def check_own(store: Path) -> None:
    """Refuse a folder of somebody else's files: some would be taken for old versions.

    Raises:
        StoreError: it is one.
    """
    names = {path.name for path in store.iterdir()} - {TURN}
    if names and not names & {_LOCK, _CURRENT}:
        raise StoreError(
            f"{store}: holds other files and no index; set POLICY_QA_STORE to a folder of its own"
        )


def _reason(error: OSError) -> str:
    # NumPy says how much it wrote and not why.
    return error.strerror or f"only in part: {error}"


def _may_be_current(store: Path, folder: Path) -> bool:
    """Say whether `CURRENT` names `folder`, or cannot be read."""
    try:
        return folder.name.encode() in (store / _CURRENT).read_bytes()
    except FileNotFoundError:
        return False
    except OSError:
        return True


def _remove_others(store: Path, current: str) -> None:
    """Remove what is not in use; what cannot be removed is left to the next build."""
    # Where the pointer cannot be read, any of them may be in use.
    if not current:
        return
    with suppress(OSError):
        for other in store.glob(_VERSIONS):
            if other.name != current:
                shutil.rmtree(other, ignore_errors=True)


def _flush(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _flush_folder(folder: Path) -> None:
    """Make the names in a folder durable, where its file system can."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        # Some file systems of a network know no such thing.
        if error.errno != errno.EINVAL:
            raise
    finally:
        os.close(descriptor)


def _write_durably(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
