"""The retrievers that are measured: the project's own, and the baselines in the box."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from eval.data.benchmark import PolicyBenchmark
from eval.data.collection import Collection
from eval.data.trec import Found
from eval.runs import baselines
from index import Searcher, Settings, open_searcher
from index.channels.fusion import RETRIEVERS
from index.disk.store import StoreError
from index.service import collections_folder, open_collection
from ingest.entries import corpus_of_entries
from ingest.errors import BadUsageError
from question.typed import LONGEST_QUERY
from reader.hits import HitReader

READER = "reader"
NAMES = (*RETRIEVERS, READER, *baselines.NAMES)


class Retriever(Protocol):
    """What finds documents for a query."""

    @property
    def name(self) -> str:
        """Return the name of the retriever, one word."""

    def find(self, query: str, *, k: int) -> list[Found]:
        """Return at most `k` documents, best first, each once."""


@dataclass(frozen=True, slots=True)
class ClauseSearch:
    """The project's search, with named weights; documents are clauses."""

    name: str
    searcher: Searcher

    def find(self, query: str, *, k: int) -> list[Found]:
        """Return the ids and scores of the hits; what is too long for a question is cut.

        Some public sets ask with whole texts, of which an encoder reads the beginning anyway.
        """
        hits = self.searcher.search(query[:LONGEST_QUERY], k=k)
        return [Found(hit.clause.clause_id, hit.score) for hit in hits]


@dataclass(frozen=True, slots=True)
class ReadSearch:
    """The project's search, its best hits in the order that reading them gives, as in answers."""

    searcher: Searcher
    reader: HitReader

    @property
    def name(self) -> str:
        """Return `READER`."""
        return READER

    def find(self, query: str, *, k: int) -> list[Found]:
        """Return the ids and scores of the hits; what is too long for a question is cut."""
        hits, _ = self.reader.search(self.searcher, query[:LONGEST_QUERY], k=k)
        return [Found(hit.clause.clause_id, hit.score) for hit in hits]


def open_dataset(dataset: PolicyBenchmark | Collection, settings: Settings) -> Searcher:
    """Return a searcher over a benchmark's documents, indexed where they are not yet.

    A collection is indexed in a folder of its own, whose name tells its content.

    Raises:
        SourceError, StoreError, EmbedderError: documents, index or model are unusable.
    """
    if isinstance(dataset, PolicyBenchmark):
        # The development questions are examples of the search: each is judged by the others.
        searcher = open_searcher(settings).leaving_out()
        if searcher.snapshot.corpus != dataset.corpus:
            raise StoreError(
                f"{settings.store}: was built from other documents than those of the gold; "
                "run: python -m index build"
            )
        return searcher
    corpus = corpus_of_entries(
        dataset.name, dataset.entries, source=(dataset.path / "corpus.jsonl").as_posix()
    )
    name = f"{dataset.name}-{corpus.documents[0].sha256[:12]}"
    folder = collections_folder(settings) / name
    try:
        return open_collection(corpus, folder, settings)
    except StoreError as error:
        if not isinstance(error.__cause__, OSError):
            raise
        # The store's own message names the setting of another folder.
        raise StoreError(
            f"{folder}: cannot be used ({error.__cause__.strerror}); make room there or set "
            "POLICY_QA_CACHE_DIR to another folder"
        ) from error


def make_retrievers(
    names: Sequence[str],
    dataset: PolicyBenchmark | Collection,
    searcher: Searcher,
    settings: Settings,
) -> list[Retriever]:
    """Return the retrievers called `names`, in that order, over the documents of `dataset`.

    Raises:
        BadDataError: the folder for vectors of baselines cannot be written to.
        BadUsageError: the reader is asked for, and knows another model than the index.
    """
    made: dict[str, Retriever] = {
        name: ClauseSearch(name, searcher.with_weights(RETRIEVERS[name]))
        for name in names
        if name in RETRIEVERS
    }
    if READER in names:
        reader = HitReader.of(searcher)
        if reader is None:
            raise BadUsageError(
                "retriever reader: was taught on the vectors of the bundled model; use that one, "
                "or name other retrievers"
            )
        made[READER] = ReadSearch(searcher, reader)
    if any(name in baselines.NAMES for name in names):
        whole = isinstance(dataset, Collection)
        if isinstance(dataset, Collection):
            texts = {e.entry_id: f"{e.title}\n{e.text}".strip() for e in dataset.entries}
        else:
            texts = dict(searcher.snapshot.corpus.texts)
        cache = collections_folder(settings)
        for retriever in baselines.make_baselines(texts, searcher.embedder, cache, whole=whole):
            made[retriever.name] = retriever
    return [made[name] for name in names]
