"""Changes of the library: all of one is made, its index with it, or nothing of it."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import partial

from index import Settings
from index.disk.store import current_version
from index.disk.turn import take_turn
from index.model.embedder import Embedder
from index.progress import Report
from index.service import rebuild
from ingest import Corpus
from ingest.documents import default_doc_id
from ingest.registry import REGISTRY, read_registry
from library.accepting import check_documents, check_name, check_new, held_checksums
from library.changes import (
    Change,
    FileState,
    check_states,
    last_change,
    make_change,
    note_change,
    note_undone,
    read_change,
    remove_quietly,
    take_back,
)
from library.errors import LibraryError
from library.files import checksum_of_file, write_whole, writing
from library.holding import find_file
from library.places import Places
from library.registry_text import add_entry, remove_entry, rename_file
from library.staged import note_accepted, read_staged

# Builds the index of the documents as they lie there, which it lets be checked before.
Build = Callable[[Callable[[Corpus], None]], object]


@dataclass(frozen=True, slots=True)
class Turn:
    """The right to change the library, had by one at a time: see `begin`."""

    places: Places
    by: str
    build: Build


@contextmanager
def begin(
    settings: Settings,
    *,
    by: str,
    what: str,
    embedder: Embedder | None = None,
    report: Report | None = None,
    build: Build | None = None,
) -> Iterator[Turn]:
    """Have the turn to change the library; what a change that was cut off has left is mended.

    Args:
        settings: Where documents and index are.
        by: Who changes it.
        what: What is done, for others who wait.
        embedder: The model, where it is loaded already.
        report: Told how far the index is.
        build: Builds the index; by default as `python -m index build` does.

    Raises:
        BusyError: somebody else changes it.
        LibraryError: the folders cannot be written to.
    """
    places = Places.of(settings)

    def build_index(check: Callable[[Corpus], None]) -> object:
        return rebuild(settings, embedder, check=check, report=report)

    with take_turn(places.store, who=by, what=what):
        with writing(places.room):
            mend(places)
        yield Turn(places, by, build or build_index)


def mend(places: Places) -> None:
    """Take back a change that was cut off, or end it where its index was made.

    Raises:
        OSError: a file cannot be moved.
    """
    try:
        row = json.loads(places.journal.read_bytes())
    except FileNotFoundError:
        return
    change = read_change(json.dumps(row["change"]))
    if current_version(places.store) == row["version"]:
        take_back(places, change.files)
    elif row["undoes"] is None:
        _end(places, change, None)
    else:
        _end(places, change, read_change(json.dumps(row["undoes"])))
    remove_quietly(places.journal)


def accept(turn: Turn, staged_ids: Sequence[str]) -> Change:
    """Add files that wait to the documents, all of them or none.

    Raises:
        LibraryError: one of them does not wait any more, or its name is taken.
        BadDataError: the index cannot be built with them; they wait still.
    """
    waiting = [read_staged(turn.places, staged_id) for staged_id in staged_ids]
    with writing(turn.places.docs):
        check_new(turn.places, waiting)
    files = tuple(FileState(staged.name, "", staged.sha256) for staged in waiting)
    change = _change(turn, "add", [staged.title for staged in waiting], files)
    _make(turn, change)
    return change


def replace(turn: Turn, doc_id: str, staged_id: str, *, title: str = "") -> Change:
    """Put a file that waits in the place of a document, which keeps its doc_id.

    Raises:
        LibraryError: the document or the file is gone, or the file's name is another document's.
        BadDataError: the index cannot be built with it; it waits still.
    """
    places = turn.places
    new = read_staged(places, staged_id)
    with writing(places.docs):
        old = find_file(places, doc_id)
        before = checksum_of_file(old)
        files = [FileState(old.name, before, new.sha256)]
        if new.name != old.name:
            check_name(places, new.name)
            files = [FileState(old.name, before, ""), FileState(new.name, "", new.sha256)]
            edit = partial(_keep_id, old=old.name, new=new.name, doc_id=doc_id)
            files += _change_registry(places, edit)
    change = _change(turn, "replace", [title or doc_id], tuple(files))
    _make(turn, change)
    return change


def remove(turn: Turn, titles: Mapping[str, str]) -> Change:
    """Take documents out; their files are kept, and `undo` brings them back.

    Args:
        turn: The right to.
        titles: What each document is called, by doc_id.

    Raises:
        LibraryError: a document is gone.
        BadDataError: the index cannot be built without them, such as of none.
    """
    places = turn.places
    with writing(places.docs):
        paths = [find_file(places, doc_id) for doc_id in titles]
        files = [FileState(path.name, checksum_of_file(path), "") for path in paths]
        edit = partial(_leave_out, names=[path.name for path in paths])
        files += _change_registry(places, edit)
    change = _change(turn, "remove", list(titles.values()), tuple(files))
    _make(turn, change)
    return change


def undo(turn: Turn) -> Change:
    """Take back the last change that was not taken back.

    Raises:
        LibraryError: there is none, or files were changed since.
        BadDataError: the index cannot be built of what was before.
    """
    change = last_change(turn.places)
    if change is None:
        raise LibraryError("library: no change is left to be taken back", kind="nothing")
    files = tuple(state.undone for state in reversed(change.files))
    _make(turn, _change(turn, "undo", list(change.titles), files), undoes=change)
    return change


def _make(turn: Turn, change: Change, *, undoes: Change | None = None) -> None:
    """Make a change and build its index; where that fails all is as it was before."""
    places = turn.places
    version = current_version(places.store)
    with writing(places.docs):
        check_states(places, change.files)
        journal = {
            "version": version,
            "change": asdict(change),
            "undoes": asdict(undoes) if undoes else None,
        }
        write_whole(places.journal, json.dumps(journal, ensure_ascii=False).encode())
        try:
            make_change(places, change.files)
            new = {state.name for state in change.files if state.after}
            turn.build(partial(check_documents, new=new, held=held_checksums(places)))
        except BaseException as error:
            if current_version(places.store) == version:
                take_back(places, change.files)
                remove_quietly(places.journal)
                raise
            _end(places, change, undoes)
            raise LibraryError(
                f"library: the change is made and indexed, but then: {error}", kind="made"
            ) from error
        _end(places, change, undoes)


def _end(places: Places, change: Change, undoes: Change | None) -> None:
    """Note a change that is made; the files that it took wait no more."""
    if undoes is None:
        note_change(places, change)
    else:
        note_undone(places, undoes)
    for state in change.files:
        note_accepted(places, state.after)
    remove_quietly(places.journal)


def _change(turn: Turn, kind: str, titles: Sequence[str], files: Sequence[FileState]) -> Change:
    at = datetime.now().astimezone().isoformat(timespec="seconds")
    return Change(kind, at, turn.by, tuple(titles), tuple(files))


def _change_registry(
    places: Places, edit: Callable[[str, Mapping[str, dict[str, str]]], str]
) -> list[FileState]:
    """Return what becomes of the registry by `edit` of its text, if anything."""
    path = places.docs / REGISTRY
    before = path.read_bytes() if path.is_file() else b""
    after = edit(before.decode(), read_registry(places.docs)).encode()
    if after == before:
        return []
    sha256 = hashlib.sha256(after).hexdigest()
    write_whole(places.kept(REGISTRY, sha256), after)
    return [FileState(REGISTRY, checksum_of_file(path), sha256)]


def _keep_id(
    text: str, entries: Mapping[str, dict[str, str]], *, old: str, new: str, doc_id: str
) -> str:
    if old in entries:
        named = entries[old].get("doc_id", "")
        return rename_file(text, old, new, doc_id="" if named else doc_id)
    if default_doc_id(new) == doc_id:
        return text
    return add_entry(text, {"file": new, "doc_id": doc_id})


def _leave_out(text: str, entries: Mapping[str, dict[str, str]], *, names: Sequence[str]) -> str:
    for name in names:
        if name in entries:
            text = remove_entry(text, name)
    return text
