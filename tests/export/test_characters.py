from hypothesis import given
from hypothesis import strategies as st

from export.characters import display_width, lines_of, on_one_line


@given(st.text(st.characters(codec=None, categories=None)))
def test_any_text_becomes_lines_that_a_file_may_hold(text: str) -> None:
    for line in lines_of(text):
        line.encode("utf-8")
        assert not any(c < " " and c != "\t" for c in line)


def test_only_what_no_file_may_hold_is_dropped() -> None:
    text = "甲\x00乙\ud800\ufffe\x1b[31m\t丙\r\n丁\u2028戊😀"
    assert lines_of(text) == ["甲乙[31m\t丙", "丁", "戊😀"]
    assert lines_of("") == [""]


def test_lines_become_one() -> None:
    assert on_one_line(" 甲\n 乙\r\n丙 ") == "甲 乙 丙"


def test_a_chinese_character_is_as_wide_as_two_letters() -> None:
    assert display_width("ab\n政策，") == 6
