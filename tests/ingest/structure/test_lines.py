import itertools

from hypothesis import given
from hypothesis import strategies as st

from ingest.structure.lines import split_lines


def pieces(text: str, *, inline: bool = True) -> list[str]:
    return [text[line.start : line.end] for line in split_lines(text, inline=inline)]


def test_lines_are_without_outer_white_space_and_blank_ones_are_left_out() -> None:
    assert pieces("　甲 乙 \r\n\r\n\x0c丙\u2028 丁\n") == ["甲 乙", "丙", "丁"]


def test_a_mark_after_white_space_begins_an_inline_line() -> None:
    text = "措施如下。 一、金融 （一）信贷。增长 3.5 亿元"
    assert pieces(text) == ["措施如下。", "一、金融", "（一）信贷。增长 3.5 亿元"]
    assert [line.inline for line in split_lines(text)] == [False, True, True]
    assert pieces(text, inline=False) == [text]


@given(st.text())
def test_lines_hold_every_visible_character_once_and_in_order(text: str) -> None:
    lines = split_lines(text)
    assert "".join("".join(pieces(text)).split()) == "".join(text.split())
    assert all(a.end <= b.start for a, b in itertools.pairwise(lines))
