"""The documents around the cited clauses, each marked at its place."""

from collections.abc import Mapping, Sequence
from datetime import date

from answer import Answer
from index import Hit
from ingest import Clause, Corpus, Document
from ui.parts.addresses import read_link
from ui.parts.documents import write_badge
from ui.parts.highlight import Quote, split_pieces
from ui.parts.markup import Html, element, source_text
from ui.parts.script import say
from views.pieces import contents_lines

# So many clauses before and after a cited one are shown.
_AROUND = 6


def write_reader(answer: Answer, corpus: Corpus, day: date) -> Html:
    """Return the places of the answer's clauses in their documents, in the order they are cited."""
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
    clauses = [c for c in corpus.clauses_of(document.doc_id) if c.kind != "furniture"]
    marked = [i for i, c in enumerate(clauses) if c.clause_id in quotes or c.clause_id in near]
    shown = sorted({i for m in marked for i in range(m - _AROUND, m + _AROUND + 1)})
    body: list[Html] = []
    last = -1
    for i in (i for i in shown if 0 <= i < len(clauses)):
        if i > last + 1:
            body.append(_write_gap(clauses[i]))
        body.append(_write_clause(clauses[i], text, quotes.get(clauses[i].clause_id, ()), near))
        last = i
    if last < len(clauses) - 1:
        body.append(_write_gap(clauses[last + 1]))
    return element("section", head, *body, class_="document")


def _write_gap(clause: Clause) -> Html:
    """Return a link to what is left out, which ends or begins at `clause`."""
    link = element("a", say("……　打开全文"), href=read_link(clause.clause_id))
    return element("p", link, class_="gap")


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
