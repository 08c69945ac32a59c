import re

from hypothesis import given
from hypothesis import strategies as st

from tests.ui.reader.corpora import real_corpus
from ui.reading.anchors import clause_anchor, find_clause, hit_anchor


def test_every_clause_of_the_documents_has_an_anchor_of_its_own() -> None:
    clauses = real_corpus().clauses
    anchors = [clause_anchor(clause.clause_id) for clause in clauses]
    assert len(set(anchors)) == len(clauses)
    for clause, anchor in zip(clauses, anchors, strict=True):
        assert find_clause(anchor, clauses) == clause


@given(st.text(max_size=30), st.text(max_size=30))
def test_different_ids_have_different_anchors_that_html_can_hold(one: str, other: str) -> None:
    assert re.fullmatch(r"[a-z][a-z0-9-]*", clause_anchor(one))
    assert (clause_anchor(one) == clause_anchor(other)) == (one == other)


def test_an_anchor_of_nothing_is_no_clause() -> None:
    clauses = real_corpus().clauses
    assert find_clause("c-none", clauses) is None
    assert find_clause("<script>", clauses) is None
    assert find_clause(hit_anchor(1), clauses) is None
