import random
from collections.abc import Sequence
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from eval.judging.statistics import (
    PairedTest,
    holm,
    mean_interval,
    paired_test,
    randomisation_p,
    ratio_interval,
)


def enumerated_p(differences: Sequence[float]) -> float:
    """Return the share of all ways to set the signs whose sum is as far from 0 as that found."""
    observed = abs(sum(differences))
    sums = [
        abs(sum(sign * value for sign, value in zip(signs, differences, strict=True)))
        for signs in product((1, -1), repeat=len(differences))
    ]
    return sum(total >= observed - 1e-9 for total in sums) / len(sums)


@pytest.mark.parametrize(
    ("differences", "p"),
    [
        # ±1 ±1 ±1: of 8 ways, 2 have a sum of 3 or −3.
        ([1, 1, 1], 2 / 8),
        ([-1, -1, -1], 2 / 8),
        # The sum is 1, and no sum of three ones is smaller.
        ([1, 1, -1], 8 / 8),
        # ±0.5 ±0.2 ±0.1 = 0.6 is reached or passed by 0.8, 0.6 and their opposites.
        ([0.5, 0.2, -0.1], 4 / 8),
        # ±4 ±2 ±1 ±1 = 4: with +4 the four ways with +2, and −2 +1 +1; as many with −4.
        ([4, 2, -1, -1], 10 / 16),
        # The sign of 0 says nothing: 2 ways of 16, twice.
        ([1, 1, 1, 1, 0], 4 / 32),
        ([0.1, 0.2, -0.3], 1.0),
        # The sum is 0, which a sum of floating-point numbers misses.
        ([-0.5, 0.25, 0.25, 1 / 3, 1 / 3, 1 / 3, 0.5, -1.0, -0.5], 1.0),
        ([1, -1, 0, 0], 1.0),
        # One query tells nothing.
        ([0.7], 1.0),
        ([-0.7], 1.0),
    ],
)
def test_the_p_value_counts_all_ways_to_set_the_signs(differences: list[float], p: float) -> None:
    assert enumerated_p(differences) == pytest.approx(p)
    assert randomisation_p(differences) == pytest.approx(p)


@given(st.lists(st.sampled_from([-1.0, -0.5, 0.0, 0.25, 1 / 3, 0.5, 1.0]), min_size=1, max_size=9))
def test_the_p_value_of_few_queries_is_exact(differences: list[float]) -> None:
    assert randomisation_p(differences) == pytest.approx(enumerated_p(differences))


def test_equal_systems_have_a_p_value_of_1() -> None:
    assert randomisation_p([0.0]) == 1.0
    assert randomisation_p([0.0] * 300) == 1.0


def test_the_p_value_of_many_queries_is_near_that_of_the_t_test() -> None:
    rng = np.random.default_rng(1)
    for shift in (0.0, 0.02, 0.05):
        differences = rng.normal(shift, 0.3, 200)
        expected = stats.ttest_1samp(differences, 0).pvalue
        assert randomisation_p(differences.tolist()) == pytest.approx(expected, abs=0.02)


def test_the_p_value_is_never_0() -> None:
    assert 0 < randomisation_p([1.0] * 100) < 0.001


def test_the_interval_of_a_mean_is_scipys() -> None:
    values = [random.Random(2).random() for _ in range(80)]
    low, high = mean_interval(values)
    expected = stats.bootstrap(
        (values,),
        np.mean,
        n_resamples=20000,
        batch=1000,
        method="percentile",
        rng=np.random.default_rng(0),
    ).confidence_interval
    assert low == pytest.approx(expected.low, abs=0.006)
    assert high == pytest.approx(expected.high, abs=0.006)


def test_the_interval_of_a_ratio_is_scipys() -> None:
    rng = random.Random(3)
    counted = [float(rng.random() < 0.6) for _ in range(120)]
    values = [rng.random() * count for count in counted]
    low, high = ratio_interval(values, counted)
    # The queries that count, with a size that varies: the mean of as many as there are.
    expected = stats.bootstrap(
        (values, counted),
        lambda a, b, axis: a.sum(axis=axis) / b.sum(axis=axis),
        paired=True,
        n_resamples=20000,
        batch=1000,
        method="percentile",
        rng=np.random.default_rng(0),
    ).confidence_interval
    assert low == pytest.approx(expected.low, abs=0.006)
    assert high == pytest.approx(expected.high, abs=0.006)


def test_the_interval_of_two_values_by_hand() -> None:
    # Resamples of 0 and 1 have means 0, 0.5 and 1, the outer ones a quarter of the time each.
    assert mean_interval([0.0, 1.0]) == (0.0, 1.0)


def test_a_constant_list_has_an_interval_of_no_width() -> None:
    assert mean_interval([0.25] * 50) == (0.25, 0.25)
    assert mean_interval([0.0, 0.0]) == (0.0, 0.0)


def test_a_single_query_has_its_own_value_as_interval() -> None:
    assert mean_interval([0.4]) == (0.4, 0.4)
    assert ratio_interval([1.0], [2.0]) == (0.5, 0.5)


def test_a_resample_without_a_query_that_counts_is_0() -> None:
    # Of two queries one counts; a quarter of the resamples leave it out.
    assert ratio_interval([0.0, 1.0], [0.0, 1.0]) == (0.0, 1.0)


def test_an_interval_holds_its_mean() -> None:
    rng = random.Random(4)
    for _ in range(20):
        values = [rng.random() for _ in range(rng.randint(2, 60))]
        low, high = mean_interval(values)
        assert low <= sum(values) / len(values) <= high


def test_the_same_numbers_come_out_twice() -> None:
    values = [random.Random(6).uniform(-1, 1) for _ in range(100)]
    assert mean_interval(values) == mean_interval(values)
    assert randomisation_p(values) == randomisation_p(values)


def test_two_systems_differ_by_hand() -> None:
    # The sum is 1.5; of the 4 ways ±1 ±0.5 two are as far from 0.
    test = paired_test([1.0, 0.0, 0.5, 0.0])
    low, high = mean_interval([1.0, 0.0, 0.5, 0.0])
    assert test == PairedTest(difference=0.375, low=low, high=high, p=0.5, wins=2, ties=2, losses=0)
    back = paired_test([-1.0, 0.0, -0.5, 0.0])
    assert (back.difference, back.p, back.wins, back.losses) == (-0.375, 0.5, 0, 2)


def test_holm_by_hand() -> None:
    # In order 0.005·4 = 0.02, 0.01·3 = 0.03, 0.03·2 = 0.06, and 0.04·1, which may not be less.
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])


def test_holm_gives_the_published_example() -> None:
    # The example in the documentation of pingouin.holm.
    p_values = [0.50, 0.003, 0.32, 0.054, 0.0003]
    assert holm(p_values) == pytest.approx([0.64, 0.012, 0.64, 0.162, 0.0015])


def test_holm_keeps_one_and_none_and_stops_at_1() -> None:
    assert holm([]) == []
    assert holm([0.04]) == [0.04]
    assert holm([0.6, 0.9]) == [1.0, 1.0]
    assert holm([0.05, 0.05, 0.05]) == pytest.approx([0.15, 0.15, 0.15])


@given(st.lists(st.floats(0, 1), max_size=8))
def test_holm_rejects_what_the_stepwise_procedure_rejects(p_values: list[float]) -> None:
    # Holm 1979: the smallest is compared with α/n, the next with α/(n−1), until one is larger.
    alpha, rejected = 0.05, set()
    for step, i in enumerate(sorted(range(len(p_values)), key=p_values.__getitem__)):
        if p_values[i] * (len(p_values) - step) > alpha:
            break
        rejected.add(i)
    assert {i for i, p in enumerate(holm(p_values)) if p <= alpha} == rejected
