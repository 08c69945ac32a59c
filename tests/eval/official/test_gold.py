"""Places of gold are found in any reading of a document."""

import string

from hypothesis import given
from hypothesis import strategies as st

from eval.official.gold import find_place, mark_place, place_record, read_place
from eval.reading.fingerprints import Stream

WORDS = "第一条本办法所称补贴每人三千元发给在本市就业的高校毕业生由市人力资源部门负责"
texts = st.text(st.sampled_from(WORDS), min_size=30, max_size=120)


@given(texts, st.data())
def test_a_place_is_found_where_another_reading_has_other_marks_and_breaks(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 10))
    length = data.draw(st.integers(4, len(text) - start))
    place = mark_place("a.txt", Stream(text), start, length)
    gaps = data.draw(st.lists(st.sampled_from(["", "", "\n", " ", "，", "\u3000"]), min_size=120))
    other = "".join(f"{c}{gap}" for c, gap in zip(text, gaps, strict=False))
    span = find_place(read_place(place_record(place)), Stream(other), "a")
    assert span is not None
    found = other[span.start : span.end]
    assert "".join(c for c in found if c in WORDS) == text[start : start + length]


@given(texts)
def test_a_place_is_not_found_in_a_document_that_does_not_hold_its_words(text: str) -> None:
    place = mark_place("a.txt", Stream(text), 5, 20)
    assert find_place(place, Stream(string.ascii_letters * 3), "a") is None


def test_what_a_place_is_written_down_as_holds_no_word_of_the_document() -> None:
    record = place_record(mark_place("a.txt", Stream(WORDS), 3, 12))
    assert not any(character in WORDS for character in str(record))
