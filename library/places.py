"""Where documents, what was taken out of them, and files that wait to be accepted lie."""

from dataclasses import dataclass
from pathlib import Path

from index import Settings


@dataclass(frozen=True, slots=True)
class Places:
    """Folders of a library.

    Attributes:
        docs: The documents' files.
        store: The index; all in it can be made anew, so nothing that cannot lies there.
        room: Beside the index: files that wait or were taken out, and what was changed.
    """

    docs: Path
    store: Path
    room: Path

    @classmethod
    def of(cls, settings: Settings) -> "Places":
        """Return the folders of the settings."""
        store = settings.store
        return cls(settings.docs, store, store.with_name(f"{store.name}.library"))

    @property
    def staged(self) -> Path:
        """Return the folder of what is known of files that wait."""
        return self.room / "staged"

    @property
    def history(self) -> Path:
        """Return the file of all changes."""
        return self.room / "history.jsonl"

    @property
    def journal(self) -> Path:
        """Return the file of the change that is being made."""
        return self.room / "journal.json"

    def kept(self, name: str, sha256: str) -> Path:
        """Return where a file is while it is not among the documents."""
        return self.room / "files" / f"{sha256[:16]}-{name}"
