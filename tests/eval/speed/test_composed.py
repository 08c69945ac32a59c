"""Collections composed of real clauses."""

from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest

from eval.speed.composed import ComposedEmbedder, compose_corpus, real_passages
from index.build import build_index
from index.channels.passages import is_searched
from index.disk.snapshot import read_snapshot
from index.search import Searcher
from ingest import Corpus
from tests.fakes import FakeEmbedder


def count_searched(corpus: Corpus) -> int:
    return sum(map(is_searched, corpus.clauses))


@pytest.mark.parametrize("size", [1, 60, 500])
def test_a_collection_has_as_many_searched_clauses_as_wanted(corpus: Corpus, size: int) -> None:
    assert count_searched(compose_corpus(corpus, size)) == size


def test_a_small_collection_is_part_of_the_real_one(corpus: Corpus) -> None:
    composed = compose_corpus(corpus, 60)
    assert composed.clauses == corpus.clauses[: len(composed.clauses)]


def test_composed_clauses_stand_where_they_say_and_say_what_real_ones_do(corpus: Corpus) -> None:
    composed = compose_corpus(corpus, 400)
    added = composed.clauses[len(corpus.clauses) :]
    assert len({clause.clause_id for clause in composed.clauses}) == len(composed.clauses)
    for clause in added:
        assert composed.texts[clause.doc_id][clause.start : clause.end] == clause.text
        for field in fields(clause.annotations):
            for one in getattr(clause.annotations, field.name):
                assert clause.start <= one.start < one.end <= clause.end
    # Departments and the like are what names are found by.
    assert any(clause.annotations.responsibilities for clause in added)


def test_the_same_collection_is_composed_each_time(corpus: Corpus) -> None:
    assert compose_corpus(corpus, 300) == compose_corpus(corpus, 300)


def test_real_passages_keep_their_vectors_and_composed_ones_are_near_them() -> None:
    fake = FakeEmbedder()
    real = ["支持企业数字化改造", "建设检验检测平台"]
    embedder = ComposedEmbedder(fake, real)
    kept, composed = embedder.encode_passages([real[0], "支持检验检测改造，一二三"])
    assert np.array_equal(kept.vector, fake.encode_passages([real[0]])[0].vector)
    assert embedder.composed == 1
    assert np.linalg.norm(composed.vector) == pytest.approx(1, abs=1e-5)
    assert np.linalg.norm(composed.tokens, axis=1) == pytest.approx(1, abs=1e-5)
    assert composed.spans.tolist() == [[i, i + 1] for i in range(12)]
    # The fake's vectors hang on the character alone: 支 of the one is near 支 of the other.
    own = fake.encode_passages(["支持检验检测改造"])[0].tokens
    assert (composed.tokens[:8] * own).sum(axis=1).min() > 0.85


def test_composed_vectors_are_the_same_each_time_and_of_another_model() -> None:
    fake = FakeEmbedder()
    embedder = ComposedEmbedder(fake, ["支持企业数字化改造"])
    first, second = (embedder.encode_passages(["企业改造"])[0] for _ in range(2))
    assert np.array_equal(first.vector, second.vector)
    assert embedder.fingerprint != fake.fingerprint


def test_a_text_of_no_token_has_a_vector_too() -> None:
    (found,) = ComposedEmbedder(FakeEmbedder(), ["支持企业"]).encode_passages(["\n"])
    assert found.tokens.shape == (0, 32)
    assert np.linalg.norm(found.vector) == pytest.approx(1, abs=1e-5)


def test_a_composed_collection_is_built_and_searched_as_any_other(
    corpus: Corpus, tmp_path: Path
) -> None:
    fake = FakeEmbedder()
    embedder = ComposedEmbedder(fake, real_passages(corpus, fake))
    build_index(compose_corpus(corpus, 400), embedder, tmp_path, model="fake")
    searcher = Searcher(read_snapshot(tmp_path), fake)
    assert len(searcher.snapshot.searched) == 400
    assert len(searcher.search("谁牵头检验检测")) == 10
    assert embedder.composed > 200
