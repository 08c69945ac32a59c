"""An answerer without a model, over one small document full of text that tries to be markup."""

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from answer import Answer, Citation
from answer.answerer import STAGES
from answer.model import Point
from feedback import FeedbackStore
from index import Hit
from ingest import Clause, Corpus, Document
from ingest.formats.model import Extract
from ingest.parsing import parse_document
from question.dialogue.conversation import Conversation
from question.query import check_question
from ui.desk import Desk

HOSTILE = (
    "<script>document.title='taken'</script><img src=http://example.invalid/a.png onerror=alert(1)>"
    "[点此](javascript:alert(1))![图](http://example.invalid/b.png) <b>粗</b> &lt; `码` $x$"
)
QUOTE = "建设示范工厂5家。"
TEXT = f"""一、总体要求

（一）{HOSTILE}支持企业改造，建

设示范工厂5家。（省工业和信息化厅牵头）

（二）人才队伍。引进人才。
"""
WHY: dict[str, object] = {
    "channels": {"dense": 0.1, "late": 0.65, "lexical": 0.0, "other_document": -0.25},
    "names": ["家具"],
    "words": [{"query": HOSTILE, "clause": HOSTILE, "score": 0.913, "start": 0, "end": 2}],
    "weakest_quarter": 0.8,
}


@cache
def make_desk(feedback: Path = Path("/nonexistent/feedback.sqlite3")) -> Desk:
    """Return a desk with the fake answerer; verdicts are kept in `feedback`."""
    source = Extract(TEXT, is_wrapped=True)
    document = Document(
        "hostile", "hostile.txt", "", title=HOSTILE, number=HOSTILE, status="draft", address=HOSTILE
    )
    _, clauses = parse_document(document, source)
    return Desk(
        answerer=FakeAnswerer(clauses[1], clauses[2]),
        corpus=Corpus((document,), {"hostile": TEXT}, tuple(clauses)),
        fingerprint="0123456789abcdef",
        model=HOSTILE,
        feedback=FeedbackStore(feedback),
    )


class FakeWriter:
    """Writes what the fake answerer quotes, stage by stage and line by line."""

    def answer(
        self,
        question: str,
        *,
        as_of: date,
        conversation: Conversation | None = None,
        on_line: Callable[[str], None] | None = None,
        on_stage: Callable[[str], None] | None = None,
        doc_ids: Collection[str] = (),
    ) -> Answer:
        """Return the answer after its stages and lines."""
        answer = make_desk().answerer.answer(question, as_of=as_of, conversation=conversation)
        if on_stage and on_line:
            for stage in STAGES:
                on_stage(stage)
            for line in answer.text.splitlines():
                on_line(line)
        points = (Point(f"模型写的：{QUOTE}", (2,), is_verdict=True),)
        return replace(answer, text=f"模型写的：{QUOTE}[2]", points=points, is_generated=True)


class FakeAnswerer:
    """Answers by what the question holds: 部分, 没有, 天气, or anything else."""

    def __init__(self, cited: Clause, near: Clause) -> None:
        self._cited = cited
        self._near = near

    def answer(
        self,
        question: str,
        *,
        as_of: date,
        conversation: Conversation | None = None,
        on_line: Callable[[str], None] | None = None,
        on_stage: Callable[[str], None] | None = None,
        doc_ids: Collection[str] = (),
    ) -> Answer:
        """Return an answer of the status that the question names."""
        check_question(question)
        near = (Hit(1, 0.4, self._near, {**WHY}),)
        if "没有" in question or "天气" in question:
            status = "not_found" if "没有" in question else "out_of_scope"
            text = f"没有找到{HOSTILE}。"
            verdict = Point(text, is_verdict=True)
            return Answer(question, status, "content", text, (), (), near, points=(verdict,))
        start, end = TEXT.index("建\n"), TEXT.index("家。") + 2
        citations = (
            Citation(1, self._cited, "支持企业改造，", TEXT.index("支持"), start, WHY),
            Citation(2, self._cited, QUOTE, start, end, WHY),
        )
        text = f"支持企业改造，[1]\n{HOSTILE}{QUOTE}[2] 见[9]"
        points = (
            Point("支持企业改造，", (1,), is_verdict=True),
            Point(f"{HOSTILE}{QUOTE}", (2, 9), "一（一）", self._cited),
        )
        status = "partial" if "部分" in question else "answered"
        notice = f"{HOSTILE}，截至 {as_of.isoformat()}"
        return Answer(
            *(question, status, "content", text, citations, (notice,), near),
            points=points,
            suggestions=(f"{HOSTILE}由谁牵头？",),
        )
