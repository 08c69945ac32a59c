"""Words for what the records name in English."""

import pytest

from answer import Answer
from ui.parts.words import STATUS_WORDS, status_words


@pytest.mark.parametrize(
    ("status", "support", "words"),
    [
        ("answered", "direct", "直接回答"),
        ("partial", "direct", "部分找到"),
        ("partial", "near", "相关条款，未直接写明"),
        ("not_found", "none", "没有找到"),
    ],
)
def test_clauses_that_are_only_near_are_not_called_an_answer(
    status: str, support: str, words: str
) -> None:
    answer = Answer("问？", status, "content", "", (), (), (), support=support)
    assert status_words(answer) == words


def test_every_status_has_a_word() -> None:
    assert len(set(STATUS_WORDS.values())) == 4
