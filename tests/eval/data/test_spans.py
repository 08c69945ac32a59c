import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.data.spans import Span, character_scores, cover_together, merge, read_span

spans = st.builds(
    lambda doc_id, start, length: Span(doc_id, start, start + length),
    st.sampled_from(["a", "b"]),
    st.integers(0, 30),
    st.integers(1, 12),
)


def code_points(listed: list[Span]) -> set[tuple[str, int]]:
    return {(span.doc_id, i) for span in listed for i in range(span.start, span.end)}


@pytest.mark.parametrize(
    ("span", "covers"),
    [
        (Span("d", 10, 20), True),
        (Span("d", 0, 99), True),
        (Span("d", 12, 14), False),
        # Half of the gold, and one code point less.
        (Span("d", 15, 99), True),
        (Span("d", 16, 99), False),
        (Span("d", 0, 15), True),
        (Span("d", 0, 14), False),
        (Span("d", 20, 30), False),
        (Span("e", 10, 20), False),
    ],
)
def test_a_span_covers_gold_when_it_holds_at_least_half_of_it(span: Span, covers: bool) -> None:
    assert span.covers(Span("d", 10, 20)) == covers


def test_half_of_an_odd_number_is_rounded_up() -> None:
    assert not Span("d", 0, 1).covers(Span("d", 0, 3))
    assert Span("d", 0, 2).covers(Span("d", 0, 3))
    assert Span("d", 0, 1).covers(Span("d", 0, 1))


def test_an_empty_span_is_covered_by_nothing() -> None:
    assert not Span("d", 0, 9).covers(Span("d", 4, 4))
    assert not Span("e", 0, 9).covers(Span("d", 4, 4))


def test_a_span_is_named_by_document_and_offsets() -> None:
    span = Span("guangdong-2023", 62, 77)
    assert (str(span), len(span)) == ("guangdong-2023:62-77", 15)
    assert read_span("guangdong-2023:62-77") == span
    assert read_span("a:b:1-2") == Span("a:b", 1, 2)


@pytest.mark.parametrize(
    "name",
    ["", "d", "d:1", "d:1-", "d:-2", ":1-2", "d:1-2 ", "d/3.1", "d:-1-2", "d:1--2", "d:１-２"],
)
def test_another_name_is_no_span(name: str) -> None:
    assert read_span(name) is None


def test_a_name_with_a_huge_number_is_no_span() -> None:
    assert read_span(f"d:0-{'9' * 5000}") is None


@given(st.text() | st.from_regex(r".*:[0-9]*-[0-9]*"))
def test_any_name_is_a_span_or_none(name: str) -> None:
    span = read_span(name)
    assert span is None or min(span.start, span.end) >= 0


@given(st.lists(spans, max_size=8))
def test_merged_spans_hold_the_same_text_once(listed: list[Span]) -> None:
    merged = merge(listed)
    assert code_points(merged) == code_points(listed)
    assert sum(map(len, merged)) == len(code_points(listed))
    assert merged == sorted(merged)


def test_character_precision_and_recall_by_hand() -> None:
    found = [Span("d", 0, 10), Span("d", 5, 15), Span("e", 0, 5)]
    gold = [Span("d", 10, 20), Span("d", 12, 22)]
    # Found are 0–15 of d and 0–5 of e, 20 in all; gold is 10–22 of d, 12; shared are 10–15.
    assert character_scores(found, gold) == (5 / 20, 5 / 12)


def test_nothing_found_has_no_precision_and_no_recall() -> None:
    assert character_scores([], [Span("d", 0, 5)]) == (0.0, 0.0)
    assert character_scores([Span("e", 0, 5)], [Span("d", 0, 5)]) == (0.0, 0.0)
    assert character_scores([Span("d", 0, 5)], []) == (0.0, 0.0)


@given(st.lists(spans, min_size=1, max_size=6), st.lists(spans, min_size=1, max_size=6))
def test_character_scores_count_code_points(found: list[Span], gold: list[Span]) -> None:
    a, b = code_points(found), code_points(gold)
    assert character_scores(found, gold) == (len(a & b) / len(a), len(a & b) / len(b))


def test_gold_over_several_clauses_is_covered_by_them_together() -> None:
    gold = Span("a", 0, 10)
    halves = [Span("a", 0, 4), Span("a", 4, 8)]
    assert not any(half.covers(gold) for half in halves)
    assert cover_together(halves, gold)
    assert not cover_together([halves[0], halves[0], Span("b", 4, 8)], gold)
