"""Names that a reader typed and the list lacks: the choice that they lead on to."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ingest.annotations.vocabulary import default_vocabulary
from ingest.text.places import default_places, short_name
from question.words import simplify
from views.support.profile import OTHER_INDUSTRY, Choices

# Ranks choices by likeness of meaning to what was typed.
Rank = Callable[[str], Sequence[str]]
_OFFERED = 3


@dataclass(frozen=True, slots=True)
class Nearest:
    """What `typed`, which is no choice, leads on to.

    Attributes:
        typed: As the reader typed it.
        choice: The choice that it is or lies in; "" where only the reader can tell: a province
            holds many.
        known: What it is by its full name, "" where that is not known: 广东省佛山市顺德区.
        offered: Choices to take instead, the nearest first.
    """

    typed: str
    choice: str = ""
    known: str = ""
    offered: tuple[str, ...] = ()


def find_city(typed: str, choices: Choices) -> Nearest:
    """Return the city of `choices` that the place `typed` lies in, by the administrative divisions.

    A place in none of them is elsewhere. A name of several places leads on to the cities of all.
    """
    places = default_places()
    name = simplify(typed)
    found = places.find(name)
    whole = found[-1] if found and found[-1].end == len(name) else None
    codes = (whole.code,) if whole and whole.code else places.codes(name)
    # A district by its name without an ending: 顺德.
    codes = codes or places.codes(f"·{name}")
    if not codes:
        return Nearest(typed)
    held = dict.fromkeys(_city_of(code, choices) for code in codes)
    if len(held) == 1:
        full = places.full_name(codes[0])
        return Nearest(typed, next(iter(held)), full if full != name else "")
    return Nearest(typed, offered=tuple(held))


def _city_of(code: str, choices: Choices) -> str:
    places = default_places()
    for name in reversed(places.chain(code)):
        for called in (short_name(name), name):
            if called in choices.cities:
                return called
    inner = (name for other, name in places.names.items() if other.startswith(code))
    is_around = any({name, short_name(name)} & {*choices.cities} for name in inner)
    return "" if is_around else choices.elsewhere


def find_industry(typed: str, choices: Choices, rank: Rank | None = None) -> Nearest:
    """Return the industry of `choices` that `typed` names or belongs to; else those like it.

    Args:
        typed: As the reader typed it.
        choices: What there is to choose from.
        rank: Orders the industries by likeness of meaning; without it none is offered but
            `OTHER_INDUSTRY`.
    """
    vocabulary = default_vocabulary()
    for found in vocabulary.find("industries", simplify(typed)):
        for name in (found.name, *vocabulary.broader("industries", found.name)):
            if name in choices.industries:
                return Nearest(typed, name, found.name if found.name != name else "")
    alike = [name for name in rank(typed) if name != OTHER_INDUSTRY] if rank else []
    return Nearest(typed, offered=(*alike[:_OFFERED], OTHER_INDUSTRY))
