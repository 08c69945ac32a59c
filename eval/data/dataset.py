"""What all benchmarks have in common: judged queries, and what a document found stands for."""

from collections.abc import Mapping, Sequence
from typing import Protocol

Qrels = Mapping[str, Mapping[str, int]]


class Dataset(Protocol):
    """Judged queries over documents: the project's own benchmark, or any other."""

    @property
    def name(self) -> str:
        """Return the benchmark's name."""

    @property
    def split(self) -> str:
        """Return the name of the set of queries."""

    @property
    def checksum(self) -> str:
        """Identify documents, queries and judgements."""

    @property
    def queries(self) -> Mapping[str, str]:
        """Return the text of each judged query."""

    @property
    def groups(self) -> Mapping[str, Mapping[str, str]]:
        """Return the labels of the queries: for `kind` and the like, a label by query_id."""

    @property
    def qrels(self) -> Qrels:
        """Return the grades of what is relevant, by query_id."""

    @property
    def answering(self) -> int:
        """Return the least grade of what answers; lower grades only help."""

    def judged(self, query_id: str, doc_ids: Sequence[str]) -> list[str]:
        """Return a ranking in the terms of `qrels` for one in the terms of a run."""

    def span_scores(self, query_id: str, doc_ids: Sequence[str]) -> dict[str, float]:
        """Return further scores of a ranking, where documents have places in a text."""

    def knows(self, doc_id: str) -> bool:
        """Say whether a run may name `doc_id`."""

    def describe(self, doc_id: str) -> str:
        """Return where a document stands and how its text begins, in one line."""
