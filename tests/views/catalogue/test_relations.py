"""How documents stand to each other: in the words of one of them, or not at all."""

from tests.views.catalogue.shelf import make_shelf
from views.catalogue import find_relations, group_documents


def test_each_relation_is_what_a_document_says_of_another() -> None:
    found = {(r.kind, r.doc_id, r.other) for r in find_relations(make_shelf())}
    assert found == {
        ("implements", "rules", "law"),
        ("would_revise", "draft", "law"),
        ("replaces", "new", "old"),
        ("based_on", "new", "law"),
        ("forwards", "forward", "old"),
    }


def test_the_words_that_say_so_stand_in_the_clause_that_is_named() -> None:
    corpus = make_shelf()
    for relation in find_relations(corpus):
        assert relation.clause.doc_id == relation.doc_id
        assert relation.printed in corpus.texts[relation.doc_id]
    (ends,) = [r for r in find_relations(corpus) if r.kind == "replaces"]
    assert "同时废止" in ends.clause.text


def test_documents_that_rest_on_one_law_only_do_not_belong_together() -> None:
    corpus = make_shelf()
    groups = group_documents(corpus.documents, find_relations(corpus))
    held = [{d.doc_id for d in group.documents} for group in groups]
    assert held == [{"law", "rules", "draft"}, {"forward", "old", "new"}]


def test_an_older_edition_of_the_same_title_is_told_by_its_number() -> None:
    documents = {d.doc_id: d for d in make_shelf().documents}
    replaced = documents["old"].replaced
    assert replaced is not None
    assert (replaced.doc_id, replaced.day) == ("new", "2024-07-01")
    assert all(d.replaced is None for d in documents.values() if d.doc_id != "old")
