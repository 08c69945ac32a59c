"""What a document says of itself in its clauses, and what each clause says."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ingest.annotations.annotate import annotate
from ingest.annotations.repeals import find_repeals
from ingest.annotations.statements import says_first_leads
from ingest.annotations.terms import read_terms
from ingest.model import Clause, Document
from ingest.structure.front import read_region
from ingest.structure.text import JoinedText


def annotate_document(
    document: Document, clauses: Sequence[Clause], located: Mapping[str, JoinedText]
) -> tuple[Document, list[Clause]]:
    """Return the document with its terms and repeals, and its clauses with their annotations.

    Args:
        document: The document with the facts of its front matter.
        clauses: All its clauses in source order.
        located: The text of each indexed clause in unified characters, by its id.
    """
    whole = _join([located[c.clause_id] for c in clauses if c.clause_id in located])
    terms = read_terms(whole, title=document.title, issued=document.issued, period=document.period)
    document = replace(
        document,
        effective=terms.effective,
        term=terms.term,
        expires=terms.expires,
        repeals=find_repeals(whole, title=document.title),
    )
    region = read_region(document)
    first_leads = says_first_leads(whole.text)
    annotated = []
    for clause in clauses:
        text = located.get(clause.clause_id)
        if text is None:
            annotated.append(clause)
            continue
        found = annotate(text, region=region, lead_in=clause.lead_in, first_leads=first_leads)
        annotated.append(replace(clause, annotations=found))
    return document, annotated


def _join(texts: Sequence[JoinedText]) -> JoinedText:
    """Return texts one after the other, a line each."""
    offsets: list[int] = []
    for text in texts:
        # The line feed between two texts stands where the one before it ends.
        offsets.extend([*text.offsets, text.offsets[-1]] if text.offsets else [])
    return JoinedText("".join(f"{text.text}\n" for text in texts if text.offsets), tuple(offsets))
