from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.channels.fusion import RETRIEVERS, Signals, Weights, contributions, scale, token_weights


def floats(*values: float) -> np.ndarray:
    return np.array(values, dtype=np.float32)


SIGNALS = Signals(
    dense=floats(0.8, 0.9, 0.85),
    late=floats(0.5, 0.7, 0.6),
    lexical=floats(4, 0, 2),
    names=floats(1, 0, 0),
    fact=floats(0, 1, 0),
    other_document=floats(0, 0, 1),
    front=floats(0, 1, 0),
    examples=floats(0.5, 0.2, 0),
    coverage=1.0,
    length=8,
)
WEIGHTS = Weights(
    dense=1,
    late=10,
    lexical=100,
    full_coverage=0.5,
    full_length=4,
    names=1000,
    fact=2000,
    other_document=3000,
    unasked_front=4000,
    examples=5000,
    least_example=0.3,
)


def test_each_signal_adds_its_weight_times_its_scaled_value() -> None:
    parts = {name: part.tolist() for name, part in contributions(SIGNALS, WEIGHTS).items()}
    assert parts.pop("dense") == pytest.approx([0, 1, 0.5], abs=1e-5)
    assert parts.pop("late") == pytest.approx([0, 10, 5], abs=1e-4)
    assert parts.pop("examples") == pytest.approx([1000, 0, 0], rel=1e-5)
    assert parts == {
        "lexical": [100, 0, 50],
        "names": [1000, 0, 0],
        "fact": [0, 2000, 0],
        "other_document": [0, 0, -3000],
        "unasked_front": [0, -4000, 0],
    }


@pytest.mark.parametrize(("coverage", "share"), [(0, 0), (0.25, 0.5), (0.5, 1), (1, 1)])
def test_bm25_counts_as_far_as_the_question_is_known(coverage: float, share: float) -> None:
    parts = contributions(replace(SIGNALS, coverage=coverage), WEIGHTS)
    assert parts["lexical"].tolist() == [100 * share, 0, 50 * share]


@pytest.mark.parametrize(("length", "share"), [(0, 0), (1, 0.25), (4, 1), (400, 1)])
def test_bm25_counts_less_for_a_short_question(length: int, share: float) -> None:
    parts = contributions(replace(SIGNALS, length=length), WEIGHTS)
    assert parts["lexical"].tolist() == [100 * share, 0, 50 * share]


def test_a_named_channel_is_ranked_by_that_channel_alone() -> None:
    for name in ("dense", "late", "lexical"):
        parts = contributions(SIGNALS, RETRIEVERS[name])
        total = np.sum(list(parts.values()), axis=0)
        assert total.tolist() == scale(getattr(SIGNALS, name)).tolist()


def test_equal_scores_are_scaled_to_zeros() -> None:
    assert scale(floats(0.3, 0.3)).tolist() == [0, 0]
    assert scale(floats(7)).tolist() == [0]


@given(st.lists(st.floats(-1e6, 1e6, width=32), min_size=1, max_size=20))
def test_scaling_keeps_the_order_and_stays_within_0_and_1(values: list[float]) -> None:
    scaled = scale(floats(*values))
    assert 0 <= scaled.min() <= scaled.max() <= 1
    order = np.argsort(values, kind="stable")
    assert (np.diff(scaled[order]) >= 0).all()


def test_a_token_that_fits_few_clauses_weighs_more_than_one_that_fits_all() -> None:
    best = np.array([[0.9, 0.9], [0.2, 0.9], [0.2, 0.9], [0.2, 0.9]], dtype=np.float32)
    rare, common = token_weights(best, floats(1, 1), contrast=0.7)
    assert rare > 100 * common
    assert rare + common == pytest.approx(1)


def test_without_contrast_the_mask_alone_counts() -> None:
    best = np.random.default_rng(0).random((5, 3)).astype(np.float32)
    weights = token_weights(best, floats(1, 1, 2), contrast=0)
    assert weights == pytest.approx([0.25, 0.25, 0.5])
