"""Small documents that make departments responsible, for tests that count by hand."""

from pathlib import Path

from ingest import Corpus, load_corpus
from tests.fakes import DRAFT, write_documents

# Leads: 市场监管局 1, 商务厅 1, 工信厅 1. Supports: 商务厅 3, 财政厅 2, 教育厅 1; nobody leads the
# last two tasks. 商务厅 both leads and takes part in （二）.
PLAN = """临江省促进纺织产业发展行动计划（2023-2025年）

一、重点任务
（一）加强检验检测。建设检验检测公共服务平台。（省市场监管局牵头，省商务厅等有关单位按职责分工负责）
（二）培育知名品牌。支持参加展会。（省商务厅牵头）鼓励创建品牌。（省工业和信息化厅牵头，省商务厅配合）
二、保障措施
（三）强化人才支撑。引进技能人才。（省教育厅、省财政厅按职责分工负责）
（四）加大资金投入。统筹现有资金。

（省财政厅、商务厅按职责分工负责）
"""


def make_corpus(folder: Path, **texts: str) -> Corpus:
    """Return the corpus of the texts, or of `PLAN` and a draft without departments."""
    return load_corpus(
        write_documents(folder / "docs", **(texts or {"plan": PLAN, "draft": DRAFT}))
    )
