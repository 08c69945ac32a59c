from hypothesis import given
from hypothesis import strategies as st

from tests.ui.fakes import QUOTE, TEXT, make_desk
from ui.parts.highlight import Piece, Quote, split_pieces

CLAUSE = make_desk().corpus.clauses[1]


def _bare(text: str) -> str:
    return "".join(text.split())


def test_a_quote_across_a_page_break_is_one_piece() -> None:
    start = TEXT.index("建\n")
    pieces = split_pieces(CLAUSE, TEXT, [Quote(1, start, TEXT.index("家。") + 2)])
    assert [p for p in pieces if p.is_quoted] == [Piece(QUOTE, is_quoted=True, begins=(1,))]
    assert "".join(p.text for p in pieces) == CLAUSE.text


def test_without_a_quote_the_clause_is_one_piece() -> None:
    assert split_pieces(CLAUSE, TEXT, []) == [Piece(CLAUSE.text, is_quoted=False)]


def test_a_quote_of_the_whole_clause_is_all_quoted() -> None:
    pieces = split_pieces(CLAUSE, TEXT, [Quote(1, CLAUSE.start, CLAUSE.end)])
    assert pieces == [Piece(CLAUSE.text, is_quoted=True, begins=(1,))]


_OFFSET = st.integers(min_value=0, max_value=len(TEXT))


@given(st.lists(st.tuples(_OFFSET, _OFFSET), max_size=4))
def test_what_is_marked_is_exactly_what_the_spans_hold(spans: list[tuple[int, int]]) -> None:
    quotes = [Quote(n, *span) for n, span in enumerate(spans, start=1)]
    pieces = split_pieces(CLAUSE, TEXT, quotes)
    assert "".join(p.text for p in pieces) == CLAUSE.text
    inside = {i for start, end in spans for i in range(start, end)}
    expected = "".join(TEXT[i] for i in range(CLAUSE.start, CLAUSE.end) if i in inside)
    assert _bare("".join(p.text for p in pieces if p.is_quoted)) == _bare(expected)
