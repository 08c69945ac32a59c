from pathlib import Path

from ingest import load_corpus
from views.document_facts import count_kinds

_CORPUS = load_corpus(Path(__file__).parents[2] / "docs_raw")


def test_the_nodes_of_a_document_are_counted_by_kind() -> None:
    assert count_kinds(_CORPUS, "miit-2022-draft") == (
        ("front", 12),
        ("heading", 7),
        ("clause", 25),
        ("bullet", 6),
        ("box", 4),
        ("box_item", 58),
        ("toc", 1),
    )


def test_the_counts_are_those_of_all_nodes() -> None:
    counts = [count_kinds(_CORPUS, document.doc_id) for document in _CORPUS.documents]
    assert sum(n for kinds in counts for _, n in kinds) == len(_CORPUS.clauses)


def test_a_document_that_there_is_not_has_nothing() -> None:
    assert count_kinds(_CORPUS, "none") == ()
