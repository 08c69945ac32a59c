"""The file `documents.toml`: what a folder's documents cannot tell of themselves."""

import tomllib
from pathlib import Path

from ingest.formats.model import SourceError
from ingest.model import STATUSES

REGISTRY = "documents.toml"
_ENTRY_KEYS = frozenset({"file", "doc_id", "status", "address", "title"})


def read_registry(directory: Path) -> dict[str, dict[str, str]]:
    """Return the entries of the registry of `directory` by file name; none without a registry.

    Raises:
        SourceError: the file is no TOML, or an entry cannot be used.
    """
    path = directory / REGISTRY
    if not path.is_file():
        return {}
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SourceError(f"{path}: is not valid TOML ({error}); mend that line") from error
    listed = table.pop("document", [])
    if table or not isinstance(listed, list) or not all(isinstance(e, dict) for e in listed):
        raise SourceError(f"{path}: holds {sorted(table) or 'document'}; use [[document]] entries")
    entries: dict[str, dict[str, str]] = {}
    for entry in listed:
        _check_entry(path, entry)
        if entry["file"] in entries:
            raise SourceError(f"{path}: names {entry['file']} twice; keep one entry")
        entries[entry["file"]] = entry
    return entries


def _check_entry(path: Path, entry: dict[str, str]) -> None:
    unknown = set(entry) - _ENTRY_KEYS
    if unknown or "file" not in entry:
        raise SourceError(
            f"{path}: entry {entry.get('file', '?')} has unknown or missing keys "
            f"{sorted(unknown) or ['file']}; use {', '.join(sorted(_ENTRY_KEYS))}"
        )
    if not all(isinstance(value, str) and value for value in entry.values()):
        raise SourceError(f"{path}: entry {entry['file']} has a value that is no text; quote it")
    if entry.get("status", STATUSES[0]) not in STATUSES:
        raise SourceError(
            f"{path}: {entry['file']} has status {entry['status']!r}; use {', '.join(STATUSES)}"
        )
    if "/" in entry.get("doc_id", "") or any(c.isspace() for c in entry.get("doc_id", "")):
        raise SourceError(
            f"{path}: doc_id {entry['doc_id']!r} holds a slash or a space; use letters, digits, -"
        )
