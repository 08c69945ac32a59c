"""Whose turn it is to change the documents or to build the index: one at a time, by name."""

import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from getpass import getuser
from io import TextIOWrapper
from pathlib import Path

from index.disk.store import TURN, StoreError, check_own

# Who looks whose turn it is holds the lock for a moment.
_TRIES, _PAUSE_S = 5, 0.05


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has the turn: a name, what for, since when (ISO, local time), and in which process."""

    who: str = ""
    what: str = ""
    since: str = ""
    pid: int = 0


class BusyError(StoreError):
    """Somebody else has the turn."""

    def __init__(self, store: Path, holder: Holder) -> None:
        """Note who has it."""
        self.holder = holder
        super().__init__(
            f"{store}: {holder.who or 'somebody'} has been at it since {holder.since or '?'} "
            f"({holder.what or 'another change'}); try again when that is done"
        )


@contextmanager
def take_turn(store: Path, *, who: str, what: str, waits: bool = False) -> Iterator[None]:
    """Have the turn; it ends with the process at the latest.

    Args:
        store: Folder of the index.
        who: A name for others to see.
        what: What is done, in a word or two.
        waits: Wait for the turn; else it is refused while others have it.

    Raises:
        BusyError: others have it.
        StoreError: the folder cannot be written to.
    """
    try:
        store.mkdir(parents=True, exist_ok=True)
        check_own(store)
        file = (store / TURN).open("a+", encoding="utf-8")
    except OSError as error:
        raise StoreError(
            f"{store}: cannot be written to ({error.strerror}); check who may write there, or set "
            "POLICY_QA_STORE to another folder"
        ) from error
    with file:
        if not _lock(file, waits=waits):
            raise BusyError(store, _read(file))
        since = datetime.now().isoformat(timespec="seconds")
        _write(file, json.dumps(asdict(Holder(who, what, since, os.getpid())), ensure_ascii=False))
        try:
            yield
        finally:
            with suppress(OSError):
                _write(file, "")


def holder_of_turn(store: Path) -> Holder | None:
    """Return who has the turn now, None where nobody has."""
    try:
        with (store / TURN).open("r", encoding="utf-8") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                return _read(file)
    except OSError:
        pass
    return None


def name_of_user() -> str:
    """Return who runs this process, for others to see."""
    # In a container the user may have no name.
    with suppress(KeyError, OSError):
        return getuser()
    return f"user {os.getuid()}"


def _lock(file: TextIOWrapper, *, waits: bool) -> bool:
    if waits:
        fcntl.flock(file, fcntl.LOCK_EX)
        return True
    for _ in range(_TRIES):
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(_PAUSE_S)
        else:
            return True
    return False


def _read(file: TextIOWrapper) -> Holder:
    file.seek(0)
    try:
        return Holder(**json.loads(file.read()))
    except (ValueError, TypeError):
        return Holder()


def _write(file: TextIOWrapper, text: str) -> None:
    file.seek(0)
    file.truncate()
    file.write(text)
    file.flush()
