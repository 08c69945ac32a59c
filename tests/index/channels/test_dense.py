from pathlib import Path

import numpy as np
import pytest

from index.channels.dense import DenseIndex


def unit_rows(count: int, dim: int, *, seed: int = 0) -> np.ndarray:
    rows = np.random.default_rng(seed).normal(size=(count, dim)).astype(np.float32)
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True))


@pytest.mark.parametrize(("count", "dim"), [(1, 1), (1, 8), (7, 3), (500, 32)])
def test_scores_equal_brute_force(count: int, dim: int) -> None:
    vectors = unit_rows(count, dim)
    index = DenseIndex.build(vectors)
    for query in unit_rows(5, dim, seed=1):
        assert index.scores(query) == pytest.approx(vectors @ query, abs=1e-6)


def test_equal_vectors_have_equal_scores() -> None:
    vectors = np.repeat(unit_rows(1, 8), 20, axis=0)
    scores = DenseIndex.build(vectors).scores(unit_rows(1, 8, seed=1)[0])
    assert len(set(scores.tolist())) == 1


def test_vectors_come_back_exactly(tmp_path: Path) -> None:
    vectors = unit_rows(20, 16)
    DenseIndex.build(vectors).save(tmp_path / "vectors.faiss")
    loaded = DenseIndex.load(tmp_path / "vectors.faiss")
    assert loaded.dim == 16
    assert np.array_equal(loaded.vectors(), vectors)
    assert np.array_equal(loaded.scores(vectors[3]), DenseIndex.build(vectors).scores(vectors[3]))
