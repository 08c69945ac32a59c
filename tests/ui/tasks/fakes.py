"""A desk over a document that makes departments responsible and tries to be markup, and a draft."""

from dataclasses import replace
from functools import cache

from ingest import Clause, Corpus, Document
from ingest.formats.model import Extract
from ingest.parsing import parse_document
from tests.ui.fakes import HOSTILE
from tests.ui.fakes import make_desk as make_bare_desk
from ui.desk import Desk

TITLE = "临江省<b>纺织</b>行动计划（2023-2025年）"
DRAFT_TITLE = "指导意见（征求意见稿）[点此](javascript:alert(1))"
CHAPTER = "一、重点<b>任务</b>"
OFFICE = "临江省<i>工业</i>局"
PLAN = f"""{CHAPTER}

（一）加强检验检测。{HOSTILE}建设平台。（省市场监管局牵头，省<i>工业</i>局、商务厅按职责分工负责）

（二）=培育品牌。{HOSTILE}参加展会。（省商务厅牵头）

二、保障措施

（三）强化人才。引进人才。（省教育厅、省财政厅按职责分工负责）
"""
DRAFT = """一、总体要求

（一）指导思想。坚持创新驱动。
"""


@cache
def make_desk() -> Desk:
    """Return the desk; it has no index to search."""
    given = (
        Document("plan", "plan.txt", "", title=TITLE, status="in_force", period=(2023, 2025)),
        Document("draft", "draft.txt", "", title=DRAFT_TITLE, status="draft"),
    )
    texts = {"plan": PLAN, "draft": DRAFT}
    documents: list[Document] = []
    clauses: list[Clause] = []
    for document in given:
        source = Extract(texts[document.doc_id], is_wrapped=True)
        described, parsed = parse_document(document, source)
        documents.append(described)
        clauses += parsed
    return replace(make_bare_desk(), corpus=Corpus(tuple(documents), texts, tuple(clauses)))


@cache
def make_desk_without_tasks() -> Desk:
    """Return a desk whose documents make no department responsible."""
    corpus = make_desk().corpus
    draft = corpus.documents[1]
    clauses = tuple(clause for clause in corpus.clauses if clause.doc_id == draft.doc_id)
    return replace(make_desk(), corpus=Corpus((draft,), {draft.doc_id: DRAFT}, clauses))
