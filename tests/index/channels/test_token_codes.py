import numpy as np
import pytest

from index.channels.token_codes import decode_tokens, encode_tokens, multiply_codes


def made_up_rows(count: int, dim: int, *, seed: int = 0) -> np.ndarray:
    """Unit rows around a common direction, as those of a passage are."""
    rng = np.random.default_rng(seed)
    rows = 1.5 * rng.normal(size=dim) + rng.normal(size=(count, dim))
    unit = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(unit, dtype=np.float32)


@pytest.mark.parametrize("dim", [384, 32, 7])
def test_vectors_are_kept_in_four_bits_a_number(dim: int) -> None:
    kept = encode_tokens(made_up_rows(9, dim))
    assert kept.codes.shape == (9, -(-dim // 2))
    assert kept.centre.shape == (dim,)
    assert [str(a.dtype) for a in (kept.codes, kept.scales)] == ["uint8", "float16"]


@pytest.mark.parametrize(("dim", "least"), [(384, 0.996), (33, 0.99)])
def test_a_vector_comes_back_nearly_as_it_was(dim: int, least: float) -> None:
    rows = made_up_rows(300, dim)
    found = decode_tokens(encode_tokens(rows))
    assert np.linalg.norm(found, axis=1) == pytest.approx(np.ones(300), abs=1e-5)
    assert (found * rows).sum(axis=1).min() > least


def test_a_passage_of_one_token_comes_back_whole() -> None:
    rows = made_up_rows(1, 384)
    assert decode_tokens(encode_tokens(rows)) == pytest.approx(rows, abs=1e-3)


def test_products_are_those_of_what_comes_back() -> None:
    rows, queries = made_up_rows(700, 384), made_up_rows(5, 384, seed=1)
    kept = encode_tokens(rows)
    beyond = multiply_codes(kept.codes, kept.scales, queries)
    products = beyond + queries @ kept.centre.astype(np.float32)
    assert products == pytest.approx(decode_tokens(kept) @ queries.T, abs=0.01)
    assert products == pytest.approx(rows @ queries.T, abs=0.025)


def test_no_vectors_give_no_products() -> None:
    kept = encode_tokens(np.zeros((0, 8), np.float32))
    assert multiply_codes(kept.codes, kept.scales, made_up_rows(2, 8)).shape == (0, 2)
    assert decode_tokens(kept).shape == (0, 8)
