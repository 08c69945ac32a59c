from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from math import log
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.channels.candidates import Allowed
from index.channels.found import best_of
from index.channels.lexical import LexicalIndex, count_terms

_WORDS = ("apple", "pear", "fig", "plum", "kiwi")
_TEXTS = st.lists(st.lists(st.sampled_from(_WORDS), max_size=8).map(" ".join), max_size=40)


def made_up(size: int, *, seed: int = 0) -> list[str]:
    """Return texts in which term `t0` stands in one of 2, `t1` in one of 4, and so on."""
    rng = np.random.default_rng(seed)
    held = rng.random((size, 8)) < 0.5 ** np.arange(1, 9)
    return [" ".join(f"t{i}" for i in np.flatnonzero(row)) for row in held]


def exact(index: LexicalIndex, query: str, texts: Sequence[int], count: int) -> list[int]:
    """Return the best of `texts` by all their scores."""
    scores = index.scores(query)[texts]
    numbers = np.array(texts, np.int64)[scores > 0]
    return list(best_of(numbers, scores[scores > 0], count).numbers)


def test_scores_are_bm25_of_a_hand_worked_example() -> None:
    index = LexicalIndex.build(["apple pear", "apple apple fig"])
    # k1 = 1.5, b = 0.75; mean length 2.5.
    # pear: in 1 of 2, idf = ln(1 + 1.5 / 1.5); once in 2 words: 1 / (1 + 1.5 (0.25 + 0.75·2/2.5)).
    pear = log(2) / (1 + 1.275)
    assert index.scores("pear") == pytest.approx([pear, 0], abs=1e-6)
    # apple: in 2 of 2, idf = ln(1 + 0.5 / 2.5); twice in 3: 2 / (2 + 1.5 (0.25 + 0.75·3/2.5)).
    apple = [log(1.2) / (1 + 1.275), log(1.2) * 2 / (2 + 1.725)]
    assert index.scores("apple") == pytest.approx(apple, abs=1e-6)
    assert index.scores("apple pear") == pytest.approx([apple[0] + pear, apple[1]], abs=1e-6)


def test_words_that_no_passage_has_score_nothing() -> None:
    index = LexicalIndex.build(["检验检测", "品牌"])
    assert index.scores("zebra").tolist() == [0, 0]
    assert index.scores("？！").tolist() == [0, 0]


def test_a_loaded_index_scores_as_the_saved_one(tmp_path: Path) -> None:
    index = LexicalIndex.build(["检验检测公共服务平台", "品牌培育", "绿色工厂 5G"])
    index.save(tmp_path / "lexical")
    loaded = LexicalIndex.load(tmp_path / "lexical")
    for query in ("检验检测", "5g 工厂", "zebra"):
        assert np.array_equal(loaded.scores(query), index.scores(query))
        assert loaded.coverage(query) == index.coverage(query)


def test_a_loaded_index_is_saved_elsewhere_as_it_was(tmp_path: Path) -> None:
    LexicalIndex.build(["检验检测公共服务平台", "品牌培育"]).save(tmp_path / "one")
    LexicalIndex.load(tmp_path / "one").save(tmp_path / "two")
    names = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert names == ["bounds.npy", "impacts.npy", "size.json", "terms.marisa", "texts.npy"]
    for name in names:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


@pytest.mark.parametrize("texts", [["นโยบาย", "。"], []])
def test_an_index_of_texts_without_terms_finds_nothing(tmp_path: Path, texts: list[str]) -> None:
    LexicalIndex.build(texts).save(tmp_path / "lexical")
    index = LexicalIndex.load(tmp_path / "lexical")
    assert index.scores("谁").tolist() == [0] * len(texts)
    assert index.best({"谁": 1}, 10).numbers.tolist() == []
    assert index.scores_of({"谁": 1}, range(len(texts))).tolist() == [0] * len(texts)
    assert dict(index.counts()) == {}


@given(texts=_TEXTS, query=st.lists(st.sampled_from((*_WORDS, "zebra"))), count=st.integers(1, 9))
def test_the_best_are_those_of_the_highest_scores(
    texts: list[str], query: list[str], count: int
) -> None:
    index = LexicalIndex.build(texts)
    found = index.best(count_terms(" ".join(query)), count)
    assert found.numbers.tolist() == exact(index, " ".join(query), range(len(texts)), count)
    assert found.scores.tolist() == pytest.approx(
        index.scores(" ".join(query))[found.numbers].tolist()
    )


def test_texts_are_scored_in_the_order_given_by_all_terms() -> None:
    index = LexicalIndex.build(made_up(300))
    weights = {"t0": 0.5, "t7": 2.0, "zebra": 1.0}
    scores = 0.5 * index.scores("t0") + 2 * index.scores("t7")
    texts = [299, 3, 3, 0, *range(20, 200)]
    assert index.scores_of(weights, texts).tolist() == pytest.approx(scores[texts].tolist())
    assert index.scores_of(weights, []).tolist() == []


def test_beyond_the_budget_rare_terms_choose_and_scores_are_exact(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    index, query = LexicalIndex.build(made_up(4000)), "t0 t1 t2 t3 t4 t5 t6 t7"
    monkeypatch.setattr("index.channels.lexical._CANDIDATES", 60)
    # Of some 3,980 postings: those of t4 to t7 fit, t3 with its 250 does not.
    monkeypatch.setattr("index.channels.lexical._BUDGET", 300)
    found = index.best(count_terms(query), 10)
    assert found.numbers.tolist() == exact(index, query, range(4000), 10)
    assert found.scores.tolist() == pytest.approx(index.scores(query)[found.numbers].tolist())


def test_where_no_terms_fit_the_budget_the_rarest_chooses(monkeypatch: pytest.MonkeyPatch) -> None:
    index = LexicalIndex.build(made_up(4000))
    monkeypatch.setattr("index.channels.lexical._BUDGET", 100)
    found = index.best({"t0": 9, "t1": 1}, 5)
    assert found.numbers.tolist() == exact(
        index, " ".join(["t0"] * 9 + ["t1"]), np.flatnonzero(index.scores("t1")).tolist(), 5
    )


@pytest.mark.parametrize("budget", [200_000, 300])
@pytest.mark.parametrize("allowed", [range(0), range(7), range(5, 4000, 2), range(4000)])
def test_only_allowed_texts_are_found(
    budget: int, allowed: range, monkeypatch: pytest.MonkeyPatch
) -> None:
    index, query = LexicalIndex.build(made_up(4000)), "t0 t3 t5 t7"
    monkeypatch.setattr("index.channels.lexical._CANDIDATES", 60)
    monkeypatch.setattr("index.channels.lexical._BUDGET", budget)
    mask = np.isin(np.arange(4000), allowed)
    found = index.best(count_terms(query), 10, Allowed(mask, mask))
    assert found.numbers.tolist() == exact(index, query, allowed, 10)


def test_searches_at_once_find_what_each_finds_alone() -> None:
    index = LexicalIndex.build(made_up(2000))
    queries = [count_terms(f"t{i} t{(i * 3) % 8}") for i in range(8)] * 25
    alone = [index.best(query, 20) for query in queries]
    with ThreadPoolExecutor(4) as threads:
        together = list(threads.map(lambda query: index.best(query, 20), queries))
    for one, other in zip(alone, together, strict=True):
        assert np.array_equal(one.numbers, other.numbers)
        assert np.array_equal(one.scores, other.scores)


def test_counts_are_the_texts_that_hold_each_term() -> None:
    counts = LexicalIndex.build(["apple pear", "apple apple fig"]).counts()
    assert dict(counts) == {"apple": 2, "fig": 1, "pear": 1}
    assert len(counts) == 3
    assert counts.get("zebra", 0) == 0


def test_coverage_is_the_share_of_known_terms() -> None:
    index = LexicalIndex.build(["apple pear"])
    assert index.coverage("apple zebra") == 0.5
    assert index.coverage("Apple PEAR apple") == 1
    assert index.coverage("！") == 0


def test_building_says_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    LexicalIndex.build(["品牌"])
    assert capfd.readouterr() == ("", "")


def test_a_share_of_what_a_question_is_worth_counts_unknown_words() -> None:
    index = LexicalIndex.build(["apple pear", "apple apple fig"])
    # In n of 2 texts: ln(1 + (2 - n + 0.5) / (n + 0.5)).
    assert index.worth("pear") == pytest.approx(log(2))
    assert index.worth("pear zebra zebra") == pytest.approx(log(2) + 2 * log(6))
    assert index.worth("？") == 0
