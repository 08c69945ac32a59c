"""Desks over documents without index or model: the real ones, and ones made for a test."""

from dataclasses import replace
from functools import cache
from pathlib import Path

from feedback import FeedbackStore
from ingest import Corpus, Document, LeftOut, load_corpus
from ingest.documents import Doubt
from ingest.formats.model import Extract
from ingest.parsing import parse_document
from tests.ui.fakes import make_desk
from ui.desk import Desk

DOCUMENTS = Path(__file__).parents[3] / "docs_raw"
_TWO = {
    "first": "一、总则\n\n（一）目的。支持数字化转型，建\n\n设平台。\n\n（二）数字化转型的范围。\n",
    "second": "一、任务\n\n1.改造。推进數字化轉型。\n",
}


@cache
def real_corpus() -> Corpus:
    return load_corpus(DOCUMENTS)


def parse_corpus(texts: dict[str, str]) -> Corpus:
    """Return a corpus of texts by their doc_id, each titled by it."""
    parsed = [
        parse_document(
            Document(name, f"{name}.txt", "", title=name), Extract(text, is_wrapped=True)
        )
        for name, text in texts.items()
    ]
    documents = tuple(document for document, _ in parsed)
    clauses = tuple(clause for _, found in parsed for clause in found)
    return Corpus(documents, dict(texts), clauses)


@cache
def two_documents() -> Corpus:
    return parse_corpus(_TWO)


def refused_corpus() -> Corpus:
    """Return two documents, one of them read with a doubt, and two files that are not used."""
    doubt = Doubt("first.txt", "recognised", "page 3: scanned, the text was recognised")
    folder = "/srv/files"
    left_out = (
        LeftOut(
            f"{folder}/旧表.xls", "", f"{folder}/旧表.xls: is an Excel workbook (.xls)", "kind"
        ),
        LeftOut(f"{folder}/<b>.txt", "", f"{folder}/<b>.txt: is empty", "empty"),
    )
    return replace(two_documents(), left_out=left_out, doubts=(doubt,))


def desk_of(corpus: Corpus, *, writes: bool = False) -> Desk:
    """Return a desk over `corpus`; with `writes` a language model is set."""
    answerer = make_desk().answerer
    return Desk(
        answerer=answerer,
        corpus=corpus,
        fingerprint="0123456789abcdef",
        model="encoder-of-a-test",
        feedback=FeedbackStore(Path("/nonexistent/feedback.sqlite3")),
        writer=answerer if writes else None,
    )
