"""Which of the documents at hand another one says that it repeals, replaces or changes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.model import Document, Repeal, Replacement
from ingest.text.unify import unify

# How a number is printed beside its letters and digits makes no other number of it.
_LOOSE = re.compile("[^0-9A-Za-z一-鿿]|[年第号]")
_STATE = "中华人民共和国"
_MARKS = re.compile("[^0-9A-Za-z一-鿿]")


@dataclass(frozen=True, slots=True)
class HeldRepeal:
    """A `repeal` that `document` states, of one that is at hand too: `other`."""

    document: Document
    repeal: Repeal
    other: Document

    @property
    def day(self) -> str:
        """Return the day from which it holds, as an ISO date, "" where no day is stated."""
        return self.document.effective or self.document.issued


class TitleIndex:
    """Finds the document at hand that a title, or a number, names."""

    def __init__(self, documents: Sequence[Document]) -> None:
        """Note what each document is called: by its title, and by that of its notice."""
        self._by_title: dict[str, list[Document]] = {}
        self._by_number: dict[str, list[Document]] = {}
        for document in documents:
            for key in dict.fromkeys(map(title_key, (document.title, document.notice))):
                self._by_title.setdefault(key, []).append(document)
            self._by_number.setdefault(number_key(document.number), []).append(document)
        self._by_title.pop("", None)
        self._by_number.pop("", None)

    def find(self, title: str, number: str = "", *, besides: str = "") -> tuple[Document, ...]:
        """Return the documents of that title and number; a number that both state tells.

        Args:
            title: As another document prints it, "" if it gives the number alone.
            number: As printed beside it, "" for none.
            besides: The doc_id of the one that names it.
        """
        key = number_key(number)
        named = self._by_title.get(title_key(title), ()) if title else ()
        fitting = [d for d in named if not key or number_key(d.number) in ("", key)]
        found = [*(self._by_number.get(key, ()) if key else ()), *fitting]
        return tuple(dict.fromkeys(d for d in found if d.doc_id != besides))


def title_key(title: str) -> str:
    """Return what two printings of one title share: brackets, marks and spaces aside."""
    return _MARKS.sub("", unify(title).text)


def number_key(number: str) -> str:
    """Return what two printings of one number share; 国务院令 may begin with the state's name."""
    return _LOOSE.sub("", unify(number).text).removeprefix(_STATE)


def find_held_repeals(documents: Sequence[Document]) -> tuple[HeldRepeal, ...]:
    """Return what documents state of others at hand; where several may be meant, of none."""
    index = TitleIndex(documents)
    return tuple(held for document in documents for held in _held(document, index))


def resolve_replacements(documents: Sequence[Document]) -> tuple[Document, ...]:
    """Return `documents`, those with `replaced` that another one repeals as a whole."""
    ends: dict[str, HeldRepeal] = {}
    for held in find_held_repeals(documents):
        if held.repeal.part or held.document.status == "draft":
            continue
        before = ends.get(held.other.doc_id)
        if before is None or (held.day and held.day < (before.day or "9999")):
            ends[held.other.doc_id] = held
    return tuple(
        replace(document, replaced=_replacement(ends[document.doc_id]))
        if document.doc_id in ends
        else document
        for document in documents
    )


def _replacement(held: HeldRepeal) -> Replacement:
    by = held.document
    return Replacement(by.doc_id, by.title or by.doc_id, held.day, held.repeal.start)


def _held(document: Document, index: TitleIndex) -> Iterator[HeldRepeal]:
    for repeal in document.repeals:
        found = [
            other
            for other in index.find(repeal.title, repeal.number, besides=document.doc_id)
            if not _is_later(other, document)
        ]
        if len(found) == 1:
            yield HeldRepeal(document, repeal, found[0])


def _is_later(document: Document, other: Document) -> bool:
    """Say whether a document is of a later day than another: then it is not what that repeals."""
    return bool(document.issued and other.issued and document.issued > other.issued)
