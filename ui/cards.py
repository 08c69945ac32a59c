"""Cards of the clauses that an answer cites, and of the nearest ones."""

from collections.abc import Sequence
from datetime import date

from answer import Citation
from index import Hit
from ingest import Clause, Corpus
from ui.documents import write_badge
from ui.highlight import Quote, split_pieces
from ui.markup import Html, element
from ui.why import write_why


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
        element("p", *text, class_="text"),
        element("a", "在原文中查看", href=f"#place-{citations[0].n}", class_="open"),
        write_why(citations[0].why),
        class_="card",
    )


def write_near(hit: Hit, corpus: Corpus, day: date) -> Html:
    """Return the card of a clause that is near the question and no part of an answer."""
    return element(
        "article",
        *_write_head(hit.clause, corpus, day, []),
        element("p", hit.clause.text, class_="text near"),
        element("a", "在原文中查看", href=f"#near-{hit.rank}", class_="open"),
        write_why(hit.why),
        id=f"card-{hit.rank}",
        class_="card",
    )


def _write_head(
    clause: Clause, corpus: Corpus, day: date, marks: Sequence[Html]
) -> tuple[Html, Html]:
    document = next(d for d in corpus.documents if d.doc_id == clause.doc_id)
    head = element(
        "h3",
        *marks,
        element("span", clause.citation),
        " ",
        write_badge(document, day),
        class_="head",
    )
    return head, element("div", " › ".join(clause.path), class_="path")
