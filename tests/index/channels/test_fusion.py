import numpy as np
import pytest

from index.channels.fusion import RETRIEVERS, Signals, Weights, contributions, token_weights


def floats(*values: float) -> np.ndarray:
    return np.array(values, dtype=np.float32)


SIGNALS = Signals(
    dense=floats(0.8, 0.9, 0.85),
    late=floats(0.7, 0.8, 0.9),
    lexical=floats(1, 0, 0.5),
    place=floats(0, 1, 0.5),
    kind=floats(0, 1, 2),
    superseded=floats(1, 0, 0),
    fact=floats(0, 1, 0),
    other_document=floats(0, 0, 1),
    examples=floats(0.5, 0.2, 0),
)
WEIGHTS = Weights(
    dense=1,
    late=10,
    lexical=100,
    place=200,
    kind=300,
    superseded=400,
    fact=2000,
    other_document=3000,
    examples=5000,
    least_example=0.3,
)


def test_each_signal_adds_its_weight_times_its_value() -> None:
    parts = {name: part.tolist() for name, part in contributions(SIGNALS, WEIGHTS).items()}
    assert parts.pop("dense") == pytest.approx([0, 0.1, 0.05], abs=1e-5)
    assert parts.pop("late") == pytest.approx([-1, 0, 1], abs=1e-4)
    assert parts.pop("examples") == pytest.approx([1000, 0, 0], rel=1e-5)
    assert parts == {
        "lexical": [100, 0, 50],
        "place": [0, 200, 100],
        "kind": [0, 300, 600],
        "superseded": [-400, 0, 0],
        "fact": [0, 2000, 0],
        "other_document": [0, 0, -3000],
    }


def test_the_score_of_a_clause_does_not_depend_on_the_others() -> None:
    def score(count: int) -> float:
        signals = Signals(**{name: getattr(SIGNALS, name)[:count] for name in SIGNALS.__slots__})
        return float(np.sum([part[0] for part in contributions(signals, Weights()).values()]))

    assert score(1) == pytest.approx(score(3))


def test_a_named_channel_is_ranked_by_that_channel_alone() -> None:
    for name in ("dense", "late", "lexical"):
        total = np.sum(list(contributions(SIGNALS, RETRIEVERS[name]).values()), axis=0)
        assert np.argsort(total).tolist() == np.argsort(getattr(SIGNALS, name)).tolist()


def test_a_token_that_fits_few_clauses_weighs_more_than_one_that_fits_all() -> None:
    best = np.array([[0.9, 0.9], [0.2, 0.9], [0.2, 0.9], [0.2, 0.9]], dtype=np.float32)
    rare, common = token_weights(best, floats(1, 1), contrast=0.7)
    assert rare > 100 * common
    assert rare + common == pytest.approx(1)


def test_without_contrast_the_mask_alone_counts() -> None:
    best = np.random.default_rng(0).random((5, 3)).astype(np.float32)
    weights = token_weights(best, floats(1, 1, 2), contrast=0)
    assert weights == pytest.approx([0.25, 0.25, 0.5])
