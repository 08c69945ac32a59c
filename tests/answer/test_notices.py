"""Notices on the documents that an answer cites."""

from dataclasses import replace
from datetime import date

from answer.notices import write_notices
from ingest import Corpus


def test_a_plan_is_said_to_have_ended_only_after_its_last_year(corpus: Corpus) -> None:
    plan = corpus.documents[0]
    assert write_notices([plan], date(2025, 12, 31)) == ()
    (notice,) = write_notices([plan], date(2026, 1, 1))
    assert notice.endswith("的规划期到 2025 年为止，截至 2026-01-01 已结束。")


def test_a_draft_is_said_to_be_a_draft_on_any_day(corpus: Corpus) -> None:
    (notice,) = write_notices([corpus.documents[1]], date(2022, 1, 11))
    assert "征求意见" in notice
    assert "不是已生效的文件" in notice


def test_a_repealed_document_is_said_to_be_repealed(corpus: Corpus) -> None:
    repealed = replace(corpus.documents[0], status="repealed")
    assert write_notices([repealed], date(2024, 1, 1))[0].endswith("已废止。")
