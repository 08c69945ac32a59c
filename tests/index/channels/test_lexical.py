from math import log
from pathlib import Path

import numpy as np
import pytest

from index.channels.lexical import LexicalIndex


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


def test_an_index_of_passages_without_terms_scores_nothing(tmp_path: Path) -> None:
    LexicalIndex.build(["นโยบาย", "。"]).save(tmp_path / "lexical")
    assert LexicalIndex.load(tmp_path / "lexical").scores("谁").tolist() == [0, 0]


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
