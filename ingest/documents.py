"""Load a folder of official documents: every file, its clauses, and what `documents.toml` adds."""

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from ingest.duplicates import find_copies
from ingest.formats.file import read_file
from ingest.formats.model import Extract, SourceError
from ingest.model import Clause, Document
from ingest.registry import REGISTRY, read_registry
from ingest.stamps import Stamp, stamp_of
from ingest.structure.references import resolve_references
from ingest.structure.replacements import resolve_replacements

ROOT = Path(__file__).resolve().parent.parent
# Characters of one document. The longest official ones have some hundred thousand; reading this
# many takes a minute.
_LONGEST = 2_000_000


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file that is not used: `reason` says why, and what mends it; `sha256` is "" if unread.

    `kind` is one of `REFUSALS`.
    """

    source: str
    sha256: str
    reason: str
    kind: str = "unreadable"


@dataclass(frozen=True, slots=True)
class Doubt:
    """What may be wrong with the reading of a file that is used; `kind` is one of `CAUTIONS`."""

    source: str
    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class Corpus:
    """Documents with their texts (by doc_id) and clauses, in the order of file names.

    `left_out` are the files of the folder that are not used, `doubts` say what may be wrong with
    the reading of the others. Those of an index are read from it as they are asked for.
    """

    documents: tuple[Document, ...]
    texts: Mapping[str, str]
    clauses: Sequence[Clause]
    left_out: tuple[LeftOut, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    def clauses_of(self, doc_id: str) -> Sequence[Clause]:
        """Return the clauses of a document, of which few others are looked at; none if not held."""
        places = {document.doc_id: place for place, document in enumerate(self.documents)}
        if doc_id not in places:
            return ()
        place, place_of = places[doc_id], lambda clause: places[clause.doc_id]
        start = bisect_left(self.clauses, place, key=place_of)
        return self.clauses[start : bisect_right(self.clauses, place, start, key=place_of)]

    def find_clause(self, clause_id: str) -> Clause | None:
        """Return the clause of that id, None where none is held."""
        inside = self.clauses_of(clause_id.partition("/")[0])
        return next((clause for clause in inside if clause.clause_id == clause_id), None)

    @property
    def warnings(self) -> tuple[str, ...]:
        """Return a sentence for each file that is not used, and for each doubt."""
        doubts = (f"{doubt.source}: {doubt.reason}" for doubt in self.doubts)
        return (*(file.reason for file in self.left_out), *doubts)


@dataclass(frozen=True, slots=True)
class Parsed:
    """A document as it was read: its record, its text with layout, and its clauses."""

    document: Document
    extract: Extract
    clauses: list[Clause]


def load_corpus(
    directory: Path, *, on_file: Callable[[int, int], None] = lambda done, total: None
) -> Corpus:
    """Read and split every document in `directory`; what cannot be used is left out and said.

    Args:
        directory: Folder of the documents' files, with a `documents.toml` if need be.
        on_file: Told after each file how many were read, and how many there are.

    Raises:
        SourceError: the folder or the registry is unusable, or none of the files is of use.
    """
    paths = source_files(directory)
    entries = read_registry(directory)
    unknown = sorted(entries.keys() - {path.name for path in paths})
    if unknown:
        raise SourceError(
            f"{directory / REGISTRY}: names {', '.join(unknown)}, which is not in the folder; "
            "put the file there or remove the entry"
        )
    return load_files(paths, entries, on_file=on_file)


def load_files(
    paths: Sequence[Path],
    entries: Mapping[str, dict[str, str]],
    *,
    on_file: Callable[[int, int], None] = lambda done, total: None,
) -> Corpus:
    """Read and split documents; what cannot be used is left out and said.

    Args:
        paths: The documents' files.
        entries: What a registry says of them, by file name.
        on_file: Told after each file how many were read, and how many there are.

    Raises:
        SourceError: none of the files is of use.
    """
    found: list[Parsed] = []
    left_out: list[LeftOut] = []
    seen: dict[str, str] = {}
    for number, path in enumerate(paths, start=1):
        try:
            parsed = parse_file(path, entries.get(path.name, {}), seen)
            _check_id(parsed.document, found)
        except SourceError as error:
            name, checksum = source_name(path), _checksum(path)
            left_out.append(LeftOut(name, checksum, str(error), error.kind))
        else:
            found.append(parsed)
        on_file(number, len(paths))
    copies = find_copies([(parsed.document, parsed.clauses) for parsed in found])
    left_out += [
        LeftOut(document.source, document.sha256, copies[document.doc_id], "copy")
        for document in (parsed.document for parsed in found)
        if document.doc_id in copies
    ]
    found = [parsed for parsed in found if parsed.document.doc_id not in copies]
    if not found:
        raise SourceError("\n".join(file.reason for file in left_out))
    return _corpus_of(found, left_out)


def parse_file(path: Path, entry: dict[str, str], seen: dict[str, str]) -> Parsed:
    """Read one file and split it into clauses.

    Args:
        path: The file.
        entry: What the registry says of it.
        seen: Names of the files read before, by checksum; the file is added.

    Raises:
        SourceError: the file cannot be read, or is the same as one that was read before.
    """
    name = source_name(path)
    data = read_file(path, name=name)
    checksum = hashlib.sha256(data).hexdigest()
    if checksum in seen:
        raise SourceError(
            f"{name}: is the same file as {seen[checksum]}; remove one of the two", kind="copy"
        )
    parsed = parse_data(data, entry, source=name)
    seen[checksum] = name
    return parsed


def parse_data(data: bytes, entry: dict[str, str], *, source: str) -> Parsed:
    """Split the bytes of a file into clauses.

    Args:
        data: The whole file.
        entry: What the registry says of it.
        source: The path of the file; its name gives the doc_id where the registry gives none.

    Raises:
        SourceError: the file cannot be read.
    """
    # What only searches needs none of it, and the patterns of reading take .3 s to compile.
    from ingest.formats.reading import read_extract
    from ingest.parsing import parse_document

    extract = read_extract(data, name=source)
    if len(extract.text) > _LONGEST:
        raise SourceError(
            f"{source}: has {len(extract.text):,} characters of text, more than {_LONGEST:,}; "
            "split the document",
            kind="large",
        )
    document = Document(
        doc_id=entry.get("doc_id", default_doc_id(PurePath(source).name)),
        source=source,
        sha256=hashlib.sha256(data).hexdigest(),
        title=entry.get("title", ""),
        status=entry.get("status", ""),
        address=entry.get("address", ""),
    )
    document, clauses = parse_document(document, extract)
    return Parsed(document, extract, clauses)


def default_doc_id(name: str) -> str:
    """Return the doc_id of a file that the registry gives none."""
    return "-".join(PurePath(name).stem.split())


def select_documents(corpus: Corpus, doc_ids: Collection[str]) -> Corpus:
    """Return the part of `corpus` that these documents make, its references resolved anew."""
    documents = tuple(d for d in corpus.documents if d.doc_id in doc_ids)
    texts = {d.doc_id: corpus.texts[d.doc_id] for d in documents}
    clauses = [clause for d in documents for clause in corpus.clauses_of(d.doc_id)]
    return Corpus(documents, texts, resolve_references(documents, clauses, texts))


def stamp_sources(directory: Path) -> dict[str, Stamp | None]:
    """Return how every file in `directory` looks from outside, by its source name.

    Raises:
        SourceError: the folder is missing or empty.
    """
    return {source_name(path): stamp_of(path) for path in source_files(directory)}


def source_checksums(
    directory: Path,
    stamps: Mapping[str, Stamp | None],
    noted: Mapping[str, tuple[Stamp, str]],
) -> dict[str, str]:
    """Return the sha256 of every file in `directory` by its source name, without parsing it.

    It is "" for a file that cannot be read.

    Args:
        directory: Folder of the documents' files.
        stamps: How the files look, by source name.
        noted: How they looked before, and the sha256 that they had; such a file is not read.

    Raises:
        SourceError: the folder is missing or empty.
    """
    checksums = {}
    for path in source_files(directory):
        name = source_name(path)
        stamp, checksum = noted.get(name, (None, ""))
        is_same = stamp is not None and stamp == stamps.get(name)
        checksums[name] = checksum if is_same else _checksum(path)
    return checksums


def indexed_checksums(corpus: Corpus) -> dict[str, str]:
    """Return the sha256 that every file had when `corpus` was read, by its source name."""
    used = {document.source: document.sha256 for document in corpus.documents}
    return used | {file.source: file.sha256 for file in corpus.left_out}


def _checksum(path: Path) -> str:
    try:
        return hashlib.sha256(read_file(path, name=path.name)).hexdigest()
    except SourceError:
        return ""


def _corpus_of(found: Sequence[Parsed], left_out: Sequence[LeftOut]) -> Corpus:
    texts = {parsed.document.doc_id: parsed.extract.text for parsed in found}
    return Corpus(
        documents=resolve_replacements([parsed.document for parsed in found]),
        texts=texts,
        clauses=resolve_references(
            [parsed.document for parsed in found],
            [clause for parsed in found for clause in parsed.clauses],
            texts,
        ),
        left_out=tuple(left_out),
        doubts=tuple(
            Doubt(parsed.document.source, caution.kind, caution.text)
            for parsed in found
            for caution in parsed.extract.cautions
        ),
    )


def _check_id(document: Document, found: Sequence[Parsed]) -> None:
    if any(parsed.document.doc_id == document.doc_id for parsed in found):
        raise SourceError(
            f"{document.source}: doc_id {document.doc_id!r} is taken by another document; "
            f"give each its own in {REGISTRY}",
            kind="entry",
        )


def source_files(directory: Path) -> list[Path]:
    """Return the files of the documents in `directory`, in the order of their names.

    Raises:
        SourceError: the folder is missing or empty.
    """
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


def source_name(path: Path) -> str:
    """Return the path that a file is cited under: from the project's root where it lies there."""
    resolved = path.resolve()
    if resolved.is_relative_to(ROOT):
        return resolved.relative_to(ROOT).as_posix()
    return path.as_posix()
