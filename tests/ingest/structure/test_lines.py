import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.structure.lines import find_contents, is_furniture, split_lines


def pieces(text: str, *, inline: bool = True) -> list[str]:
    return [text[line.start : line.end] for line in split_lines(text, inline=inline)]


def contents_of(text: str) -> list[str]:
    lines = split_lines(text)
    first, last = find_contents(text, lines) or (0, 0)
    return [text[line.start : line.end] for line in lines[first:last]]


def test_lines_are_without_outer_white_space_and_blank_ones_are_left_out() -> None:
    assert pieces("　甲 乙 \r\n\r\n\x0c丙\u2028 丁\n") == ["甲 乙", "丙", "丁"]


def test_a_mark_after_white_space_begins_an_inline_line() -> None:
    text = "措施如下。 一、金融 （一）信贷。增长 3.5 亿元"
    assert pieces(text) == ["措施如下。", "一、金融", "（一）信贷。增长 3.5 亿元"]
    assert [line.inline for line in split_lines(text)] == [False, True, True]
    assert pieces(text, inline=False) == [text]


def test_a_byte_order_mark_is_a_line_of_its_own() -> None:
    assert pieces("\ufeff一、甲") == ["\ufeff", "一、甲"]


@given(st.text())
def test_lines_hold_every_visible_character_once_and_in_order(text: str) -> None:
    lines = split_lines(text)
    assert "".join("".join(pieces(text)).split()) == "".join(text.split())
    assert all(a.end <= b.start for a, b in itertools.pairwise(lines))


@pytest.mark.parametrize(
    "line", ["- 3 -", "— 4 —", "–12–", "7", "第 5 页", "第5页，共12页", "·8·", "(此页无正文)"]
)
def test_page_numbers_and_blank_page_notes_are_furniture(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize("line", ["2030", "95%", "第5页的表", "——", "3.5", "一", "12345"])
def test_a_year_or_figure_alone_in_a_line_is_text(line: str) -> None:
    assert not is_furniture(line)


def test_contents_with_dot_leaders_end_where_the_body_begins() -> None:
    entries = ["目 录", "一、总则.....1", "二、附则……12"]
    assert contents_of("\n".join(["办法", *entries, "一、总则", "甲。", "二、附则"])) == entries


def test_contents_without_leaders_are_known_by_the_same_lines_further_down() -> None:
    entries = ["目录", "第一章 总则", "第二章 附则"]
    assert contents_of("\n".join([*entries, "第一章 总则", "甲。", "第二章 附则"])) == entries


def test_leaders_without_a_title_are_contents_and_text_without_either_has_none() -> None:
    assert contents_of("甲\n一、总则...1\n二、分则...2\n三、附则...3\n一、总则") == [
        "一、总则...1",
        "二、分则...2",
        "三、附则...3",
    ]
    assert contents_of("一、总则\n甲……\n二、附则") == []
    assert contents_of("目录\n见下。") == []


@pytest.mark.parametrize("run", ["." * 20000, "甲" + " " * 20000 + "乙", "1 " * 10000, "…" * 20000])
def test_a_long_run_of_one_character_takes_no_long_time(run: str) -> None:
    text = f"目录\n{run}乙\n一、甲"
    start = time.perf_counter()
    find_contents(text, split_lines(text))
    assert time.perf_counter() - start < 2
