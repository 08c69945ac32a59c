"""Files that were read and wait to be accepted: they outlive the page that they were chosen on."""

from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from ingest import Document
from ingest.checking import Finding
from library.changes import read_history, remove_quietly
from library.errors import LibraryError
from library.files import write_whole, writing
from library.places import Places


@dataclass(frozen=True, slots=True)
class OutlineLine:
    """A line of an outline: the kind of the clause, how deep it stands, and what it begins with."""

    kind: str
    depth: int
    words: str


@dataclass(frozen=True, slots=True)
class Staged:
    """A file as it was read.

    Attributes:
        name: The name it is kept under.
        sha256: Of its bytes; begins with `staged_id`.
        size: In bytes.
        by: Who chose it.
        at: When, in ISO form with the zone.
        document: What it says of itself; None where it could not be read.
        outline: Its clauses.
        findings: What may be wrong with the reading; kinds are those of `FINDINGS` and `CAUTIONS`.
        refusal: Why it is not taken, one of `REFUSALS` or `PROBLEMS`; "" where it may be accepted.
        reason: The same as a sentence that says what mends it.
        taken: The doc_id of the document whose name or doc_id it has; it can only replace that one.
        older: The doc_id of the document that it may be another version of.
    """

    name: str
    sha256: str
    size: int
    by: str
    at: str
    document: Document | None = None
    outline: tuple[OutlineLine, ...] = ()
    findings: tuple[Finding, ...] = ()
    refusal: str = ""
    reason: str = ""
    taken: str = ""
    older: str = ""

    @property
    def staged_id(self) -> str:
        """Identify the file among those that wait."""
        return id_of(self.sha256)

    @property
    def title(self) -> str:
        """Return what to call it: its title, or its name."""
        return (self.document.title if self.document else "") or self.name


_STAGED = TypeAdapter(Staged)


def keep_staged(places: Places, staged: Staged, data: bytes) -> None:
    """Keep a file until it is accepted or discarded.

    Raises:
        LibraryError: it cannot be written.
    """
    with writing(places.room):
        write_whole(places.kept(staged.name, staged.sha256), data)
        write_whole(_record(places, staged.staged_id), _STAGED.dump_json(staged))


def list_staged(places: Places) -> list[Staged]:
    """Return all files that wait, the first one first."""
    found = [_read(places, path.stem) for path in places.staged.glob("[0-9a-f]*.json")]
    return sorted((staged for staged in found if staged), key=lambda staged: staged.at)


def read_staged(places: Places, staged_id: str) -> Staged:
    """Return a file that waits.

    Raises:
        LibraryError: it does not wait any more.
    """
    staged = _read(places, staged_id)
    if staged is None:
        raise LibraryError(
            f"{staged_id}: does not wait any more, somebody has accepted or discarded it; choose "
            "the file again if it is still missing",
            kind="gone",
            about=staged_id,
        )
    return staged


def discard(places: Places, staged: Staged) -> None:
    """Forget a file that waits; its bytes are kept where a change that was made needs them."""
    remove_quietly(_record(places, staged.staged_id))
    states = (state for change in read_history(places) for state in change.files)
    if not any(s.name == staged.name and staged.sha256 in (s.before, s.after) for s in states):
        remove_quietly(places.kept(staged.name, staged.sha256))


def note_accepted(places: Places, sha256: str) -> None:
    """Let a file wait no more that is among the documents now."""
    if sha256:
        remove_quietly(_record(places, id_of(sha256)))


def id_of(sha256: str) -> str:
    """Return the id under which a file waits."""
    return sha256[:16]


def _record(places: Places, staged_id: str) -> Path:
    return places.staged / f"{staged_id}.json"


def _read(places: Places, staged_id: str) -> Staged | None:
    try:
        staged = _STAGED.validate_json(_record(places, staged_id).read_bytes())
    except (OSError, ValidationError):
        return None
    return staged if places.kept(staged.name, staged.sha256).is_file() else None
