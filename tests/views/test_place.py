from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import Corpus, load_corpus
from ingest.model import INDEXED_KINDS
from ingest.structure.citations import cite_within
from tests.ui.reader.corpora import two_documents
from views.place import (
    find_hits_around,
    find_nearest,
    find_neighbours,
    find_place,
)
from views.text_search import find_text

_CORPUS = load_corpus(Path(__file__).parents[2] / "docs_raw")
_FIRST, _SECOND = _CORPUS.documents


def _ids(*clause_ids: str) -> list[str]:
    return list(clause_ids)


def test_every_clause_is_found_by_its_id() -> None:
    for clause in _CORPUS.clauses:
        place = find_place(_CORPUS, clause_id=clause.clause_id)
        assert place.clause == clause
        assert place.document.doc_id == clause.doc_id
        assert not place.is_unknown


def test_without_an_address_it_is_the_beginning_of_the_first_document() -> None:
    place = find_place(_CORPUS)
    assert (place.document, place.clause, place.is_unknown) == (_FIRST, None, False)


def test_the_document_of_a_clause_comes_before_the_document_named() -> None:
    place = find_place(_CORPUS, clause_id="miit-2022-draft/2.3", doc_id="guangdong-2023")
    assert place.document == _SECOND


@pytest.mark.parametrize(
    ("clause_id", "doc_id", "document", "nearest"),
    [
        ("guangdong-2023/3.3.9", "", _FIRST, "guangdong-2023/3.3"),
        ("miit-2022-draft/2.3/box1.99", "", _SECOND, "miit-2022-draft/2.3/box1"),
        ("miit-2022-draft/2.3/box7", "", _SECOND, "miit-2022-draft/2.3"),
        ("guangdong-2024/3.3.3", "miit-2022-draft", _SECOND, "guangdong-2023/3.3.3"),
    ],
)
def test_an_unknown_clause_opens_its_document_and_names_the_nearest(
    clause_id: str, doc_id: str, document: object, nearest: str
) -> None:
    place = find_place(_CORPUS, clause_id=clause_id, doc_id=doc_id)
    assert place.is_unknown
    assert place.clause is None
    assert place.document == document
    assert nearest in [clause.clause_id for clause in place.nearest]
    assert 1 <= len(place.nearest) <= 3


def test_what_is_like_no_id_has_nothing_near() -> None:
    place = find_place(_CORPUS, clause_id="<script>")
    assert (place.is_unknown, place.nearest) == (True, ())


@given(st.text(max_size=40))
def test_any_address_is_some_place(text: str) -> None:
    place = find_place(_CORPUS, clause_id=text, doc_id=text)
    assert place.document in _CORPUS.documents
    assert all(clause.kind in INDEXED_KINDS for clause in find_nearest(_CORPUS, text))


def test_walking_on_passes_every_indexed_clause_of_the_document_and_back_again() -> None:
    for document in _CORPUS.documents:
        expected = [
            c for c in _CORPUS.clauses if c.doc_id == document.doc_id and c.kind in INDEXED_KINDS
        ]
        place, walked = find_place(_CORPUS, doc_id=document.doc_id), []
        while (following := find_neighbours(_CORPUS, place)[1]) is not None:
            walked.append(following)
            place = find_place(_CORPUS, clause_id=following.clause_id)
        assert walked == expected
        backwards = [walked[-1]]
        while (earlier := find_neighbours(_CORPUS, place)[0]) is not None:
            backwards.append(earlier)
            place = find_place(_CORPUS, clause_id=earlier.clause_id)
        assert backwards == expected[::-1]


def test_a_table_of_contents_has_neighbours_too() -> None:
    place = find_place(_CORPUS, clause_id="miit-2022-draft/toc")
    before, after = find_neighbours(_CORPUS, place)
    assert before is not None
    assert after is not None
    assert _ids(before.clause_id, after.clause_id) == _ids(
        "miit-2022-draft/front/date~2", "miit-2022-draft/front/preamble"
    )


@pytest.mark.parametrize(
    ("clause_id", "doc_id", "around"),
    [
        ("first/1", "", (None, 1)),
        ("second/1", "", (2, 3)),
        ("", "second", (2, 3)),
        ("", "first", (None, 1)),
    ],
)
def test_hits_lie_before_and_after_a_place_that_has_none(
    clause_id: str, doc_id: str, around: tuple[int | None, int | None]
) -> None:
    corpus = two_documents()
    hits = find_text(corpus, "数字化转型")
    place = find_place(corpus, clause_id=clause_id, doc_id=doc_id)
    found = find_hits_around(corpus, place, hits, None)
    assert tuple(hit.n if hit else None for hit in found) == around


def test_hits_lie_before_and_after_a_hit() -> None:
    corpus = two_documents()
    hits = find_text(corpus, "数字化转型")
    place = find_place(corpus, clause_id="first/1.2")
    assert find_hits_around(corpus, place, hits, hits[0]) == (None, hits[1])
    assert find_hits_around(corpus, place, hits, hits[1]) == (hits[0], hits[2])
    assert find_hits_around(corpus, place, hits, hits[2]) == (hits[1], None)


def test_a_citation_within_its_document_is_the_number_alone() -> None:
    place = find_place(_CORPUS, clause_id="guangdong-2023/3.3.3")
    assert place.clause is not None
    assert cite_within(place.clause, place.document) == "三（三）3"


def test_an_empty_corpus_has_no_place() -> None:
    with pytest.raises(IndexError):
        find_place(Corpus((), {}, ()))
