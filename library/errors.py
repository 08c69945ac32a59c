"""What can go wrong when documents are added, replaced or removed."""

from ingest.errors import BadDataError

# Why a change was not made, as the page says it in its own words.
PROBLEMS = (
    "name",
    "taken",
    "copy",
    "gone",
    "changed",
    "registry",
    "nothing",
    "unwritable",
    "lost",
    "made",
)


class LibraryError(BadDataError):
    """A change that is not made; the message says what mends it.

    `kind` is one of `PROBLEMS`, `about` the file or document that it is about.
    """

    def __init__(self, message: str, *, kind: str, about: str = "") -> None:
        """Take the whole message, of what kind the problem is, and what it is about."""
        super().__init__(message)
        self.kind = kind
        self.about = about
