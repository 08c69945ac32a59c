"""Answers as text to copy, and conversations as reports."""

import re
from datetime import date

import pytest
from markdown_it import MarkdownIt

from answer import Answer
from export import to_markdown, to_word
from export.conversation import answer_text, conversation_report
from export.report import Heading, Paragraph, Quote
from tests.ui.fakes import HOSTILE, QUOTE, make_desk

_DAY = date(2026, 1, 1)


def _answer(question: str) -> Answer:
    return make_desk().answerer.answer(question, as_of=_DAY)


def test_a_copied_answer_holds_each_citation_with_its_quote() -> None:
    lines = answer_text(_answer("有什么支持？")).splitlines()
    assert lines[0] == "支持企业改造，[1]"
    assert any(line.startswith("[2] ") and line.endswith(f"“{QUOTE}”") for line in lines)
    assert lines[-1].startswith("※ ")


def test_a_copied_refusal_names_the_nearest_clauses_as_no_answer() -> None:
    text = answer_text(_answer("没有"))
    assert "最接近的条款（不是答案）：" in text
    assert "出处" not in text


def test_a_report_holds_every_question_in_order_with_its_quotes() -> None:
    asked = ["有什么支持？", "没有"]
    report = conversation_report([(q, _answer(q)) for q in asked], day=_DAY)
    headings = [b.text for b in report.blocks if isinstance(b, Heading) and b.level == 1]
    quotes = [b for b in report.blocks if isinstance(b, Quote)]
    assert headings == ["1. 有什么支持？", "2. 没有"]
    assert [quote.text for quote in quotes[:2]] == ["支持企业改造，", QUOTE]
    assert quotes[1].citation.startswith("[2] 《")
    assert len(quotes) == 3, "the nearest clause of the refusal too"
    (first, *_) = [b.text for b in report.blocks if isinstance(b, Paragraph)]
    assert "2026-01-01，共 2 个问题" in first
    assert "不构成法律意见" in first


def test_a_hostile_conversation_becomes_files_in_which_nothing_acts() -> None:
    report = conversation_report([(HOSTILE, _answer(HOSTILE))], day=_DAY)
    html = MarkdownIt("commonmark", {"html": True}).render(to_markdown(report))
    assert not re.search(r"<(?:script|img|a|b)\b", html)
    assert to_word(report).startswith(b"PK")


def test_a_report_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="ask a question first"):
        conversation_report([], day=_DAY)
