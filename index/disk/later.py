"""The check of an index's large files, in a thread beside the search."""

import logging
import threading
from collections.abc import Mapping
from pathlib import Path

from index.disk.files import StoredFile, find_damaged
from index.disk.store import current_version, damage

logger = logging.getLogger(__name__)


class LaterCheck:
    """Compares files of an index with their checksums once, and keeps what it finds."""

    def __init__(self, store: Path, folder: Path, files: Mapping[str, StoredFile]) -> None:
        """Begin to compare `files` of the version in `folder`."""
        self._store = store
        self._folder = folder
        self._files = files
        self._found: str | None = None
        # A daemon, so that a process ends without waiting for it: it changes nothing.
        threading.Thread(target=self._compare, name="check-index", daemon=True).start()

    def raise_found(self) -> None:
        """Return while no damage was found.

        Raises:
            StoreError: a file is damaged.
        """
        if self._found is not None:
            raise damage(self._store, self._found)

    def _compare(self) -> None:
        name = find_damaged(self._folder, self._files)
        if name is None or self._was_replaced(name):
            return
        self._found = name
        logger.error("%s", damage(self._store, name))

    def _was_replaced(self, name: str) -> bool:
        """Say whether a file is gone because a build has removed this version for another."""
        is_gone = not (self._folder / name).exists()
        return is_gone and current_version(self._store) != self._folder.name
