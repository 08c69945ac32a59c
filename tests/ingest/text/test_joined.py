import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.text.joined import ends_sentence, join_lines


def spans(text: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    start = 0
    for line in text.split("\n"):
        if line:
            found.append((start, start + len(line)))
        start += len(line) + 1
    return found


def join(text: str, *, heading_lines: int = 0) -> str:
    return join_lines(text, spans(text), heading_lines=heading_lines).text


def test_a_sentence_cut_by_a_page_break_is_joined_without_a_space() -> None:
    assert join("以重点企\n\n业为骨干。") == "以重点企业为骨干。"


def test_two_latin_words_are_joined_with_one_space() -> None:
    assert join("采用 Internet\nof Things 技术") == "采用 Internet of Things 技术"


def test_a_finished_sentence_keeps_its_line() -> None:
    assert join("甲。\n乙：\n丙”\n丁") == "甲。\n乙：\n丙”丁"


def test_contacts_stand_in_lines_of_their_own() -> None:
    assert join("联系人：张三\n联系电话：1") == "联系人：张三\n联系电话：1"


def test_heading_lines_keep_their_lines() -> None:
    assert join("附件1\n分工表\n甲\n乙", heading_lines=2) == "附件1\n分工表\n甲乙"


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("甲。", True),
        ("甲。”", True),
        ("（甲）", True),
        ("甲”", False),
        ("甲，", False),
        ("", False),
    ],
)
def test_a_sentence_ends_in_a_mark_or_a_closing_bracket(text: str, ends: bool) -> None:
    assert ends_sentence(text) is ends


@given(st.lists(st.text("甲乙。，a1）", min_size=1, max_size=8), min_size=1, max_size=6))
def test_each_joined_character_is_the_one_at_its_offset(lines: list[str]) -> None:
    source = "\n".join(lines)
    joined = join_lines(source, spans(source))
    assert len(joined.text) == len(joined.offsets)
    assert list(joined.offsets) == sorted(joined.offsets)
    for character, offset in zip(joined.text, joined.offsets, strict=True):
        assert character in (source[offset], " ", "\n")
    assert "".join(joined.text.split()) == "".join(lines)


def test_a_span_of_the_joined_text_covers_the_page_break_in_the_source() -> None:
    source = "企\n\n业"
    joined = join_lines(source, spans(source))
    assert joined.span(0, 2) == (0, 4)
    assert joined.position(3) == 1
