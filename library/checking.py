"""Read a file that somebody wants to add, and say what is to be said of it before it is."""

import hashlib
import re
from datetime import datetime

from ingest import Clause, Corpus, Document, SourceError
from ingest.checking import Finding, find_warnings
from ingest.documents import Parsed, parse_data, source_name
from ingest.formats.file import LARGEST
from ingest.text.unify import unify
from library.errors import LibraryError
from library.files import writing
from library.holding import find_taken
from library.names import clean_name
from library.places import Places
from library.staged import OutlineLine, Staged, keep_staged

_SHOWN = 40
_BRACKETS = re.compile(r"[(（〔\[【][^)）〕\]】]*[)）〕\]】]")


def stage(
    places: Places, given: str, data: bytes, *, by: str, corpus: Corpus | None = None
) -> Staged:
    """Read a file and keep it until it is accepted; one that cannot be used is not kept.

    Args:
        places: Folders of the library.
        given: The name of the file where it comes from.
        data: All of it.
        by: Who adds it.
        corpus: The documents that are held, to say which one it is a copy or a version of.

    Raises:
        LibraryError: it cannot be kept.
    """
    held = corpus.documents if corpus else ()
    at, sha256 = datetime.now().astimezone().isoformat(), hashlib.sha256(data).hexdigest()
    refused = Staged(given, sha256, len(data), by, at)
    try:
        name = clean_name(given)
        parsed = _read(places, name, data)
        _check_copy(sha256, name, held)
    except (SourceError, LibraryError) as error:
        return _refuse(refused, error, source_name(places.docs))
    with writing(places.docs):
        taken = find_taken(places, name)
    staged = Staged(
        name,
        sha256,
        len(data),
        by,
        at,
        document=parsed.document,
        outline=tuple(map(_outline_line, parsed.clauses)),
        findings=_findings_of(parsed),
        taken=taken,
        older=taken or _find_older(parsed.document, held),
    )
    keep_staged(places, staged, data)
    return staged


def read_kept(places: Places, staged: Staged) -> Parsed:
    """Return a file that waits as it is read.

    Raises:
        LibraryError: it does not wait any more.
        SourceError: it cannot be read.
    """
    with writing(places.room):
        try:
            data = places.kept(staged.name, staged.sha256).read_bytes()
        except FileNotFoundError as error:
            raise LibraryError(
                f"{staged.name}: does not wait any more; choose the file again",
                kind="gone",
                about=staged.name,
            ) from error
    return _read(places, staged.name, data)


def _read(places: Places, name: str, data: bytes) -> Parsed:
    if len(data) > LARGEST:
        raise SourceError(
            f"{name}: has {len(data):,} bytes, more than {LARGEST:,}; split the document",
            kind="large",
        )
    return parse_data(data, {}, source=source_name(places.docs / name))


def _refuse(staged: Staged, error: SourceError | LibraryError, folder: str) -> Staged:
    # It is not there, and where that is concerns nobody.
    reason = str(error).removeprefix(f"{folder}/")
    fields = {field: getattr(staged, field) for field in ("name", "sha256", "size", "by", "at")}
    return Staged(**fields, refusal=error.kind, reason=reason)


def _check_copy(sha256: str, name: str, held: tuple[Document, ...]) -> None:
    for document in held:
        if document.sha256 == sha256:
            raise LibraryError(
                f"{name}: is the same file as {document.source}; nothing is to be added",
                kind="copy",
                about=document.doc_id,
            )


def _find_older(document: Document, held: tuple[Document, ...]) -> str:
    """Return the doc_id of a document that has the same title, brackets aside, or number."""
    title = _plain(document.title)
    for other in held:
        if title and title == _plain(other.title):
            return other.doc_id
        if document.number and document.number == other.number:
            return other.doc_id
    return ""


def _plain(title: str) -> str:
    without = _BRACKETS.sub("", unify(title).text)
    return "".join(c for c in without if c.isalnum())


def _findings_of(parsed: Parsed) -> tuple[Finding, ...]:
    cautions = [Finding(caution.kind, caution.text) for caution in parsed.extract.cautions]
    found = find_warnings(parsed.document, parsed.clauses, parsed.extract.score)
    # A scan is said to be one once.
    said = {finding.kind for finding in cautions}
    return (*cautions, *(finding for finding in found if finding.kind not in said))


def _outline_line(clause: Clause) -> OutlineLine:
    words = " ".join(clause.reading.split())[:_SHOWN]
    if clause.title and clause.number:
        words = f"{clause.number} {clause.title}"
    return OutlineLine(clause.kind, len(clause.path), words)
