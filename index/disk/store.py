"""The index on disk: written whole to a new folder, then made current in one step.

`CURRENT` names the folder in use and the checksum of its manifest; the manifest holds a checksum of
every other file. A crash at any moment leaves `CURRENT` and what it names as they were. Everything
is JSON, NumPy arrays and FAISS's own format: a stored index is data, never code.
"""

import fcntl
import hashlib
import json
import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.errors import BadDataError

FORMAT = 7
_CURRENT = "CURRENT"
_MANIFEST = "manifest.json"
_LOCK = ".lock"
_VERSIONS = "v-*"
_REBUILD = "run: python -m index build"


class StoreError(BadDataError):
    """The index on disk is missing, damaged or not usable here; the message says what mends it."""


class StoreMissingError(StoreError):
    """There is no index yet that this version reads."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an index was built from and with.

    `dictionary` identifies the words that the lexical index was cut with; `sources` maps each
    doc_id to the sha256 of its file, `files` each file of the index to its own.
    """

    model: str
    fingerprint: str
    dictionary: str
    dim: int
    clauses: int
    passages: int
    sources: dict[str, str]
    files: dict[str, str]
    format: int = FORMAT


def open_store(store: Path) -> tuple[Path, Manifest]:
    """Return the folder in use and its manifest, every file checked against its checksum.

    Raises:
        StoreMissingError: nothing was built yet, or by a version with another format.
        StoreError: a file is missing or damaged.
    """
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
    manifest = Manifest(**fields)
    for name, checksum in manifest.files.items():
        if not _is_intact(folder / name, checksum):
            raise StoreError(f"{store}: {name} is missing or damaged; {_REBUILD}")
    return folder, manifest


def current_version(store: Path) -> str:
    """Return the name of the version folder in use; empty where there is none that can be read."""
    try:
        return str(json.loads((store / _CURRENT).read_bytes())["folder"])
    except (ValueError, KeyError, TypeError, OSError):
        return ""


@contextmanager
def new_version(store: Path) -> Iterator[Path]:
    """Give a folder to write a new version of the index in; it is removed if that fails.

    One process writes at a time; others wait.

    Raises:
        StoreError: the folder cannot be written to.
    """
    try:
        store.mkdir(parents=True, exist_ok=True)
        _check_own(store)
        with _locked(store):
            folder = store / f"v-{secrets.token_hex(4)}"
            folder.mkdir()
            try:
                yield folder
            except BaseException:
                shutil.rmtree(folder, ignore_errors=True)
                raise
    except OSError as error:
        raise StoreError(
            f"{store}: cannot be written to ({error.strerror or error}); make room there or set "
            "POLICY_QA_STORE to another folder"
        ) from error


def remove_leftovers(store: Path) -> None:
    """Remove what builds that were cut off have left; a build at work is waited for."""
    # An index that cannot be written to is whole all the same.
    with suppress(OSError):
        if any(path.name != current_version(store) for path in store.glob(_VERSIONS)):
            with _locked(store):
                _remove_others(store, current_version(store))


def publish(store: Path, folder: Path, describe: Callable[[dict[str, str]], Manifest]) -> Manifest:
    """Make `folder` the current version and remove all others.

    Args:
        store: The index's folder.
        folder: Version folder of `new_version`, its files written.
        describe: Makes the manifest from the checksums of the files.
    """
    names = sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())
    for name in names:
        _flush(folder / name)
    manifest = describe({name: _checksum(folder / name) for name in names})
    data = json.dumps(_fields(manifest), ensure_ascii=False, indent=1).encode()
    _write_durably(folder / _MANIFEST, data)
    current = {"folder": folder.name, "manifest": hashlib.sha256(data).hexdigest()}
    temporary = folder / _CURRENT
    _write_durably(temporary, json.dumps(current).encode())
    temporary.replace(store / _CURRENT)
    _remove_others(store, folder.name)
    return manifest


@contextmanager
def _locked(store: Path) -> Iterator[None]:
    with (store / _LOCK).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _check_own(store: Path) -> None:
    """Refuse a folder of somebody else's files: some would be taken for old versions."""
    names = {path.name for path in store.iterdir()}
    if names and not names & {_LOCK, _CURRENT}:
        raise StoreError(
            f"{store}: holds other files and no index; set POLICY_QA_STORE to a folder of its own"
        )


def _remove_others(store: Path, current: str) -> None:
    for other in store.glob(_VERSIONS):
        if other.name != current:
            shutil.rmtree(other, ignore_errors=True)


def _fields(manifest: Manifest) -> dict[str, Any]:
    return {name: getattr(manifest, name) for name in Manifest.__dataclass_fields__}


def _is_intact(path: Path, checksum: str) -> bool:
    try:
        return _checksum(path) == checksum
    except OSError:
        return False


def _checksum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _flush(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _write_durably(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
