from hypothesis import given
from hypothesis import strategies as st

from index.model.windows import Tokens, batch_windows, cut_windows, split_tokens


def tokens_of(length: int) -> Tokens:
    """A text of single-character tokens 100, 101, … between <s> p and </s>."""
    body = list(range(100, 100 + length))
    return Tokens(head=[0, 7], body=body, tail=[2], spans=[(i, i + 1) for i in range(length)])


def test_prompt_and_special_tokens_are_told_from_the_text() -> None:
    # "q: 中 ab": <s> | q | : | " " | 中 | " ab" | </s>
    found = split_tokens(
        "中 ab",
        ids=[0, 5, 6, 9, 50, 60, 2],
        offsets=[(0, 0), (0, 1), (1, 2), (2, 3), (3, 4), (4, 7), (0, 0)],
        special=[1, 0, 0, 0, 0, 0, 1],
        start=3,
    )
    assert (found.head, found.body, found.tail) == ([0, 5, 6, 9], [50, 60], [2])
    assert found.spans == [(0, 1), (2, 4)]


def test_a_text_without_tokens_leaves_the_tail_in_place() -> None:
    found = split_tokens("", [0, 5, 2], [(0, 0), (0, 1), (0, 0)], [1, 0, 1], start=3)
    assert (found.head, found.body, found.tail, found.spans) == ([0, 5], [], [2], [])


def test_a_span_loses_dropped_characters_at_its_ends_only() -> None:
    found = split_tokens("\x01a\x02b ", [3], [(0, 5)], [0], start=0)
    assert found.spans == [(1, 4)]
    only_space = split_tokens("a b", [3, 4, 5], [(0, 1), (1, 2), (2, 3)], [0, 0, 0], start=0)
    assert only_space.spans == [(0, 1), (1, 2), (2, 3)]


def test_a_long_text_is_cut_into_full_windows_with_prompt_and_ends() -> None:
    windows = list(cut_windows([tokens_of(1), tokens_of(5)], size=5))
    # 5 - 2 of the head - 1 of the tail leaves room for 2
    assert [w.ids for w in windows] == [
        [0, 7, 100, 2],
        [0, 7, 100, 101, 2],
        [0, 7, 102, 103, 2],
        [0, 7, 104, 2],
    ]
    assert [w.text for w in windows] == [0, 1, 1, 1]
    assert windows[2].spans.tolist() == [[2, 3], [3, 4]]


def test_an_empty_text_has_one_window() -> None:
    (window,) = cut_windows([tokens_of(0)], size=5)
    assert (window.ids, window.spans.shape) == ([0, 7, 2], (0, 2))


@given(st.lists(st.integers(0, 60), max_size=40), st.integers(1, 200))
def test_batches_hold_each_window_once_within_their_size(lengths: list[int], most: int) -> None:
    windows = list(cut_windows([tokens_of(length) for length in lengths], size=100))
    batches = batch_windows(windows, most_tokens=most)
    assert sorted(number for batch in batches for number in batch) == list(range(len(windows)))
    for batch in batches:
        padded = len(batch) * max(len(windows[number].ids) for number in batch)
        assert padded <= most or len(batch) == 1
