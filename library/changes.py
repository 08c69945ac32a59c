"""What a change does to files, made and taken back the same way; nothing is ever deleted."""

import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from library.errors import LibraryError
from library.files import checksum_of_file, move_file, write_whole
from library.places import Places


@dataclass(frozen=True, slots=True)
class FileState:
    """A file of the documents' folder before and after a change: its sha256, "" for no file."""

    name: str
    before: str
    after: str

    @property
    def undone(self) -> "FileState":
        """Return the way back."""
        return FileState(self.name, self.after, self.before)


@dataclass(frozen=True, slots=True)
class Change:
    """One change of the library.

    Attributes:
        kind: `add`, `replace` or `remove`.
        at: When, in ISO form with the zone.
        by: Who.
        titles: What was changed, for people.
        files: What it does to files; the registry is one of them.
        undone: It was taken back.
    """

    kind: str
    at: str
    by: str
    titles: tuple[str, ...]
    files: tuple[FileState, ...]
    undone: bool = False


def check_states(places: Places, files: Iterable[FileState]) -> None:
    """Pass where files are in their state before, and what is to come is at hand.

    Raises:
        LibraryError: one is not.
        OSError: one cannot be read.
    """
    for state in files:
        path = places.docs / state.name
        if checksum_of_file(path) != state.before:
            raise LibraryError(
                f"{path}: is not as it was; look at it, then try again",
                kind="changed",
                about=state.name,
            )
        kept = places.kept(state.name, state.after)
        if state.after and checksum_of_file(kept) != state.after:
            raise LibraryError(
                f"{kept}: is missing or damaged; add the file again", kind="lost", about=state.name
            )


def make_change(places: Places, files: Iterable[FileState]) -> None:
    """Bring files from their state before, see `check_states`, into that after.

    Raises:
        OSError: a file cannot be moved; `take_back` helps.
    """
    for state in files:
        if state.before:
            move_file(places.docs / state.name, places.kept(state.name, state.before))
        if state.after:
            move_file(places.kept(state.name, state.after), places.docs / state.name)


def take_back(places: Places, files: Iterable[FileState]) -> None:
    """Bring files back into their state before, however far `make_change` came.

    Raises:
        OSError: a file cannot be moved.
    """
    for state in reversed(tuple(files)):
        path = places.docs / state.name
        now = checksum_of_file(path)
        # What somebody else has written there meanwhile stays.
        if now == state.before or now not in ("", state.after):
            continue
        if now:
            move_file(path, places.kept(state.name, state.after))
        if state.before:
            move_file(places.kept(state.name, state.before), path)


def read_history(places: Places) -> list[Change]:
    """Return all changes, the first one first; none where nothing can be read."""
    try:
        lines = places.history.read_text(encoding="utf-8").split("\n")
    except OSError:
        return []
    return [read_change(line) for line in lines if line.strip()]


def write_history(places: Places, changes: Iterable[Change]) -> None:
    """Write all changes.

    Raises:
        OSError: they cannot be written; those before are.
    """
    lines = (json.dumps(asdict(change), ensure_ascii=False) + "\n" for change in changes)
    write_whole(places.history, "".join(lines).encode())


def last_change(places: Places) -> Change | None:
    """Return the change that `undo` takes back."""
    return next((c for c in reversed(read_history(places)) if not c.undone), None)


def note_change(places: Places, change: Change) -> None:
    """Add a change to those that were made.

    Raises:
        OSError: it cannot be written.
    """
    write_history(places, [*read_history(places), change])


def note_undone(places: Places, change: Change) -> None:
    """Mark a change as taken back.

    Raises:
        OSError: it cannot be written.
    """
    history = read_history(places)
    write_history(places, [replace(c, undone=True) if c == change else c for c in history])


def read_change(line: str) -> Change:
    """Return a change from its line of JSON."""
    row = json.loads(line)
    files = tuple(FileState(**state) for state in row["files"])
    return Change(**row | {"files": files, "titles": tuple(row["titles"])})


def remove_quietly(path: Path) -> None:
    """Remove a file that says nothing any more."""
    with suppress(OSError):
        path.unlink(missing_ok=True)
