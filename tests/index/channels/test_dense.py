import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from index.channels.candidates import Allowed
from index.channels.dense import EXACT_UP_TO, VECTORS, DenseIndex, write_dense
from index.channels.found import best_of

MANY = EXACT_UP_TO + 1


def unit_rows(count: int, dim: int, *, seed: int = 0) -> np.ndarray:
    return to_unit(np.random.default_rng(seed).normal(size=(count, dim)))


def to_unit(rows: np.ndarray) -> np.ndarray:
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)


def clustered_rows(count: int, dim: int, *, seed: int = 0) -> np.ndarray:
    """Rows as an encoder gives them: all of one direction, in 300 groups."""
    centres = 3 * unit_rows(1, dim) + unit_rows(300, dim, seed=1)
    groups = centres[np.random.default_rng(seed).integers(300, size=count)]
    return to_unit(groups + 0.5 * unit_rows(count, dim, seed=seed + 2))


def overlap(found: np.ndarray, best: np.ndarray) -> float:
    return len(np.intersect1d(found, best)) / len(best)


def write(vectors: np.ndarray, folder: Path) -> None:
    np.save(folder / VECTORS, vectors)
    write_dense(folder)


@pytest.fixture(scope="module")
def many() -> np.ndarray:
    return clustered_rows(MANY, 16)


@pytest.fixture(scope="module")
def many_queries() -> np.ndarray:
    return clustered_rows(50, 16, seed=9)


@pytest.fixture(scope="module")
def large(many: np.ndarray, tmp_path_factory: pytest.TempPathFactory) -> DenseIndex:
    folder = tmp_path_factory.mktemp("large")
    write(many, folder)
    return DenseIndex.load(folder)


@contextmanager
def file_size_limit(size: int) -> Iterator[None]:
    """Let files grow to `size` bytes and no further: writing fails as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize(("count", "dim"), [(1, 1), (1, 8), (7, 3), (500, 32)])
def test_scores_and_the_nearest_equal_brute_force(count: int, dim: int) -> None:
    vectors = unit_rows(count, dim)
    index = DenseIndex.build(vectors)
    for query in unit_rows(5, dim, seed=1):
        assert index.scores(query) == pytest.approx(vectors @ query, abs=1e-6)
        found = index.nearest(query, 10)
        best = best_of(np.arange(count), vectors @ query, 10)
        assert found.numbers.tolist() == best.numbers.tolist()
        assert found.scores == pytest.approx(best.scores, abs=1e-6)


def test_equal_vectors_have_equal_scores_and_go_by_number() -> None:
    vectors = np.repeat(unit_rows(1, 8), 20, axis=0)
    index, query = DenseIndex.build(vectors), unit_rows(1, 8, seed=1)[0]
    assert len(set(index.scores(query).tolist())) == 1
    assert index.nearest(query, 5).numbers.tolist() == [0, 1, 2, 3, 4]


def test_rows_come_back_exactly(tmp_path: Path) -> None:
    vectors = unit_rows(20, 16)
    write(vectors, tmp_path)
    loaded = DenseIndex.load(tmp_path)
    assert loaded.dim == 16
    assert np.array_equal(loaded.vectors(), vectors)
    assert np.array_equal(loaded.rows([7, 3, 7]), vectors[[7, 3, 7]])
    assert loaded.rows([]).shape == (0, 16)
    assert np.array_equal(loaded.scores(vectors[3]), DenseIndex.build(vectors).scores(vectors[3]))


@pytest.mark.parametrize("count", [1000, MANY])
def test_a_full_disk_is_an_os_error(tmp_path: Path, count: int) -> None:
    np.save(tmp_path / VECTORS, unit_rows(count, 4))
    with file_size_limit(5000), pytest.raises(OSError, match="File too large"):
        write_dense(tmp_path)
    assert (tmp_path / "vectors.faiss").stat().st_size == 5000


def test_a_mask_leaves_out_what_does_not_count() -> None:
    vectors = unit_rows(300, 8)
    index, query = DenseIndex.build(vectors), unit_rows(1, 8, seed=1)[0]
    allowed = np.zeros(300, np.bool_)
    assert len(index.nearest(query, 5, Allowed(allowed, allowed)).numbers) == 0
    allowed[[3, 5, 8]] = True
    assert sorted(index.nearest(query, 5, Allowed(allowed, allowed)).numbers.tolist()) == [3, 5, 8]


def test_a_mask_that_lets_many_pass_equals_brute_force() -> None:
    vectors = unit_rows(9000, 8)
    index, allowed = DenseIndex.build(vectors), np.arange(9000) % 3 > 0
    for query in unit_rows(5, 8, seed=1):
        best = best_of(np.flatnonzero(allowed), (vectors @ query)[allowed], 20)
        found = index.nearest(query, 20, Allowed(allowed, allowed))
        assert found.numbers.tolist() == best.numbers.tolist()


def test_lists_find_what_brute_force_finds(
    large: DenseIndex, many: np.ndarray, many_queries: np.ndarray
) -> None:
    shares = []
    for query in many_queries:
        found, best = large.nearest(query, 40), best_of(np.arange(MANY), many @ query, 40)
        assert len(found.numbers) == 40
        assert found.scores == pytest.approx((many @ query)[found.numbers], abs=1e-6)
        assert all(found.scores[:-1] >= found.scores[1:])
        shares.append(overlap(found.numbers, best.numbers))
    assert np.mean(shares) > 0.97


@pytest.mark.parametrize("every", [2, 7, 100])
def test_lists_find_what_a_mask_lets_pass(
    large: DenseIndex, many: np.ndarray, many_queries: np.ndarray, every: int
) -> None:
    allowed = np.arange(MANY) % every == 0
    shares = []
    for query in many_queries:
        found = large.nearest(query, 40, Allowed(allowed, allowed)).numbers
        best = best_of(np.flatnonzero(allowed), (many @ query)[allowed], 40)
        assert len(found) == 40
        assert allowed[found].all()
        shares.append(overlap(found, best.numbers))
    assert np.mean(shares) > 0.97


def test_rows_of_many_come_back_exactly(large: DenseIndex, many: np.ndarray) -> None:
    passages = [MANY - 1, 0, 20_000]
    assert np.array_equal(large.rows(passages), many[passages])
    assert large.scores_of(many[5], [5])[0] == pytest.approx(1)
