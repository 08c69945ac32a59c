"""What a question sets aside is not what it asks for."""

import pytest

from question.asides import blank_context


@pytest.mark.parametrize(
    ("question", "kept", "gone"),
    [
        ("除了罚款,还有什么约束办法", "还有什么约束办法", "罚款"),
        ("越南以外还要去哪些市场", "还要去哪些市场", "越南"),
        ("补贴先不谈,技术上有哪些方向", "技术上有哪些方向", "补贴"),
        ("which markets are new, apart from korea and india?", "which markets are new", "india"),
    ],
)
def test_what_is_set_aside_is_blanked(question: str, kept: str, gone: str) -> None:
    asked = blank_context(question)
    assert kept in asked
    assert gone not in asked
    assert len(asked) == len(question)


@pytest.mark.parametrize(
    "question", ["要不要罚款", "不看规模行不行", "先不谈补贴", "会不会罚款,罚多少"]
)
def test_what_is_asked_stays(question: str) -> None:
    assert blank_context(question) == question
