"""What a document is among others: its kind, whose it is and of when."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ingest import Document
from ingest.structure.front import read_region
from ingest.structure.titles import KINDS
from ingest.text.places import split_region
from ingest.text.unify import unify

# From the widest to the narrowest; the last is of documents that do not say whose they are.
LEVELS = ("nation", "province", "city", "county", "unstated")
# Notes after a title, such as （试行）, are no part of the word for its kind.
_KIND = re.compile(rf"(?:{KINDS})(?=(?:\s*[（(【〔][^（）()]{{1,24}}[）)】〕])*[》」”]?\s*$)")
_WHOLE = re.compile("^(?:若干|补充)(?=.)")


@dataclass(frozen=True, slots=True)
class Entry:
    """A document as it stands in a catalogue.

    `kind` is the last noun of its title (办法, 通知), "" where that is none; `level` is one of
    `LEVELS`; `places` are the regions that it is of, the province first; `year` that of its issue,
    "" where it states none. `text` is what it is found by: its names and issuers, unified.
    """

    document: Document
    kind: str
    level: str
    places: tuple[str, ...]
    year: str
    text: str

    @property
    def doc_id(self) -> str:
        """Return the id of its document."""
        return self.document.doc_id


def list_entries(documents: Iterable[Document]) -> tuple[Entry, ...]:
    """Return an entry for each document, the latest first, those without a date last."""
    entries = [_entry(document) for document in documents]
    return tuple(sorted(entries, key=lambda entry: entry.document.issued, reverse=True))


def kind_of(title: str) -> str:
    """Return the word for its kind that a title ends in, in Simplified characters, else ""."""
    match = _KIND.search(unify(title).text)
    return _WHOLE.sub("", match.group()) if match else ""


def places_of(region: str) -> tuple[str, ...]:
    """Return the full names of a region and of those around it, the province first."""
    names: list[str] = []
    for part in split_region(region) if region else ():
        names.append((names[-1] if names else "") + part)
    # A development zone lies in the last of them.
    is_zone = bool(names) and not names[-1].startswith(region)
    return (*names, region) if is_zone else tuple(names)


def _entry(document: Document) -> Entry:
    region = read_region(document)
    places = places_of(region)
    level = LEVELS[min(len(places), 3)] if places or document.issuers else "unstated"
    names = (document.title, document.notice, document.number, *document.issuers, document.doc_id)
    text = unify(" ".join(names)).text.lower()
    return Entry(document, kind_of(document.title), level, places, document.issued[:4], text)
