"""Names of files that come from elsewhere: a name, never a way to another place."""

import unicodedata
from pathlib import PurePath

from ingest.registry import REGISTRY
from library.errors import LibraryError

# Bytes; file systems take 255, and what is kept is named with a checksum before.
_LONGEST = 180


def clean_name(given: str) -> str:
    """Return the name under which a file is kept: its last part, without what cannot be seen.

    Raises:
        LibraryError: nothing is left of it, or it is that of the registry.
    """
    last = unicodedata.normalize("NFC", given).replace("\\", "/").rsplit("/", 1)[-1]
    # Control characters, marks of direction, and what is no character.
    seen = "".join(c for c in last if unicodedata.category(c)[0] != "C")
    name = " ".join(seen.split()).lstrip(". ")
    path = PurePath(name)
    if not path.stem or name.casefold() == REGISTRY:
        raise LibraryError(
            f"{given!r}: is no name of a document; rename the file", kind="name", about=name
        )
    return _shorten(path.stem, path.suffix)


def _shorten(stem: str, suffix: str) -> str:
    suffix = suffix if len(suffix.encode()) <= _LONGEST // 4 else ""
    while len(f"{stem}{suffix}".encode()) > _LONGEST:
        stem = stem[:-1]
    return f"{stem.rstrip()}{suffix}"
