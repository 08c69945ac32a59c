"""This project as a system to be measured; see child.py. Nothing of `eval` is imported here."""

import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from answer import Answerer
from index import Searcher, Settings, open_searcher, update_index
from index.build import build_index
from index.disk.snapshot import read_snapshot
from index.model.embedder import Embedder, Encoded, WrappedEmbedder, load_embedder
from ingest import Corpus, load_corpus


class TimedEmbedder(WrappedEmbedder):
    """An embedder that counts the seconds spent on queries, by `clock_s`."""

    def __init__(self, embedder: Embedder) -> None:
        """Wrap an embedder."""
        super().__init__(embedder)
        self.clock_s = 0.0

    def encode_queries(self, texts: Sequence[str], *, progress: bool = False) -> list[Encoded]:
        """Return the vectors of each text, read as a query."""
        begin = time.perf_counter()
        found = super().encode_queries(texts, progress=progress)
        self.clock_s += time.perf_counter() - begin
        return found


class Search:
    """`Searcher.search`, all channels."""

    def __init__(self, *, settings: dict[str, Any], k: int) -> None:
        """Note the settings, as JSON, and the hits wanted."""
        self._settings, self._k = Settings(**settings), k
        self._corpus: Corpus | None = None
        self._embedder: Embedder | None = None
        self._timed: TimedEmbedder | None = None
        self._searcher: Searcher | None = None

    @property
    def encoder_s(self) -> float | None:
        """Seconds spent on queries in the encoder so far."""
        return self._timed.clock_s if self._timed else None

    def load(self) -> None:
        """Read the documents, and load the model."""
        self._corpus = load_corpus(self._settings.docs)
        self._embedder = load_embedder(self._settings.model, self._settings.cache_dir)
        # Loads it.
        self._embedder.token_spans([""])

    def build(self, folder: Path) -> dict[str, Any]:
        """Build the index of the clauses, then add the examples, then build with nothing changed.

        Returns:
            `build_s` of the clauses alone, which is what others do too, `examples_s` and
            `unchanged_s` of the two steps after it.
        """
        if self._corpus is None or self._embedder is None:
            raise ValueError("search: has no documents yet; load them first")
        settings, began = self._settings.model_copy(update={"store": folder}), time.perf_counter()
        model = settings.model
        summary = build_index(self._corpus, self._embedder, folder, model=model)
        built = time.perf_counter()
        update_index(settings)
        whole = time.perf_counter()
        update_index(settings)
        return {
            "texts": summary.passages,
            "build_s": built - began,
            "examples_s": whole - built,
            "unchanged_s": time.perf_counter() - whole,
        }

    def open(self, folder: Path) -> None:
        """Open the index as the commands and pages do."""
        searcher = open_searcher(self._settings.model_copy(update={"store": folder}))
        searcher.embedder = self._timed = TimedEmbedder(searcher.embedder)
        self._searcher = searcher

    def ask(self, question: str) -> int:
        """Search."""
        return len(self.searcher.search(question, k=self._k))

    @property
    def searcher(self) -> Searcher:
        """Return what was opened."""
        if self._searcher is None:
            raise ValueError("search: has no index yet; open it first")
        return self._searcher


class Answers(Search):
    """`Answerer.answer`, without a language model."""

    def open(self, folder: Path) -> None:
        """Open the index and what answers from it."""
        super().open(folder)
        self._answerer = Answerer(self.searcher)

    def ask(self, question: str) -> int:
        """Answer."""
        return len(self._answerer.answer(question, as_of=date.today()).citations)


class Grown(Search):
    """`Searcher.search` over a collection of any size, composed of the documents given."""

    def __init__(
        self, *, settings: dict[str, Any], k: int, clauses: int, memory_mb: int | None = None
    ) -> None:
        """Note the settings, the hits wanted and the size of the collection.

        Args:
            settings: As JSON.
            k: Hits wanted.
            clauses: Clauses of the collection.
            memory_mb: What may be held at most, so that one process cannot starve all others.
        """
        super().__init__(settings=settings, k=k)
        self._clauses = clauses
        self._exact: Searcher | None = None
        if memory_mb is not None:
            import resource

            limit = memory_mb * 2**20
            resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))

    def build(self, folder: Path) -> dict[str, Any]:
        """Compose the collection, and build its index as any other."""
        # Costly to import, and not needed to search.
        from eval.speed.composed import ComposedEmbedder, compose_corpus, real_passages

        if self._corpus is None or self._embedder is None:
            raise ValueError("grown: has no documents yet; load them first")
        corpus = compose_corpus(self._corpus, self._clauses)
        embedder = ComposedEmbedder(self._embedder, real_passages(self._corpus, self._embedder))
        began = time.perf_counter()
        summary = build_index(corpus, embedder, folder, model=self._settings.model)
        return {
            "texts": summary.passages,
            "clauses": summary.clauses,
            "composed": embedder.composed,
            "build_s": time.perf_counter() - began,
        }

    def open(self, folder: Path) -> None:
        """Open the index; questions are encoded by the real model."""
        embedder = load_embedder(self._settings.model, self._settings.cache_dir)
        self._timed = TimedEmbedder(embedder)
        self._searcher = Searcher(read_snapshot(folder), self._timed)

    def compare(self, question: str) -> int:
        """Return how many hits are those of a search that compares everything."""
        from eval.speed.exact import exact_finders

        if self._exact is None:
            snapshot = self.searcher.snapshot
            self._exact = Searcher(
                snapshot, self.searcher.embedder, finders=exact_finders(snapshot)
            )
        found, exact = (
            {hit.clause.clause_id for hit in searcher.search(question, k=self._k)}
            for searcher in (self.searcher, self._exact)
        )
        return len(found & exact)


class OurEncoder:
    """The encoder alone: vectors of texts and of their tokens."""

    def __init__(self, *, settings: dict[str, Any]) -> None:
        """Note the settings, as JSON."""
        self._settings = Settings(**settings)
        self.encoder_s: float | None = None
        self._embedder: Embedder | None = None

    def open(self, folder: Path) -> None:
        """Load the model; there is no index."""
        self._embedder = load_embedder(self._settings.model, self._settings.cache_dir)
        self._embedder.token_spans([""])

    def ask(self, question: str) -> int:
        """Encode a query."""
        return len(self._opened.encode_queries([question]))

    def encode(self, passages: list[str]) -> int:
        """Encode passages."""
        return len(self._opened.encode_passages(passages))

    @property
    def _opened(self) -> Embedder:
        if self._embedder is None:
            raise ValueError("encoder: has no model yet; open it first")
        return self._embedder
