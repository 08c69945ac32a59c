import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.calibration import Calibration, calibration_error, fit_calibration, joint_logit

LOGITS = st.lists(st.tuples(st.floats(-9, 9), st.booleans()), min_size=1, max_size=40)


@given(LOGITS, st.floats(-20, 20), st.floats(0, 20))
def test_a_higher_logit_is_never_less_likely(
    rows: list[tuple[float, bool]], logit: float, more: float
) -> None:
    logits, right = [row[0] for row in rows], [row[1] for row in rows]
    calibration = fit_calibration(logits, right, ["figure"] * len(rows))
    assert calibration.probability(logit) <= calibration.probability(logit + more)


def test_probabilities_come_back_from_what_was_drawn_with_them() -> None:
    rng = np.random.default_rng(0)
    logits = rng.normal(size=4000) * 2
    kinds = np.where(rng.random(4000) < 0.5, "figure", "content")
    chances = 1 / (1 + np.exp(-(0.5 * logits - 1 + (kinds == "figure"))))
    right = (rng.random(4000) < chances).tolist()

    calibration = fit_calibration(logits.tolist(), right, kinds.tolist())

    found = [calibration.probability(x, k) for x, k in zip(logits, kinds, strict=True)]
    np.testing.assert_allclose(found, chances, atol=0.06)
    assert calibration_error(found, right) < 0.03


def test_a_kind_of_few_questions_stays_close_to_all() -> None:
    logits, right = [0.0] * 100, [True, False] * 50
    calibration = fit_calibration([*logits, 0.0], [*right, True], ["content"] * 100 + ["figure"])
    assert abs(calibration.shifts["figure"]) < 0.2


def test_an_unknown_kind_has_the_probability_of_all() -> None:
    calibration = Calibration(1.0, 0.0, {"figure": 1.0})
    assert calibration.probability(0.0, "unheard") == 0.5
    assert calibration.probability(0.0, "figure") == pytest.approx(0.731, abs=0.001)


def test_the_error_is_the_distance_between_said_and_happened() -> None:
    # One bin each of ten: ten times 0.8 with eight right is no error, 0.8 with none is 0.8.
    assert calibration_error([0.8] * 10, [True] * 8 + [False] * 2) == pytest.approx(0.32)
    assert calibration_error([0.8] * 10, [False] * 10) == pytest.approx(0.8)
    assert calibration_error([0.0, 1.0], [False, True]) == 0
    assert calibration_error([], []) == 0


def test_every_clause_that_may_answer_counts_for_the_question() -> None:
    assert joint_logit([1.0]) == pytest.approx(1.0)
    assert joint_logit([1.0, 1.0]) > joint_logit([1.0, -9.0]) > 1.0
    assert joint_logit([0.5, 2.0]) == joint_logit([2.0, 0.5])
