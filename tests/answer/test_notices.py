"""Notices on the documents that an answer cites."""

from dataclasses import replace
from datetime import date

from answer.notices import write_notices
from ingest import Corpus
from ingest.model import Replacement


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


def test_what_replaced_a_document_and_since_when_is_named(corpus: Corpus) -> None:
    replaced = replace(
        corpus.documents[0], replaced=Replacement("new", "新行动计划", "2024-06-01", 0)
    )
    (notice,) = write_notices([replaced], date(2024, 7, 1))
    assert "自 2024-06-01 起已被《新行动计划》废止或代替" in notice
    assert write_notices([replaced], date(2024, 5, 31)) == ()


def test_on_a_day_before_it_was_issued_a_document_is_said_not_to_be_there(corpus: Corpus) -> None:
    (notice,) = write_notices([corpus.documents[0]], date(2023, 1, 1))
    assert "2023-12-29 印发，截至 2023-01-01 还没有这份文件" in notice
