"""What a document says of itself in its clauses, and what each clause says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ingest.annotations.annotate import annotate
from ingest.annotations.own_names import OwnNames, read_own_names
from ingest.annotations.repeals import find_repeals
from ingest.annotations.responsibilities import read_cell
from ingest.annotations.statements import says_first_leads
from ingest.annotations.terms import read_terms
from ingest.annotations.vocabulary import default_vocabulary
from ingest.model import Annotations, Clause, Document, Responsibility
from ingest.text.joined import JoinedText
from ingest.text.places import find_region
from ingest.text.unify import unify


@dataclass(frozen=True, slots=True)
class _Said:
    """What a document says that holds for all its clauses."""

    source_text: str
    region: str
    first_leads: bool
    own_names: OwnNames


def annotate_document(
    document: Document,
    clauses: Sequence[Clause],
    located: Mapping[str, JoinedText],
    source_text: str,
) -> tuple[Document, list[Clause]]:
    """Return the document with its terms and repeals, and its clauses with their annotations.

    Args:
        document: The document with the facts of its front matter.
        clauses: All its clauses in source order.
        located: The text of each indexed clause in unified characters, by its id.
        source_text: The whole text that the clauses stand in.
    """
    whole = _join([located[c.clause_id] for c in clauses if c.clause_id in located])
    terms = read_terms(whole, title=document.title, issued=document.issued, period=document.period)
    region = (
        find_region(
            issuers=document.issuers,
            title=document.notice or document.title,
            number=document.number,
        )
        or document.region
    )
    document = replace(
        document,
        # What the page states outright goes before what is computed from the text.
        effective=document.effective or terms.effective,
        term=terms.term,
        expires=document.expires or terms.expires,
        repeals=find_repeals(whole, title=document.title, number=document.number),
        region=region,
    )
    said = _Said(source_text, region, says_first_leads(whole.text), read_own_names(whole.text))
    return document, [
        replace(clause, annotations=_annotate(clause, located[clause.clause_id], said))
        if clause.clause_id in located
        else clause
        for clause in clauses
    ]


def _annotate(clause: Clause, text: JoinedText, said: _Said) -> Annotations:
    found = annotate(
        text,
        region=said.region,
        lead_in=clause.lead_in,
        first_leads=said.first_leads,
        own_names=said.own_names,
    )
    listed = _read_cells(clause, said)
    if not listed:
        return found
    # What a column lists is not read again as running text.
    rest = [
        role
        for role in found.responsibilities
        if not any(r.start < role.end and role.start < r.end for r in listed)
    ]
    roles = sorted([*listed, *rest], key=lambda role: role.start)
    return replace(found, responsibilities=tuple(roles))


def _read_cells(clause: Clause, said: _Said) -> list[Responsibility]:
    """Return the departments that a row lists under columns such as 责任单位."""
    roles: list[Responsibility] = []
    for cell in clause.cells:
        unified = unify(said.source_text[cell.start : cell.end])
        text = JoinedText(unified.text, tuple(cell.start + offset for offset in unified.offsets))
        roles += read_cell(
            cell.column,
            text,
            region=said.region,
            vocabulary=default_vocabulary(),
            own_names=said.own_names,
        )
    return roles


def _join(texts: Sequence[JoinedText]) -> JoinedText:
    """Return texts one after the other, a line each."""
    offsets: list[int] = []
    for text in texts:
        # The line feed between two texts stands where the one before it ends.
        offsets.extend([*text.offsets, text.offsets[-1]] if text.offsets else [])
    return JoinedText("".join(f"{text.text}\n" for text in texts if text.offsets), tuple(offsets))
