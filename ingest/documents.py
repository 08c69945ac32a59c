"""Load a folder of official documents: every file, its clauses, and what `documents.toml` adds."""

import hashlib
import tomllib
from dataclasses import dataclass
from pathlib import Path

from ingest.formats.file import read_file
from ingest.formats.model import SourceError
from ingest.formats.source import read_source
from ingest.model import STATUSES, Clause, Document
from ingest.structure.clauses import parse_clauses

ROOT = Path(__file__).resolve().parent.parent
REGISTRY = "documents.toml"
_ENTRY_KEYS = frozenset({"file", "doc_id", "status", "address", "title"})


@dataclass(frozen=True, slots=True)
class Corpus:
    """Documents with their texts (by doc_id) and clauses, in the order of file names."""

    documents: tuple[Document, ...]
    texts: dict[str, str]
    clauses: tuple[Clause, ...]


def load_corpus(directory: Path) -> Corpus:
    """Read and split every document in `directory`.

    Args:
        directory: Folder of the documents' files, with a `documents.toml` if need be.

    Raises:
        SourceError: the folder, the registry or one of the files is unusable; nothing is skipped
            in silence.
    """
    paths = _source_files(directory)
    entries = _read_registry(directory)
    documents: list[Document] = []
    texts: dict[str, str] = {}
    clauses: list[Clause] = []
    for path in paths:
        name = _source_name(path)
        source = read_source(path, name=name)
        entry = entries.pop(path.name, {})
        document = Document(
            doc_id=entry.get("doc_id", "-".join(path.stem.split())),
            source=name,
            sha256=source.sha256,
            title=entry.get("title", ""),
            status=entry.get("status", ""),
            address=entry.get("address", ""),
        )
        if document.doc_id in texts:
            raise SourceError(
                f"{name}: doc_id {document.doc_id!r} is taken by another document; "
                f"give each its own in {directory / REGISTRY}"
            )
        document, parsed = parse_clauses(document, source.extract)
        documents.append(document)
        texts[document.doc_id] = source.text
        clauses.extend(parsed)
    if entries:
        raise SourceError(
            f"{directory / REGISTRY}: names {', '.join(sorted(entries))}, which is not in the "
            "folder; put the file there or remove the entry"
        )
    return Corpus(tuple(documents), texts, tuple(clauses))


def source_checksums(directory: Path) -> dict[str, str]:
    """Return the sha256 of every document in `directory` by its source name, without parsing it.

    Raises:
        SourceError: the folder is missing or empty, or a file cannot be read.
    """
    return {
        name: hashlib.sha256(read_file(path, name=name)).hexdigest()
        for path in _source_files(directory)
        for name in [_source_name(path)]
    }


def _source_files(directory: Path) -> list[Path]:
    try:
        if not directory.is_dir():
            raise SourceError(
                f"{directory}: is no folder; pass the folder that holds the documents"
            )
        files = sorted(
            path
            for path in directory.iterdir()
            if not path.is_dir() and path.name != REGISTRY and not path.name.startswith(".")
        )
    except OSError as error:
        raise SourceError(
            f"{directory}: cannot be read ({error.strerror}); check who may read it"
        ) from error
    if not files:
        raise SourceError(f"{directory}: holds no document; put the documents' files in it")
    return files


def _source_name(path: Path) -> str:
    resolved = path.resolve()
    if resolved.is_relative_to(ROOT):
        return resolved.relative_to(ROOT).as_posix()
    return path.as_posix()


def _read_registry(directory: Path) -> dict[str, dict[str, str]]:
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
