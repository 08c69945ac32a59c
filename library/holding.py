"""Which file of the documents' folder is which document."""

from pathlib import Path

from ingest.documents import default_doc_id
from ingest.registry import REGISTRY, read_registry
from library.errors import LibraryError
from library.files import checksum_of_file
from library.places import Places


def doc_ids_by_name(places: Places) -> dict[str, str]:
    """Return the doc_id of every file of the documents, by its name; none where none is there.

    Raises:
        SourceError: the registry cannot be read.
        OSError: the folder cannot be read.
    """
    if not places.docs.is_dir():
        return {}
    entries = read_registry(places.docs)
    return {
        path.name: entries.get(path.name, {}).get("doc_id", default_doc_id(path.name))
        for path in sorted(places.docs.iterdir())
        if not path.is_dir() and path.name != REGISTRY and not path.name.startswith(".")
    }


def find_file(places: Places, doc_id: str, sha256: str = "") -> Path:
    """Return the file of a document.

    Args:
        places: Folders of the library.
        doc_id: The document.
        sha256: What tells it from another file that would have the same doc_id.

    Raises:
        LibraryError: no file is that document.
        SourceError: the registry cannot be read.
        OSError: the folder cannot be read.
    """
    names = [name for name, found in doc_ids_by_name(places).items() if found == doc_id]
    paths = [places.docs / name for name in names]
    if not paths:
        raise LibraryError(
            f"{doc_id}: is no document of {places.docs}; somebody may have removed it",
            kind="gone",
            about=doc_id,
        )
    return next((path for path in paths if checksum_of_file(path) == sha256), paths[0])


def find_taken(places: Places, name: str) -> str:
    """Return the doc_id of the document whose name or doc_id a new file would have, "" for none.

    Raises:
        SourceError: the registry cannot be read.
        OSError: the folder cannot be read.
    """
    held = doc_ids_by_name(places)
    for other, doc_id in held.items():
        # Some file systems take them for one.
        if other.casefold() == name.casefold():
            return doc_id
    doc_id = default_doc_id(name)
    return doc_id if doc_id in held.values() else ""
