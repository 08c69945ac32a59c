"""The retrievers that search an evaluator's own questions in the index that is open."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from eval.runs import baselines
from eval.runs.own_results import Searches
from eval.runs.retrievers import READER
from index import Hit, Searcher
from index.channels.fusion import RETRIEVERS
from reader.hits import HitReader

HYBRID = "hybrid"
# They search chunks of their own, which have to be encoded first.
TO_BUILD = baselines.NAMES


@dataclass(frozen=True, slots=True)
class _Reading:
    """The project's search with its best hits read."""

    searcher: Searcher
    reader: HitReader

    def search(self, question: str, *, k: int = 10) -> list[Hit]:
        """Return the best `k` clauses, in the order that reading them gives."""
        hits, _ = self.reader.search(self.searcher, question, k=k)
        return list(hits)


def open_retrievers(searcher: Searches) -> dict[str, Callable[[], Searches]]:
    """Return what opens each retriever that an index in memory serves, the project's own first."""
    if not isinstance(searcher, Searcher):
        return {HYBRID: lambda: searcher}
    opened: dict[str, Callable[[], Searches]] = {
        name: partial(searcher.with_weights, weights) for name, weights in RETRIEVERS.items()
    }
    reader = HitReader.of(searcher)
    if reader is not None:
        opened[READER] = lambda: _Reading(searcher, reader)
    return opened
