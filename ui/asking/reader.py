"""The documents themselves, whole, with every cited clause marked at its place."""

from collections.abc import Mapping, Sequence
from datetime import date

from answer import Answer
from index import Hit
from ingest import Clause, Corpus, Document
from ui.parts.documents import write_badge
from ui.parts.highlight import Quote, split_pieces
from ui.parts.markup import Html, element, source_text
from ui.parts.script import say
from views.pieces import contents_lines


def write_reader(answer: Answer, corpus: Corpus, day: date) -> Html:
    """Return the documents of the answer's clauses, each whole, in the order they are cited."""
    quotes: dict[str, list[Quote]] = {}
    for citation in answer.citations:
        quote = Quote(citation.n, citation.start, citation.end)
        quotes.setdefault(citation.clause.clause_id, []).append(quote)
    near = {hit.clause.clause_id: hit for hit in answer.related}
    clauses = [c.clause for c in answer.citations] + [hit.clause for hit in answer.related]
    documents = {document.doc_id: document for document in corpus.documents}
    shown = [documents[doc_id] for doc_id in dict.fromkeys(clause.doc_id for clause in clauses)]
    texts = [_write_document(document, corpus, day, quotes, near) for document in shown]
    return element(
        "aside",
        element("h2", say("原文")),
        element("div", *texts, class_="scroll", tabindex="0", role="region", aria_label="原文"),
        class_="reader",
    )


def _write_document(
    document: Document,
    corpus: Corpus,
    day: date,
    quotes: Mapping[str, Sequence[Quote]],
    near: Mapping[str, Hit],
) -> Html:
    text = corpus.texts[document.doc_id]
    head = element(
        "h3",
        source_text("span", document.title or document.doc_id),
        " ",
        write_badge(document, day),
    )
    body = [
        _write_clause(clause, text, quotes.get(clause.clause_id, ()), near)
        for clause in corpus.clauses
        if clause.doc_id == document.doc_id and clause.kind != "furniture"
    ]
    return element("section", head, *body, class_="document")


def _write_clause(
    clause: Clause, text: str, quotes: Sequence[Quote], near: Mapping[str, Hit]
) -> Html:
    if clause.kind == "toc":
        return source_text("p", contents_lines(clause, text), class_="toc")
    pieces: list[str | Html] = []
    for piece in split_pieces(clause, text, quotes):
        pieces.extend(_write_anchor(n) for n in piece.begins)
        pieces.append(element("mark", piece.text) if piece.is_quoted else piece.text)
    if quotes:
        n = quotes[0].n
        back = _write_return(f"cite-{n}", f"返回 [{n}]")
        return element("p", source_text("span", *pieces), back, class_="cited")
    if clause.clause_id in near:
        rank = near[clause.clause_id].rank
        anchor = element("span", say("相近"), id=f"near-{rank}", class_="chip")
        back = _write_return(f"card-{rank}", "返回")
        return element("p", anchor, source_text("span", *pieces), back, class_="nearby")
    return source_text("p", *pieces, class_=clause.kind)


def _write_anchor(n: int) -> Html:
    return element("span", f"[{n}]", id=f"place-{n}", class_="chip")


def _write_return(target: str, label: str) -> Html:
    return element("a", f"↩ {say(label)}", href=f"#{target}", class_="back")
