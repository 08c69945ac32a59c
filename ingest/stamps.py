"""How a file looks from outside: what has not changed since it was read is not read again."""

import time
from dataclasses import dataclass
from pathlib import Path

# Coarse clocks of file systems count in steps of two seconds.
_SETTLED = 2_000_000_000


@dataclass(frozen=True, slots=True)
class Stamp:
    """A file's bytes, and when they and what is known of it last changed, in nanoseconds.

    A program may set back when the bytes changed, but not when that was set.
    """

    size: int
    modified: int
    changed: int


def stamp_of(path: Path, *, now: int | None = None) -> Stamp | None:
    """Return the stamp of a file; None where there is none, or a change to come might not show.

    Args:
        path: The file.
        now: The time in nanoseconds; a file that changed just before it may change again unseen.
    """
    try:
        found = path.stat()
    except OSError:
        return None
    age = (time.time_ns() if now is None else now) - max(found.st_mtime_ns, found.st_ctime_ns)
    stamp = Stamp(found.st_size, found.st_mtime_ns, found.st_ctime_ns)
    return stamp if age > _SETTLED else None
