"""Which documents of a catalogue are shown: each filter with how many it would leave."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date

from ingest.text.unify import unify
from ingest.validity import VALIDITIES, validity_on
from views.catalogue.entries import LEVELS, Entry

# What stands for a document that does not state what is asked for.
UNSTATED = "-"


@dataclass(frozen=True, slots=True)
class Choice:
    """What a document is to be of; "" asks for nothing.

    `status` is one of `VALIDITIES`, `level` of `LEVELS`, `region` holds those inside; `words` are
    to stand in title, number or issuers, each of them. `UNSTATED` asks for what is not stated.
    """

    status: str = ""
    kind: str = ""
    level: str = ""
    region: str = ""
    year: str = ""
    issuer: str = ""
    words: str = ""


# All but the words are chosen among values.
FIELDS = tuple(field.name for field in fields(Choice) if field.name != "words")


def select_entries(entries: Sequence[Entry], choice: Choice, day: date) -> list[Entry]:
    """Return the entries that `choice` leaves, in their order; their status is that on `day`."""
    return [entry for entry in entries if _fits(entry, choice, day)]


def list_values(entries: Sequence[Entry], day: date) -> dict[str, list[str]]:
    """Return for each of `FIELDS` the values that there are, those of most documents first.

    Statuses and levels stand in their own order, years the latest first.
    """
    return {name: _ordered(name, _count(entries, name, day)) for name in FIELDS}


def count_choices(entries: Sequence[Entry], choice: Choice, day: date) -> dict[str, Counter[str]]:
    """Return for each of `FIELDS` how many documents each value leaves with the other filters."""
    return {
        name: _count(select_entries(entries, replace(choice, **{name: ""}), day), name, day)
        for name in FIELDS
    }


def _count(entries: Sequence[Entry], name: str, day: date) -> Counter[str]:
    return Counter(value for entry in entries for value in values_of(entry, name, day))


def values_of(entry: Entry, name: str, day: date) -> tuple[str, ...]:
    """Return what `entry` is under one of `FIELDS`; it can be of several regions and issuers."""
    match name:
        case "status":
            return (validity_on(entry.document, day),)
        case "kind":
            return (entry.kind or UNSTATED,)
        case "level":
            return (entry.level,)
        case "region":
            return entry.places
        case "year":
            return (entry.year or UNSTATED,)
        case _:
            return entry.document.issuers or (UNSTATED,)


def _ordered(name: str, counts: Counter[str]) -> list[str]:
    known = {"status": VALIDITIES, "level": LEVELS}.get(name)
    if known:
        return [value for value in known if value in counts]
    if name == "region":
        return sorted(counts)
    if name == "year":
        return sorted(counts, reverse=True)
    return sorted(counts, key=lambda value: (value == UNSTATED, -counts[value], value))


def _fits(entry: Entry, choice: Choice, day: date) -> bool:
    chosen = ((name, getattr(choice, name)) for name in FIELDS)
    return all(
        value in values_of(entry, name, day) for name, value in chosen if value
    ) and _holds_words(entry, choice.words)


def _holds_words(entry: Entry, words: str) -> bool:
    asked = unify(words).text.lower().split()
    return not asked or all(word in entry.text for word in asked)
