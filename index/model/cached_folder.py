"""Folders of the cache that are made once: complete or not there, by one process at a time."""

import fcntl
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from index.model.checked_folder import is_intact


def make_once(folder: Path, write: Callable[[Path], None], *, source: Path | None = None) -> None:
    """Make `folder` where it is missing, or no longer holds what was written.

    It appears complete or not at all. Processes that come at the same time wait for the first one.

    Args:
        folder: What to make; the folder above it is made too.
        write: Writes everything into an empty folder, and its checksums last.
        source: The file that the folder is made from; another one makes it anew.

    Raises:
        OSError: it cannot be written.
    """
    if is_intact(folder, source):
        return
    folder.parent.mkdir(parents=True, exist_ok=True)
    with _lock(folder.parent / f".{folder.name}.lock"):
        if not is_intact(folder, source):
            _replace(folder, write)


def _replace(folder: Path, write: Callable[[Path], None]) -> None:
    # Under the lock no other process is writing, so what is found was left by one that died.
    for left_over in folder.parent.glob(f".{folder.name}-*"):
        shutil.rmtree(left_over)
    room = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        fresh = room / "fresh"
        fresh.mkdir()
        write(fresh)
        if folder.exists():
            folder.rename(room / "replaced")
        fresh.rename(folder)
    finally:
        shutil.rmtree(room, ignore_errors=True)


@contextmanager
def _lock(path: Path) -> Iterator[None]:
    """Hold the only lock on `path`; the system lets go of it even when the process is killed."""
    with path.open("a") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        yield
