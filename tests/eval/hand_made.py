"""A small judged collection and runs over it, for tests of what is built on runs."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from eval.data.collection import Collection
from eval.data.trec import Found, Run
from ingest.entries import Entry

DOCUMENTS = ("d1", "d2", "d3", "d4")


def make_collection(relevant: Mapping[str, str]) -> Collection:
    """Return a collection of four documents in which each query has one that answers."""
    return Collection(
        name="small",
        split="test",
        path=Path("small"),
        entries=tuple(Entry(d, "", f"text of {d}") for d in DOCUMENTS),
        queries={query_id: f"question {query_id}" for query_id in relevant},
        qrels={query_id: {doc_id: 1} for query_id, doc_id in relevant.items()},
        checksum="checksum",
    )


def make_run(system: str, found: Mapping[str, Sequence[str]]) -> Run:
    """Return a run with the given rankings."""
    return Run(
        system,
        {
            query_id: tuple(Found(doc_id, -float(place)) for place, doc_id in enumerate(ranking))
            for query_id, ranking in found.items()
        },
    )
