"""Cards of the clauses that an answer cites, and of the nearest ones."""

from collections.abc import Sequence
from datetime import date

from answer import Citation
from index import Hit
from ingest import Clause, Corpus
from ui.asking.why import write_why
from ui.parts.addresses import read_link
from ui.parts.documents import write_badge
from ui.parts.highlight import Quote, split_pieces
from ui.parts.markup import Html, element, source_text
from ui.parts.script import say


def group_citations(citations: Sequence[Citation]) -> list[list[Citation]]:
    """Return citations of the same clause together, clauses in the order they are first cited."""
    groups: dict[str, list[Citation]] = {}
    for citation in citations:
        groups.setdefault(citation.clause.clause_id, []).append(citation)
    return list(groups.values())


def write_cited(citations: Sequence[Citation], corpus: Corpus, day: date) -> Html:
    """Return the card of one clause with every quote that `citations` take from it."""
    clause = citations[0].clause
    quotes = [Quote(c.n, c.start, c.end) for c in citations]
    marks = [element("span", f"[{c.n}]", id=f"cite-{c.n}", class_="chip") for c in citations]
    text = [
        element("mark", piece.text) if piece.is_quoted else piece.text
        for piece in split_pieces(clause, corpus.texts[clause.doc_id], quotes)
    ]
    return element(
        "article",
        *_write_head(clause, corpus, day, marks),
        source_text("p", *text, class_="text"),
        *_write_ways(f"#place-{citations[0].n}", clause, citations[0].quote),
        write_why(citations[0].why),
        class_="card",
    )


def write_near(hit: Hit, corpus: Corpus, day: date) -> Html:
    """Return the card of a clause that is near the question and no part of an answer."""
    return element(
        "article",
        *_write_head(hit.clause, corpus, day, []),
        source_text("p", hit.clause.text, class_="text near"),
        *_write_ways(f"#near-{hit.rank}", hit.clause),
        write_why(hit.why),
        id=f"card-{hit.rank}",
        class_="card",
    )


def _write_ways(place: str, clause: Clause, quote: str = "") -> tuple[Html, Html]:
    """Return links to the clause beside the answer, and to the page that holds nothing else."""
    page = read_link(clause.clause_id, quote)
    return (
        element("a", say("在旁边的原文中查看"), href=place, class_="open beside"),
        element("a", say("打开原文"), href=page, class_="open"),
    )


def _write_head(
    clause: Clause, corpus: Corpus, day: date, marks: Sequence[Html]
) -> tuple[Html, Html]:
    document = next(d for d in corpus.documents if d.doc_id == clause.doc_id)
    head = element(
        "h3",
        *marks,
        source_text("span", clause.citation),
        " ",
        write_badge(document, day),
        class_="head",
    )
    return head, source_text("div", " › ".join(clause.path), class_="path")
