"""Numbers in digits and Chinese numerals, hand-worked and against numbers written out."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.structure.citations import chinese_number
from ingest.text.numerals import read_number


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("３５", 35),
        ("1,200.5", 1200.5),
        ("三千", 3000),
        ("两百零五", 205),
        ("二〇二三", 2023),
        ("二点五", 2.5),
        ("一万五千", 15_000),
        ("3万5千", 35_000),
        ("一亿二千万", 120_000_000),
        ("一万二千亿", 1_200_000_000_000),
        ("三万亿", 3_000_000_000_000),
        ("廿九", 29),
        ("壹仟贰佰", 1200),
        ("十", 10),
        ("百", 100),
    ],
)
def test_a_number_has_its_value(printed: str, value: float) -> None:
    assert read_number(printed) == value


@given(st.integers(1, 999))
def test_a_numeral_that_was_written_from_a_number_is_read_as_it(value: int) -> None:
    assert read_number(chinese_number(value)) == value


@given(st.text("一二三十百千万亿零〇两点0123456789.,", max_size=12))
def test_any_run_of_numerals_is_a_number_or_refused(printed: str) -> None:
    with contextlib.suppress(ValueError):
        assert read_number(printed) >= 0


@pytest.mark.parametrize("printed", ["", "点五", "甲", "1点2点3", "3甲"])
def test_what_is_no_number_is_refused(printed: str) -> None:
    with pytest.raises(ValueError, match="not a number"):
        read_number(printed)
