"""Adding, checking, replacing and removing documents; the index follows, and search goes on."""

from library.changes import Change
from library.doing import Turn, begin
from library.errors import LibraryError
from library.places import Places
from library.staged import Staged

__all__ = ["Change", "LibraryError", "Places", "Staged", "Turn", "begin"]
