from itertools import pairwise
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest import load_corpus
from tests.ui.reader.corpora import two_documents
from views.pieces import Cut, contents_lines, cut_text, heading_span

_CORPUS = load_corpus(Path(__file__).parents[2] / "docs_raw")
_SMALL = two_documents()
_TEXT = _SMALL.texts["first"]
_CLAUSE = next(c for c in _SMALL.clauses if c.clause_id == "first/1.1")


def test_spans_inside_each_other_are_cut_with_the_widest_outside() -> None:
    start = _TEXT.index("支持数字化转型")
    spans = [(start + 2, start + 5), (start, start + 7)]
    assert cut_text(_CLAUSE, _TEXT, spans)[1:4] == [
        Cut("支持", inside=(1,), begins=(1,)),
        Cut("数字化", inside=(1, 0), begins=(0,)),
        Cut("转型", inside=(1,)),
    ]


def test_without_spans_a_clause_is_one_piece() -> None:
    assert cut_text(_CLAUSE, _TEXT, []) == [Cut(_CLAUSE.text)]


def test_number_and_title_are_the_heading_of_a_clause() -> None:
    span = heading_span(_CLAUSE, _TEXT)
    assert span is not None
    assert _TEXT[slice(*span)] == "（一）目的"


def test_every_heading_span_is_the_number_and_title_as_printed() -> None:
    found = 0
    for clause in _CORPUS.clauses:
        span = heading_span(clause, _CORPUS.texts[clause.doc_id])
        if span is not None:
            found += 1
            printed = "".join(_CORPUS.texts[clause.doc_id][slice(*span)].split())
            assert printed == "".join((clause.number + clause.title).split())
            assert span[0] == clause.start
    kinds = ("clause", "bullet", "box_item")
    assert found == sum(clause.kind in kinds for clause in _CORPUS.clauses)


def test_head_and_foot_have_no_heading_of_their_own() -> None:
    contact = next(c for c in _CORPUS.clauses if c.clause_id == "miit-2022-draft/front/contact")
    assert heading_span(contact, _CORPUS.texts[contact.doc_id]) is None


def test_a_table_of_contents_is_shown_line_by_line() -> None:
    contents = next(c for c in _CORPUS.clauses if c.kind == "toc")
    lines = contents_lines(contents, _CORPUS.texts[contents.doc_id]).splitlines()
    assert len(lines) == 33
    assert lines[1].startswith("一、总体要求")


_SPANS = st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80)), max_size=6)


@given(st.sampled_from(_SMALL.clauses), _SPANS)
@settings(deadline=None)
def test_pieces_join_back_to_the_text_and_hold_their_spans(
    clause: object, spans: list[tuple[int, int]]
) -> None:
    picked = next(c for c in _SMALL.clauses if c is clause)
    text = _SMALL.texts[picked.doc_id]
    cuts = cut_text(picked, text, spans)
    assert "".join(cut.text for cut in cuts) == picked.text
    for i, (start, end) in enumerate(spans):
        marked = "".join(cut.text for cut in cuts if i in cut.inside)
        expected = text[max(start, picked.start) : min(end, picked.end)]
        assert "".join(marked.split()) == "".join(expected.split())
        assert sum(i in cut.begins for cut in cuts) == any(i in cut.inside for cut in cuts)
    for cut in cuts:
        widths = [spans[i][1] - spans[i][0] for i in cut.inside]
        assert all(a >= 0 for a in widths)
        assert len(cut.inside) == len(set(cut.inside))
    assert all(before.text and after.text for before, after in pairwise(cuts))
