"""Retrievers are run over the judged queries, and runs are checked before they are judged."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from eval.data.collection import Collection, DatasetError
from eval.data.trec import Found, Run, TrecError, read_run
from eval.runs.run import check_run, run_retriever, without_hits
from ingest.entries import Entry
from question.query import QueryError

COLLECTION = Collection(
    name="small",
    split="test",
    path=Path("small"),
    entries=tuple(Entry(f"d{i}", "", f"text {i}") for i in range(1, 5)),
    queries={"q1": "one", "q2": "two", "q3": "three"},
    qrels={"q1": {"d1": 1}, "q2": {"d2": 1}, "q3": {"d3": 2}},
    checksum="",
)


@dataclass
class FakeRetriever:
    """Finds what it was told to for each query, and remembers what it was asked."""

    found: dict[str, Sequence[str]]
    name: str = "fake"
    asked: list[tuple[str, int]] = field(default_factory=list)

    def find(self, query: str, *, k: int) -> list[Found]:
        self.asked.append((query, k))
        if query not in self.found:
            raise QueryError("query: has 1,200 characters; shorten it to 1,000 or less")
        return [Found(doc_id, -place) for place, doc_id in enumerate(self.found[query][:k])]


def test_every_judged_query_is_searched_and_scored() -> None:
    retriever = FakeRetriever({"one": ["d1"], "two": ["d3", "d2"], "three": []})
    result = run_retriever(COLLECTION, retriever, k=5)
    assert result.run == Run(
        "fake", {"q1": (Found("d1", 0),), "q2": (Found("d3", 0), Found("d2", -1)), "q3": ()}
    )
    assert [row["MRR@10"] for row in result.scores.values()] == [1.0, 0.5, 0.0]
    # The first search, which loads what the others find loaded, is not timed.
    assert retriever.asked == [("one", 5), ("one", 5), ("two", 5), ("three", 5)]
    assert len(result.seconds) == 3
    assert min(result.seconds) >= 0


def test_a_query_that_a_retriever_refuses_is_named() -> None:
    retriever = FakeRetriever({"one": ["d1"], "three": ["d3"]})
    with pytest.raises(DatasetError, match=r"^small, q2: query: has 1,200 characters; shorten it"):
        run_retriever(COLLECTION, retriever)


def test_queries_without_hits_are_listed() -> None:
    run = Run("x", {"q1": (Found("d1", 1.0),), "q2": (), "other": (Found("d1", 1.0),)})
    assert without_hits(COLLECTION, run) == ["q2", "q3"]


def test_a_run_with_fewer_of_the_judged_queries_is_judged() -> None:
    check_run(COLLECTION, Run("x", {"q3": (Found("d4", 1.0),)}))


def test_a_run_with_none_of_the_judged_queries_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.run"
    path.write_text("q9 Q0 d1 1 0.5 x\n")
    with pytest.raises(TrecError) as refused:
        check_run(COLLECTION, read_run(path))
    assert str(refused.value) == (
        f"{path}: holds none of the 3 judged queries of small (test); check --dataset and --split"
    )
    with pytest.raises(TrecError, match=r"^fake: holds none of the 3 judged queries"):
        check_run(COLLECTION, Run("fake", {"q1": ()}))


def test_a_document_that_is_not_in_the_benchmark_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "a.run"
    path.write_text("q1 Q0 d1 1 0.5 x\n\nq2 Q0 d2 1 0.5 x\nq2 Q0 d9 2 0.4 x\n")
    with pytest.raises(TrecError) as refused:
        check_run(COLLECTION, read_run(path))
    assert str(refused.value) == (
        f"{path}: line 4 names 'd9', which is not in small; use the ids of its documents"
    )


def test_an_unknown_document_of_a_query_that_is_not_judged_does_no_harm() -> None:
    check_run(COLLECTION, Run("x", {"q1": (Found("d1", 1.0),), "q9": (Found("d9", 1.0),)}))


def test_a_message_stays_short_where_an_id_is_long() -> None:
    with pytest.raises(TrecError) as refused:
        check_run(COLLECTION, Run("x", {"q1": (Found("d" * 100_000, 1.0),)}))
    assert len(str(refused.value)) < 200
