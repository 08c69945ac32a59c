"""Many words found at once, as a search for each of them finds them."""

import re

from hypothesis import given
from hypothesis import strategies as st

from ingest.text.matcher import Matcher, any_of

WORDS = st.lists(st.text(alphabet="市区县天河|.", min_size=1, max_size=4), max_size=8)
TEXTS = st.text(alphabet="市区县天河|.", max_size=20)


@given(WORDS, TEXTS)
def test_the_longest_word_at_each_place_is_found(words: list[str], text: str) -> None:
    found = {start: word for word, start in Matcher(words).find(text)}
    for start in range(len(text)):
        longest = max((w for w in words if text.startswith(w, start)), key=len, default=None)
        assert found.get(start) == longest


@given(WORDS, TEXTS, st.integers(0, 20))
def test_words_before_a_place_are_found_longest_first(
    words: list[str], text: str, end: int
) -> None:
    end = min(end, len(text))
    starts = [start for start in range(end) if text[start:end] in words]
    assert list(Matcher(words).before(text, end, 20)) == starts


@given(WORDS, TEXTS)
def test_the_pattern_of_words_matches_the_longest(words: list[str], text: str) -> None:
    longest = max((word for word in words if text.startswith(word)), key=len, default=None)
    match = re.match(any_of(words), text)
    assert (match.group() if match else None) == longest
