from pathlib import Path

import pytest

from ingest import Clause, Corpus, load_corpus
from views.outline import Entry, build_outline

_DOCUMENTS = Path(__file__).parents[2] / "docs_raw"


def _clause(name: str, kind: str, *path: str) -> Clause:
    return Clause(f"d/{name}", "d", "d.txt", 0, 1, kind, "", name, path, name, "")


def _shape(entries: tuple[Entry, ...]) -> list[object]:
    return [
        [entry.clause.title, _shape(entry.children)] if entry.children else entry.clause.title
        for entry in entries
    ]


def _flatten(entries: tuple[Entry, ...]) -> list[Clause]:
    return [c for entry in entries for c in (entry.clause, *_flatten(entry.children))]


def test_clauses_stand_below_their_headings() -> None:
    outline = build_outline(
        [
            _clause("文头", "front"),
            _clause("一", "heading"),
            _clause("（一）", "clause", "一"),
            _clause("1", "clause", "一", "（一）"),
            _clause("专栏", "box", "一", "（一）"),
            _clause("项", "box_item", "一", "（一）", "专栏"),
            _clause("（二）", "clause", "一"),
            _clause("二", "heading"),
            _clause("文尾", "back"),
        ]
    )
    chapter: list[object] = ["一", [["（一）", ["1", ["专栏", ["项"]]]], "（二）"]]
    assert _shape(outline) == ["文头", chapter, "二", "文尾"]


def test_furniture_and_a_table_of_contents_do_not_end_a_chapter() -> None:
    outline = build_outline(
        [
            _clause("一", "heading"),
            _clause("页码", "furniture"),
            _clause("目录", "toc"),
            _clause("（一）", "clause", "一"),
        ]
    )
    assert _shape(outline) == [["一", ["（一）"]], "目录"]


def test_a_clause_whose_heading_is_missing_is_not_lost() -> None:
    assert _shape(build_outline([_clause("1", "clause", "一", "（一）")])) == ["1"]


def test_nothing_has_no_outline() -> None:
    assert build_outline([]) == ()


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return load_corpus(_DOCUMENTS)


def test_every_clause_of_the_documents_is_in_the_outline_once_and_in_order(corpus: Corpus) -> None:
    for document in corpus.documents:
        clauses = [c for c in corpus.clauses if c.doc_id == document.doc_id]
        outline = build_outline(clauses)
        assert _flatten(outline) == [c for c in clauses if c.kind != "furniture"]


def test_entries_stand_as_deep_as_their_paths(corpus: Corpus) -> None:
    def check(entries: tuple[Entry, ...], depth: int) -> None:
        for entry in entries:
            assert len(entry.clause.path) == depth, entry.clause.clause_id
            check(entry.children, depth + 1)

    for document in corpus.documents:
        check(build_outline(c for c in corpus.clauses if c.doc_id == document.doc_id), 0)
