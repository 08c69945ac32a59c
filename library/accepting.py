"""Whether a change may be made: before files are moved, and before they are indexed."""

from collections.abc import Collection, Sequence
from pathlib import PurePath

from index.disk.store import StoreError, open_store
from ingest import Corpus, SourceError
from library.errors import LibraryError
from library.holding import doc_ids_by_name, find_taken
from library.places import Places
from library.staged import Staged


def check_new(places: Places, waiting: Sequence[Staged]) -> None:
    """Pass where files may be added beside the documents and each other.

    Raises:
        LibraryError: two would have the same name.
    """
    if not waiting:
        raise LibraryError("library: no file is to be added; choose one", kind="nothing")
    names: set[str] = set()
    for staged in waiting:
        taken = find_taken(places, staged.name)
        if taken or PurePath(staged.name).stem.casefold() in names:
            raise _taken(staged.name, taken)
        names.add(PurePath(staged.name).stem.casefold())


def check_name(places: Places, name: str) -> None:
    """Pass where no other file has the name of one that replaces another.

    Raises:
        LibraryError: one has it.
    """
    for other, doc_id in doc_ids_by_name(places).items():
        if other.casefold() == name.casefold():
            raise _taken(name, doc_id)


def check_documents(corpus: Corpus, new: Collection[str], held: Collection[str]) -> None:
    """Pass where all that is new is used, and nothing that was held is pushed out by it.

    Args:
        corpus: The documents as they were read.
        new: Names of the files that are new.
        held: Checksums of the documents that were held before.

    Raises:
        SourceError: a new file cannot be used, or another is a copy of it.
    """
    for file in corpus.left_out:
        if PurePath(file.source).name in new or (file.kind == "copy" and file.sha256 in held):
            raise SourceError(file.reason, kind=file.kind)


def held_checksums(places: Places) -> frozenset[str]:
    """Return the checksums of the documents that are indexed; none where that cannot be read."""
    try:
        return frozenset(open_store(places.store)[1].sources.values())
    except StoreError:
        return frozenset()


def _taken(name: str, doc_id: str) -> LibraryError:
    return LibraryError(
        f"{name}: another document has that name ({doc_id or 'chosen too'}); rename the file, or "
        "let it replace that document",
        kind="taken",
        about=name,
    )
