"""Titles, the notes in them, and which document a notice issues."""

import pytest

from ingest.structure.titles import (
    is_note_of_title,
    is_same_title,
    is_title,
    read_period,
    tidy_title,
    title_of_issued,
)


@pytest.mark.parametrize(
    "line",
    [
        "关于促进消费的若干措施（试行）",
        "临江市燃气条例",
        "办事指南",
        "职责清单",
        "产业政策导引（市级版）",
        "征求意见的函",
    ],
)
def test_a_title_ends_in_a_kind_of_document(line: str) -> None:
    assert is_title(line)


@pytest.mark.parametrize(
    "line", ["临江省内各地", "为加快发展，依据有关规定，制定本办法", "现印发给你们。", ""]
)
def test_a_sentence_is_no_title(line: str) -> None:
    assert not is_title(line)


def test_a_note_on_adoption_is_no_note_of_the_title() -> None:
    assert is_note_of_title("（征求意见稿）")
    assert is_note_of_title("（2023-2025年）")
    assert not is_note_of_title("（章）")


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("行动计划（2023-2025年）", (2023, 2025)),
        ("方案（2024—2026年）", (2024, 2026)),
        ("规划（2021至2025年）", (2021, 2025)),
        ("临江市“十四五”商务发展规划", (2021, 2025)),
        ("关于做好“十四五”工作的通知", None),
        ("2024年工作要点", None),
    ],
)
def test_the_period_is_the_years_that_the_title_names(
    title: str, period: tuple[int, int] | None
) -> None:
    assert read_period(title) == period


@pytest.mark.parametrize(
    ("notice", "issued"),
    [
        ("关于印发《临江市扶持办法》的通知", "临江市扶持办法"),
        ("临江市政府关于印发临江市扶持办法的通知", "临江市扶持办法"),
        ("科技部印发《关于发展〈甲〉的意见》的通知", "关于发展〈甲〉的意见"),
        ("国务院办公厅转发商务部关于消费意见的通知", "商务部关于消费"),
        ("关于促进消费的通知", ""),
    ],
)
def test_a_notice_names_what_it_issues(notice: str, issued: str) -> None:
    assert title_of_issued(notice) == issued


def test_the_same_title_may_be_printed_in_two_ways() -> None:
    assert is_same_title("商务部关于促进消费意见报告", "关于促进消费意见的报告")
    assert is_same_title("2024-2026年补贴方案", "2024—2026年补贴方案")
    assert is_same_title("临江省战略性新兴产业集群行动计划", "临江省战略性支柱产业集群行动计划")
    assert not is_same_title("临江省2024年电子商务发展计划", "临江省2025年电子商务发展计划")
    assert not is_same_title("促进消费办法", "促进投资办法")
    assert not is_same_title("", "促进投资办法")


def test_a_title_is_tidied_to_one_line_of_full_width_brackets() -> None:
    assert tidy_title("关于发展 5G\n应用的 意见(试行)") == "关于发展5G应用的意见（试行）"
    assert tidy_title("（转载）临江市扶持办法") == "临江市扶持办法"
