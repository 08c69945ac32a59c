"""What the headings above a clause name: whom all that stands below them is about."""

from collections.abc import Iterable
from dataclasses import dataclass

from ingest import Clause
from ingest.annotations.vocabulary import default_vocabulary
from ingest.model import Mention
from views.support.conditions import Condition
from views.support.limits import find_sizes


@dataclass(frozen=True, slots=True)
class Above:
    """What the nearest heading that names any names: industries, places, sizes of firms."""

    industries: tuple[Mention, ...] = ()
    places: tuple[Mention, ...] = ()
    sizes: tuple[tuple[str, str], ...] = ()


NOTHING_ABOVE = Above()


def read_above(clause: Clause) -> Above:
    """Return what the own title of `clause` and the headings above it name, the nearest first."""
    headings = (clause.title, *reversed(clause.path))
    sizes = (find_sizes(heading) for heading in headings)
    return Above(
        _first("industries", headings),
        _first("cities", headings),
        next((found for found in sizes if found), ()),
    )


def follow_heading(own: Condition, above: Condition) -> Condition:
    """Return what holds for an act that says nothing itself of a side, below a heading that does.

    A heading that names the firm's own means it. One that names others does not shut out: what
    stands below may be for all, so the owner is asked to check.
    """
    if own.state != "open" or above.state == "open":
        return own
    if above.why == "named":
        return Condition(own.side, "met", "heading", above.names)
    if above.state == "unmet":
        return Condition(own.side, "check", "heading_others", above.names)
    return above


def _first(kind: str, headings: Iterable[str]) -> tuple[Mention, ...]:
    named = (default_vocabulary().find(kind, heading) for heading in headings)
    return tuple(Mention(*found) for found in next((found for found in named if found), ()))
