"""Dates in all printed forms."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.text.dates import FoundDate, find_dates, is_date, read_day, to_iso


@pytest.mark.parametrize("zero", "零〇○◯Ｏ0OОΟo")
def test_any_character_that_looks_like_a_zero_is_one_in_a_year(zero: str) -> None:
    assert to_iso(f"二{zero}二三年十二月二十九日") == "2023-12-29"


@pytest.mark.parametrize(
    ("printed", "iso"),
    [
        ("2023年12月29日", "2023-12-29"),
        ("２０２３年１２月２９日", "2023-12-29"),
        ("2022 年 1 月 10 日", "2022-01-10"),
        ("2023-12-29", "2023-12-29"),
        ("2023.1.9", "2023-01-09"),
        ("2023/12/29", "2023-12-29"),
        ("二〇二四年元月廿九日", "2024-01-29"),
        ("二〇二四年三月卅一日", "2024-03-31"),
        ("二○二四年一月", "2024-01"),
        ("民国112年5月3日", "2023-05-03"),
        ("中華民國一百十二年五月三日", "2023-05-03"),
        ("112年5月3日", "2023-05-03"),
        ("112.5.3", "2023-05-03"),
        ("5月6日", "05-06"),
        ("明年", ""),
        ("2023年2月31日", ""),
        ("6.1.2", ""),
        ("2023-2025年", ""),
    ],
)
def test_a_date_is_read_as_far_as_it_goes(printed: str, iso: str) -> None:
    assert to_iso(printed) == iso


def test_dates_are_found_with_their_places() -> None:
    assert find_dates("自2023年12月29日起，至二〇二五年底；3月5日前报送") == [
        FoundDate("2023-12-29", 1, 12),
        FoundDate("03-05", 22, 26),
    ]


@pytest.mark.parametrize("line", ["2023年12月29日", "（二〇二四年一月）", "112.5.3"])
def test_a_line_that_is_nothing_but_a_date_is_one(line: str) -> None:
    assert is_date(line)


@pytest.mark.parametrize("line", ["5月6日", "2023年12月29日印发", "2023年", "1.1.2", ""])
def test_other_lines_are_no_dates(line: str) -> None:
    assert not is_date(line)


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2199, 12, 31)))
def test_a_date_that_is_printed_is_read_back(day: datetime.date) -> None:
    assert read_day(to_iso(f"{day.year}年{day.month}月{day.day}日")) == day


PIECES = st.sampled_from(["2023", "二〇", "年", "月", "日", "-", ".", "/", "1", "12", "十", "民国"])


@given(st.lists(PIECES, max_size=12).map("".join) | st.text(max_size=40))
def test_any_text_gives_real_days_in_order(text: str) -> None:
    last = 0
    for found in find_dates(text):
        assert last <= found.start < found.end <= len(text)
        assert len(found.iso) != len("2023-12-29") or read_day(found.iso)
        last = found.end
