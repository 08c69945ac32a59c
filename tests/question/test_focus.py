"""Which words of a question ask, and which only tell of the asker or except something."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from question.focus import read_emphasis


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("我是做雨伞的,想知道贷款有什么支持", ["我是做雨伞的"]),
        ("湛江雨伞厂,请不到人,有什么办法", ["湛江雨伞厂"]),
        ("我家雨伞厂想搬去云浮,政策鼓励吗", ["我家雨伞厂"]),
        ("we make umbrellas. does the plan help us export?", ["we make umbrellas"]),
        ("our umbrella factory needs a loan. who can help?", ["our umbrella factory"]),
        # What is excepted asks for nothing.
        ("除了雨伞之外,还支持什么", ["除了雨伞之外"]),
        ("我是做雨伞的,除了贷款以外,还有什么支持", ["我是做雨伞的", "除了贷款以外"]),
        ("which goods besides umbrellas are named?", ["besides umbrellas are named"]),
        # How small a firm is tells which support is meant.
        ("我们是做雨伞的小厂,有什么支持", []),
        # Nothing is asked, or nothing is told.
        ("我是做雨伞的", []),
        ("谁牵头检验检测", []),
        ("要建多少家示范工厂,由谁负责", []),
    ],
)
def test_what_people_tell_of_themselves_is_found(text: str, told: list[str]) -> None:
    assert [text[start:end] for start, end, _ in read_emphasis(text)] == told


@given(st.text(st.sampled_from("我厂想做伞,。?吗的除了外还 we are.x\n"), max_size=40))
def test_spans_of_any_text_lie_in_it_in_order(text: str) -> None:
    last = 0
    for start, end, factor in read_emphasis(text):
        assert last <= start < end <= len(text)
        assert 0 < factor < 1
        last = end
