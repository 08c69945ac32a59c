import pytest

from eval.judging.statistics import wilson_interval
from eval.reading.shares import Share, share_of


def test_the_wilson_interval_is_the_published_one() -> None:
    # Newcombe 1998, table I, method 3: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
    for hits, count, low, high in (
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ):
        assert wilson_interval(hits, count) == pytest.approx((low, high), abs=5e-5)


def test_of_no_cases_nothing_is_known() -> None:
    assert Share().value is None
    assert Share().interval == (0.0, 1.0)


def test_shares_add_up_by_their_cases() -> None:
    # (1 + 3) / (2 + 4), not the mean of 1/2 and 3/4.
    assert (Share(1, 2) + Share(3, 4)).value == pytest.approx(4 / 6)
    assert share_of([True, False, True]) == Share(2, 3)
