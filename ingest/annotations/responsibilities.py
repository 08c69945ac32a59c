"""Who leads and who supports, from statements such as `（A牵头，B、C按职责分工负责）`."""

import re

from ingest.annotations.duties import find_duties
from ingest.annotations.groups import Group, Span
from ingest.annotations.statements import blank, find_statements
from ingest.annotations.vocabulary import Vocabulary
from ingest.model import Responsibility
from ingest.structure.text import JoinedText


def find_responsibilities(
    text: JoinedText,
    *,
    region: str = "",
    vocabulary: Vocabulary,
    first_leads: bool = False,
) -> tuple[Responsibility, ...]:
    """Return the departments that statements in `text` make responsible, in order of the text.

    Who leads (`牵头`, `主办`, before `会同`) has the role `lead`, everyone else `support`. A list
    without a leader has none (`A、B按职责分工负责`); but a department that is named alone as
    responsible leads (`省税务局负责`, `责任单位：省税务局`).

    Args:
        text: Clause text; the spans returned are those of its source.
        region: Place whose government issued the document, e.g. `广东省`; it stands for `省`.
        vocabulary: Names of departments. One that it does not know is kept as printed.
        first_leads: The first name of a list leads, as `says_first_leads` found in the document.
    """
    statements = find_statements(text.text)
    rest = blank(text.text, [(statement.start, statement.end) for statement in statements])
    parts = [(s.groups, _leads(s.groups) or _first(s.groups, first_leads)) for s in statements]
    parts += [(groups, _leads(groups)) for groups in find_duties(rest)]
    found: list[Responsibility] = []
    for groups, leads in parts:
        lent = {name: head for group in groups for name, head in group.lent.items()}
        names = sorted(name for group in groups for name in group.names)
        places = _places([text.text[slice(*name)] for name in names], region, vocabulary)
        for name, place in zip(names, places, strict=True):
            printed = text.text[slice(*name)]
            found.append(
                Responsibility(
                    "lead" if name in leads else "support",
                    vocabulary.canonical_department(
                        printed + lent.get(name, ""), region=region, inherited=place
                    ),
                    printed,
                    *text.span(*name),
                )
            )
    return tuple(sorted(found, key=lambda responsibility: responsibility.start))


def _leads(groups: list[Group]) -> set[Span]:
    """Return the names that lead."""
    leads = {name for group in groups for name in group.leads}
    leads.update(name for group in groups if group.role == "lead" for name in group.names)
    if leads:
        return leads
    is_helped = any(group.role == "help" for group in groups)
    is_alone = sum(group.size for group in groups) == 1
    return {
        name
        for group in groups
        if group.role == "sole" and (is_helped or is_alone)
        for name in group.names
    }


def _first(groups: list[Group], first_leads: bool) -> set[Span]:
    names = [name for group in groups for name in group.names if group.role != "help"]
    return set(names[:1]) if first_leads else set()


def _places(names: list[str], region: str, vocabulary: Vocabulary) -> list[str]:
    """Return for each name of a statement the place that it takes over from the names before."""
    split = [vocabulary.department(re.sub(r"\s+", "", name)) for name in names]
    # In a list of ministries 发展改革委 is the national one.
    is_national = not region and any(term and term.level == "national" for _, term in split)
    current = "国家" if is_national and not any(place for place, _ in split) else ""
    places = []
    for name, (place, term) in zip(names, split, strict=True):
        places.append(current)
        if place and (term or name.endswith(("厅", "局", "委", "办"))):
            current = place
    return places
