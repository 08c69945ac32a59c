from typing import Any

import numpy as np

from index.channels.explain import explain_words
from index.channels.late import TokenMatch
from index.channels.passages import Passage
from tests.fakes import FakeEmbedder


def explain(
    query: str, passage: Passage, *, weights: list[float] | None = None
) -> list[dict[str, Any]]:
    embedder = FakeEmbedder()
    (encoded,), (own,) = embedder.encode_queries([query]), embedder.encode_passages([passage.text])
    similarities = encoded.tokens @ own.tokens.T
    match = TokenMatch(similarities.max(axis=1), similarities.argmax(axis=1))
    even = np.ones(len(encoded.tokens), dtype=np.float32)
    heavy = even if weights is None else np.array(weights, dtype=np.float32)
    return explain_words(query, encoded, heavy, match, own.spans, passage)


def test_words_are_placed_in_the_clause_not_in_the_passage() -> None:
    (pair,) = explain("谁", Passage("题\n检谁", 2, 100, 0))
    assert pair == {"query": "谁", "clause": "谁", "score": 1.0, "start": 101, "end": 102}


def test_words_of_the_heading_path_have_no_place() -> None:
    (pair,) = explain("题", Passage("题\n检谁", 2, 100, 0))
    assert (pair["clause"], pair["start"], pair["end"]) == ("题", -1, -1)


def test_the_heaviest_word_comes_first() -> None:
    pairs = explain("检验", Passage("检验", 0, 0, 0), weights=[0.1, 0.9])
    assert [pair["query"] for pair in pairs] == ["验", "检"]


def test_punctuation_and_weak_matches_explain_nothing() -> None:
    assert explain("，", Passage("一，二", 0, 0, 0)) == []
    assert explain("谁", Passage("一二三", 0, 0, 0)) == []


def test_eight_words_are_enough() -> None:
    text = "一二三四五六七八九十"
    assert len(explain(text, Passage(text, 0, 0, 0))) == 8
