"""What a model is given of a long clause."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.generation.excerpts import excerpt

_IDLE = "各级人民政府应当加强组织领导，健全工作机制。"
_TOLD = "对新认定的瞪羚企业，给予一次性奖励二十万元。"


def test_a_short_clause_is_given_whole() -> None:
    assert excerpt(_TOLD, "瞪羚企业奖励多少？") == _TOLD


@pytest.mark.parametrize("before", [0, 30, 60])
def test_of_a_long_clause_the_sentence_asked_about_is_given(before: int) -> None:
    text = _IDLE * before + _TOLD + _IDLE * (60 - before)
    given_text = excerpt(text, "瞪羚企业一次性奖励多少？", longest=100)
    assert _TOLD in given_text
    assert len(given_text) < 120
    assert "……" in given_text


def test_a_sentence_longer_than_all_room_is_cut() -> None:
    assert excerpt("甲" * 900, "乙？", longest=100) == "甲" * 100 + "……"


@given(st.text("甲乙。；\n”", max_size=300), st.integers(1, 80))
def test_what_is_given_stands_in_the_clause_in_its_order(text: str, longest: int) -> None:
    at = 0
    for part in excerpt(text, "甲乙", longest=longest).split("……"):
        at = text.index(part, at) + len(part)
