from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path

import numpy as np
import pytest

from index.channels.late import LateIndex, LateWriter
from index.channels.token_codes import TokenCodes, encode_tokens


def unit_rows(count: int, *, seed: int, dim: int = 48) -> np.ndarray:
    rows = np.random.default_rng(seed).normal(size=(count, dim)).astype(np.float32)
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True))


Maker = Callable[..., tuple[LateIndex, list[np.ndarray]]]


def write_index(
    folder: Path, tokens: Sequence[TokenCodes], spans: Sequence[np.ndarray]
) -> LateIndex:
    with ExitStack() as closing:
        writer = LateWriter(folder, 48, closing)
        for kept, places in zip(tokens, spans, strict=True):
            writer.add(kept, places)
        writer.flush()
    return LateIndex.load(folder)


@pytest.fixture
def make_index(tmp_path: Path) -> Maker:
    def make(*sizes: int) -> tuple[LateIndex, list[np.ndarray]]:
        """An index, and the vectors as it keeps them."""
        tokens = [unit_rows(size, seed=seed) for seed, size in enumerate(sizes)]
        spans = [np.array([(i, i + 1) for i in range(size)]).reshape(-1, 2) for size in sizes]
        index = write_index(tmp_path, [encode_tokens(rows) for rows in tokens], spans)
        return index, [index.rows(passage) for passage in range(len(sizes))]

    return make


@pytest.mark.parametrize("chosen", [[0], [3], [1, 2], [0, 1, 2, 3], [3, 0]])
def test_the_best_cosines_equal_a_plain_loop(make_index: Maker, chosen: list[int]) -> None:
    index, tokens = make_index(5, 1, 17, 3)
    query = unit_rows(4, seed=9)
    expected = [
        [max(sum(float(a) * float(b) for a, b in zip(q, t, strict=True)) for t in tokens[p])
         for q in query]
        for p in chosen
    ]  # fmt: skip
    assert index.best(query, chosen) == pytest.approx(np.array(expected), abs=0.02)


def test_a_match_names_the_place_of_the_best_token(make_index: Maker) -> None:
    index, tokens = make_index(5, 17)
    query = unit_rows(4, seed=9)
    match = index.match(query, 1)
    similarities = query @ tokens[1].T
    assert match.scores == pytest.approx(similarities[np.arange(4), match.places], abs=0.02)
    assert match.scores == pytest.approx(similarities.max(axis=1), abs=0.02)
    assert match.scores == pytest.approx(index.best(query, [1])[0])


def test_a_token_of_the_passage_matches_itself(make_index: Maker) -> None:
    index, tokens = make_index(5, 17)
    match = index.match(tokens[1][6:7], 1)
    assert match.places.tolist() == [6]
    assert match.scores == pytest.approx([1], abs=0.02)


def test_a_passage_without_tokens_is_like_nothing(make_index: Maker) -> None:
    index, _ = make_index(3, 0, 2, 0)
    query = unit_rows(4, seed=9)
    best = index.best(query, [0, 1, 2, 3])
    assert best[1].tolist() == best[3].tolist() == [0, 0, 0, 0]
    assert best[2] == pytest.approx(index.match(query, 2).scores)
    assert index.match(query, 1).places.tolist() == [-1, -1, -1, -1]


def test_a_query_without_tokens_matches_nothing(make_index: Maker) -> None:
    index, _ = make_index(3, 2)
    assert index.best(np.empty((0, 48), np.float32), [0, 1]).shape == (2, 0)


def test_an_index_is_mapped_from_its_files(make_index: Maker) -> None:
    index, _ = make_index(5, 0, 17)
    assert isinstance(index.codes.base, np.memmap)
    assert index.spans_of(2).tolist() == [[i, i + 1] for i in range(17)]


def test_vectors_that_are_kept_already_stay_as_they_are(make_index: Maker, tmp_path: Path) -> None:
    index, _ = make_index(5, 17)
    (tmp_path / "again").mkdir()
    again = write_index(
        tmp_path / "again", [index.kept(0), index.kept(1)], [index.spans_of(0), index.spans_of(1)]
    )
    assert again.codes.tolist() == index.codes.tolist()
    assert again.bounds.tolist() == index.bounds.tolist()


def test_what_was_not_flushed_is_not_in_the_index(tmp_path: Path) -> None:
    with ExitStack() as closing:
        writer = LateWriter(tmp_path, 48, closing)
        writer.add(encode_tokens(unit_rows(5, seed=0)), np.zeros((5, 2)))
        writer.flush()
        writer.add(encode_tokens(unit_rows(7, seed=1)), np.zeros((7, 2)))
        assert LateIndex.load(tmp_path).bounds.tolist() == [0, 5]
        writer.flush()
        assert LateIndex.load(tmp_path).bounds.tolist() == [0, 5, 12]
