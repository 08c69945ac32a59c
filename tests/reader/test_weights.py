from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from reader.calibration import Calibration
from reader.shape import Shape
from reader.weights import LARGEST, WEIGHTS, Trained, WeightsError, load_weights, save_weights
from tests.reader.made import make_trained


@pytest.fixture
def saved(tmp_path: Path) -> tuple[Trained, Path]:
    trained = make_trained()
    path = tmp_path / "weights.safetensors"
    save_weights(trained, path)
    return trained, path


def test_what_is_saved_is_loaded_at_half_precision(saved: tuple[Trained, Path]) -> None:
    trained, path = saved
    loaded = load_weights(path)

    assert replace(loaded, weights={}) == replace(trained, weights={})
    for name, array in trained.weights.items():
        np.testing.assert_allclose(loaded.weights[name], array, atol=2e-3)


def test_a_missing_file_is_named_with_what_mends_it(tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match=r"nowhere.*run: python -m reader train"):
        load_weights(tmp_path / "nowhere")


@pytest.mark.parametrize("content", [b"", b"no weights", b"\xff" * 100])
def test_a_damaged_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "weights.safetensors"
    path.write_bytes(content)
    with pytest.raises(WeightsError, match="cannot be read"):
        load_weights(path)


def test_a_file_that_was_cut_off_is_refused(saved: tuple[Trained, Path]) -> None:
    _, path = saved
    path.write_bytes(path.read_bytes()[:-10])
    with pytest.raises(WeightsError, match="cannot be read"):
        load_weights(path)


def test_a_file_that_is_too_large_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "weights.safetensors"
    path.write_bytes(bytes(LARGEST + 1))
    with pytest.raises(WeightsError, match="bytes are too many"):
        load_weights(path)


def test_weights_of_another_shape_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "weights.safetensors"
    save_weights(replace(make_trained(), shape=Shape(dim=31)), path)
    with pytest.raises(WeightsError, match=r"is .*, not"):
        load_weights(path)


def test_weights_that_are_no_numbers_are_refused(tmp_path: Path) -> None:
    trained, path = make_trained(), tmp_path / "weights.safetensors"
    trained.weights["mix"][0, 0] = np.nan
    save_weights(trained, path)
    with pytest.raises(WeightsError, match="'mix' holds values that are no numbers"):
        load_weights(path)


def test_the_weights_that_come_with_the_project_are_small_and_whole() -> None:
    trained = load_weights()
    assert WEIGHTS.stat().st_size <= LARGEST
    assert trained.clause.slope > 0
    assert isinstance(trained.question, Calibration)
