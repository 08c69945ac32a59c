"""A desk over a provincial plan and a national draft that support firms and try to be markup."""

from dataclasses import replace
from functools import cache

from ingest import Corpus, Document
from ingest.formats.model import Extract
from ingest.parsing import parse_document
from tests.ui.fakes import HOSTILE
from tests.ui.fakes import make_desk as make_bare_desk
from ui.desk import Desk

PLAN_TITLE = "广东省发展<b>现代轻工纺织</b>产业行动计划（2023-2025年）"
DRAFT_TITLE = "关于加快现代轻工产业建设的意见[点此](javascript:alert(1))（征求意见稿）"
OFFICE = "省<i>工业</i>局"
PLAN = f"""一、重点<b>任务</b>

（一）数字化转型。支持家具行业{HOSTILE}数字化改造，支持陶瓷行业数字化改造。鼓励中小企业上云。鼓励地方政府建设云平台。（省工业和信息化厅牵头，{OFFICE}、财政厅按职责分工负责）

（二）人才培养。加强人才培养，推动设备更新。
"""
DRAFT = """一、重点任务

（一）绿色制造。支持轻工企业实施清洁生产。加强电池回收利用。
"""


@cache
def make_desk() -> Desk:
    """Return the desk; it has no index to search."""
    given = (
        Document("plan", "plan.txt", "", title=PLAN_TITLE, status="in_force", period=(2023, 2025)),
        Document("draft", "draft.txt", "", title=DRAFT_TITLE, status="draft"),
    )
    texts = {"plan": PLAN, "draft": DRAFT}
    parsed = [
        parse_document(document, Extract(texts[document.doc_id], is_wrapped=True))
        for document in given
    ]
    documents = tuple(document for document, _ in parsed)
    clauses = tuple(clause for _, found in parsed for clause in found)
    return replace(make_bare_desk(), corpus=Corpus(documents, texts, clauses))
