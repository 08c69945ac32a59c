"""The lines of an answer: the verdict first, then a point for each clause, under its address."""

import re
from collections.abc import Sequence
from dataclasses import replace

from answer.drafts import Draft, Extract
from answer.model import Citation, Point
from ingest import Clause, Corpus
from ingest.structure.citations import cite_within

_MARK = re.compile(r"\[(\d+)\]")
_LEFT_OUT = "……"
# What can be read at a glance.
_SHORT = 120
# A point that is hardly longer than its best sentence is the verdict as it is.
_LONGER = 1.6


def write_points(drafts: Sequence[Draft], corpus: Corpus) -> list[Point]:
    """Return a point for each draft, its extracts numbered as `number_extracts` does."""
    numbers = number_extracts(drafts)
    return [
        Point(
            _words(draft, corpus),
            tuple(numbers[extract] for extract in draft.extracts),
            label=label,
            clause=draft.clause,
        )
        for draft, label in zip(drafts, _labels(drafts, corpus), strict=True)
    ]


def _labels(drafts: Sequence[Draft], corpus: Corpus) -> list[str]:
    """Return the address of the clause of each draft, with its document where there are several."""
    documents = {document.doc_id: document for document in corpus.documents}
    about = [draft.clause for draft in drafts]
    are_several = len({clause.doc_id for clause in about if clause}) > 1
    labels = []
    for clause in about:
        document = documents[clause.doc_id] if clause else None
        within = cite_within(clause, document) if clause and document else ""
        title = f"《{document.title}》" if document and are_several else ""
        labels.append(title + within)
    return labels


def number_extracts(drafts: Sequence[Draft]) -> dict[Extract, int]:
    """Return the number of each extract, from 1 in the order of the drafts."""
    extracts = dict.fromkeys(extract for draft in drafts for extract in draft.extracts)
    return {extract: n for n, extract in enumerate(extracts, start=1)}


def put_verdict_first(
    points: Sequence[Point], citations: Sequence[Citation], verdict: Extract | None
) -> list[Point]:
    """Return the points with what answers in one sentence as the first of them.

    Args:
        points: At least one; what is no quote says by itself what was asked for.
        citations: What they cite.
        verdict: The sentence that surely is the answer, in one of the citations; without one a
            short first point is the verdict, and a long one is none.
    """
    first = points[0]
    holder = next((c for c in citations if verdict and _holds(c, verdict)), None)
    point = next((p for p in points if holder and holder.n in p.citations), None)
    if first.clause is None:
        return [replace(first, is_verdict=True), *points[1:]]
    if verdict is None or holder is None or point is None or verdict.clause != point.clause:
        # An item without the words that govern it may say the contrary.
        return [replace(first, is_verdict=len(first.words) <= _SHORT), *points[1:]]
    words = _without_number(verdict.text, verdict.clause)
    if verdict.clause.lead_in or len(point.words) < _LONGER * len(words):
        return [replace(point, is_verdict=True), *(p for p in points if p != point)]
    return [Point(words, (holder.n,), is_verdict=True), *points]


def write_line(point: Point) -> str:
    """Return the line of a point: its address, its words, and the marks of its citations."""
    label = f"{point.label} " if point.label else ""
    return label + point.words + "".join(f"[{n}]" for n in point.citations)


def _words(draft: Draft, corpus: Corpus) -> str:
    if not draft.quotes:
        return _one_line(draft.text)
    said = draft.text
    for n, extract in enumerate(draft.extracts):
        before = draft.extracts[n - 1] if n else None
        if before is not None and not _follows(before, extract, corpus):
            said += _LEFT_OUT
        text = extract.text
        # Its number stands in the label.
        said += _without_number(text, extract.clause) if extract.clause == draft.clause else text
    return _one_line(said)


def _follows(before: Extract, extract: Extract, corpus: Corpus) -> bool:
    """Say whether nothing but page furniture stands between two extracts of a document."""
    if before.clause.doc_id != extract.clause.doc_id:
        return False
    between = range(before.source_end, extract.source_start)
    skipped = (*before.clause.skipped, *extract.clause.skipped)
    text = corpus.texts[extract.clause.doc_id]
    return before.source_end <= extract.source_start and all(
        text[place].isspace() or any(start <= place < end for start, end in skipped)
        for place in between
    )


def _holds(citation: Citation, verdict: Extract) -> bool:
    return (
        citation.clause == verdict.clause
        and citation.start <= verdict.source_start
        and verdict.source_end <= citation.end
    )


def _without_number(text: str, clause: Clause) -> str:
    """Return words of a clause without its number, if they begin with it."""
    if not clause.number or not text.startswith(clause.number):
        return text
    rest = text.removeprefix(clause.number).lstrip()
    return rest or text


def _one_line(text: str) -> str:
    """Return `text` on one line; brackets printed in a document are made no marks of citations."""
    return _MARK.sub(r"［\1］", " ".join(text.split()))
