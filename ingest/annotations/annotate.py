"""What a clause says in terms that can be looked up, each term with its place in the source."""

from ingest.annotations.conditions import find_conditions
from ingest.annotations.figures import find_figures
from ingest.annotations.own_names import OwnNames
from ingest.annotations.responsibilities import find_responsibilities
from ingest.annotations.vocabulary import Vocabulary, default_vocabulary
from ingest.model import Annotations, Mention, Responsibility
from ingest.text.joined import JoinedText


def annotate(
    text: JoinedText,
    *,
    region: str = "",
    vocabulary: Vocabulary | None = None,
    lead_in: str = "",
    first_leads: bool = False,
    own_names: OwnNames | None = None,
) -> Annotations:
    """Return what `text` says: departments, industries, places, figures, supports, conditions.

    Args:
        text: Clause text; the spans of the annotations are those of its source.
        region: Place whose government issued the document with those around it, e.g.
            `广东省广州市`, "" for a national one.
        vocabulary: Names to look for; without one those of the package.
        lead_in: Sentence above that leads in a list of which `text` is an item.
        first_leads: The document says that the first of each list of departments leads.
        own_names: Names that the document gives its offices.
    """
    vocabulary = vocabulary or default_vocabulary()
    return Annotations(
        responsibilities=_once(
            find_responsibilities(
                text,
                region=region,
                vocabulary=vocabulary,
                first_leads=first_leads,
                own_names=own_names or OwnNames(),
            )
        ),
        industries=_mentions(vocabulary, "industries", text),
        cities=_mentions(vocabulary, "cities", text),
        figures=find_figures(text),
        supports=_mentions(vocabulary, "supports", text),
        conditions=find_conditions(text, lead_in=lead_in),
    )


def _once(found: tuple[Responsibility, ...]) -> tuple[Responsibility, ...]:
    """Return each department once in a role: a clause has it do several things."""
    first: dict[tuple[str, str], Responsibility] = {}
    for one in found:
        first.setdefault((one.role, one.department), one)
    return tuple(first.values())


def _mentions(vocabulary: Vocabulary, kind: str, text: JoinedText) -> tuple[Mention, ...]:
    """Return the names of `kind`; 广东 in 广东省商务厅 is no place and 知识产权局 no support."""
    offices = [(office.start, office.end) for office in vocabulary.find("departments", text.text)]
    return tuple(
        Mention(found.name, found.printed, *text.span(found.start, found.end))
        for found in vocabulary.find(kind, text.text)
        if not any(start < found.end and found.start < end for start, end in offices)
    )
