import numpy as np
import pytest

from tests.reader.made import make_passage, make_reader, make_rows


def test_the_order_of_passages_changes_no_reading() -> None:
    reader, question = make_reader(), make_rows(5, 1)
    passages = [make_passage(n, n) for n in (4, 30, 12)]

    forth = reader.read(question, passages)
    back = reader.read(question, passages[::-1])[::-1]

    for one, other in zip(forth, back, strict=True):
        assert one.logit == pytest.approx(other.logit, abs=1e-5)
        np.testing.assert_allclose(one.inside, other.inside, atol=1e-5)


def test_an_answer_stands_in_the_clauses_own_words() -> None:
    (reading,) = make_reader().read(make_rows(5, 1), [make_passage(30, 2, own_from=20)])

    assert reading.support(0, 20) == 0
    assert 0 < reading.support(20, 60) <= 1


def test_a_passage_of_headings_alone_has_no_answer() -> None:
    (reading,) = make_reader().read(make_rows(5, 1), [make_passage(6, 2, own_from=99)])

    assert reading.support(0, 99) == 0


def test_a_higher_logit_is_a_higher_probability_for_one_kind_of_question() -> None:
    passages = [make_passage(20, seed) for seed in range(12)]
    readings = make_reader().read(make_rows(5, 1), passages, kind="figure")

    ordered = sorted(readings, key=lambda reading: reading.logit)
    probabilities = [reading.probability for reading in ordered]
    assert probabilities == sorted(probabilities)
    assert len(set(probabilities)) == 12


def test_nothing_read_answers_nothing() -> None:
    reader = make_reader()
    assert reader.read(make_rows(5, 1), []) == []
    assert reader.answered([]) == 0.0


@pytest.mark.parametrize("rows", [np.zeros((0, 32)), np.zeros((3, 31)), np.zeros(32)])
def test_vectors_of_another_shape_are_refused(rows: np.ndarray) -> None:
    with pytest.raises(ValueError, match=r"question has the shape .*; pass \(n > 0, 32\)"):
        make_reader().read(rows.astype(np.float32), [])
