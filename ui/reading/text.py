"""The text of a document, every clause at its anchor, with what is marked in it."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from ingest import Clause, Corpus, Document
from ui.parts.documents import write_badge
from ui.parts.markup import Html, element, source_text
from ui.parts.script import say
from ui.reading.anchors import clause_anchor, hit_anchor
from ui.reading.annotations import note_look
from views.annotation_list import Note, list_notes
from views.pieces import Span, contents_lines, cut_text, heading_span
from views.text_search import TextHit

_Mark = tuple[Span, Callable[[str | Html, bool], Html]]
_FRONT_LOOKS = {"文件标题": "title", "发文字号": "number", "成文日期": "signed"}


def write_text(
    document: Document,
    corpus: Corpus,
    day: date,
    *,
    hits: Sequence[TextHit] = (),
    has_notes: bool = False,
) -> Html:
    """Return a document, whole.

    Args:
        document: One of the corpus.
        corpus: All documents.
        day: The day on which it is in force or not.
        hits: Places to mark, of this document or others.
        has_notes: Mark annotations too.
    """
    title = source_text("span", document.title or document.doc_id)
    by_clause: dict[str, list[TextHit]] = {}
    for hit in hits:
        by_clause.setdefault(hit.clause.clause_id, []).append(hit)
    body = [
        _write_clause(
            clause,
            corpus.texts[document.doc_id],
            by_clause.get(clause.clause_id, ()),
            list_notes(clause) if has_notes else (),
        )
        for clause in corpus.clauses_of(document.doc_id)
    ]
    return element(
        "div",
        element("h2", title, " ", write_badge(document, day)),
        *body,
        id=top_anchor(document),
        class_="reading",
        tabindex="0",
        role="region",
        aria_label=say("原文正文"),
    )


def top_anchor(document: Document) -> str:
    """Return the anchor of a document's text."""
    return f"top-{clause_anchor(document.doc_id)}"


def _write_clause(
    clause: Clause, source: str, hits: Sequence[TextHit], notes: Sequence[Note]
) -> Html:
    anchor = clause_anchor(clause.clause_id)
    if clause.kind == "toc":
        return source_text("p", contents_lines(clause, source), id=anchor, class_="toc")
    marks: list[_Mark] = [((hit.start, hit.end), partial(_mark_hit, hit)) for hit in hits]
    marks += [((note.start, note.end), partial(_mark_note, note)) for note in notes]
    heading = heading_span(clause, source)
    if heading is not None:
        marks.append((heading, _mark_heading))
    pieces: list[str | Html] = []
    for cut in cut_text(clause, source, [span for span, _ in marks]):
        piece: str | Html = cut.text
        for i in reversed(cut.inside):
            piece = marks[i][1](piece, i in cut.begins)
        pieces.append(piece)
    return source_text(_tag(clause), *pieces, id=anchor, class_=_look(clause))


def _tag(clause: Clause) -> str:
    if clause.kind != "heading":
        return "p"
    return "h4" if clause.path else "h3"


def _look(clause: Clause) -> str:
    if clause.kind == "front":
        return f"front {_FRONT_LOOKS.get(clause.title, '')}".strip()
    # A chapter that is one clause begins with a heading too.
    return f"{clause.kind} chapter" if not clause.path and clause.number else clause.kind


def _mark_hit(hit: TextHit, text: str | Html, begins: bool) -> Html:
    if begins:
        return element("mark", text, id=hit_anchor(hit.n))
    return element("mark", text)


def _mark_note(note: Note, text: str | Html, begins: bool) -> Html:
    return element("span", text, class_=note_look(note.kind, begins=begins))


def _mark_heading(text: str | Html, begins: bool) -> Html:
    del begins
    return element("strong", text)
