"""Open the index of the settings, building what is missing on the way."""

import gc
import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from index.build import BuildSummary, build_index
from index.disk.noted import note, read_noted
from index.disk.snapshot import Snapshot, read_snapshot
from index.disk.store import StoreError, StoreMissingError
from index.disk.turn import BusyError, holder_of_turn, name_of_user, take_turn
from index.model.embedder import Embedder, load_embedder
from index.progress import Report, report_nothing
from index.search import Searcher
from index.settings import Settings
from ingest import Corpus, SourceError, load_corpus
from ingest.documents import indexed_checksums, source_checksums, stamp_sources
from question.cache_folder import default_cache_dir
from question.examples import load_examples

logger = logging.getLogger(__name__)


def update_index(settings: Settings) -> BuildSummary:
    """Bring the index of `settings` up to date with its documents.

    Raises:
        SourceError: a document, or a file of example questions, cannot be used.
        StoreError: the index cannot be written, or not be pushed to Milvus.
        EmbedderError: the model is not there.
    """
    with _turn_to_build(settings):
        return rebuild(settings)


@contextmanager
def _turn_to_build(settings: Settings) -> Iterator[None]:
    """Have the turn; whoever has it is waited for."""
    store, who, what = settings.store, name_of_user(), "index build"
    holder = holder_of_turn(store)
    if holder is not None:
        logger.warning("%s; waiting", BusyError(store, holder))
    with ExitStack() as turn:
        # An index that is up to date is of use though its folder cannot be written to.
        with suppress(StoreError):
            turn.enter_context(take_turn(store, who=who, what=what, waits=True))
        yield


def rebuild(
    settings: Settings,
    embedder: Embedder | None = None,
    *,
    check: Callable[[Corpus], None] = lambda corpus: None,
    report: Report | None = None,
) -> BuildSummary:
    """Bring the index up to date for one who has the turn, see `take_turn`.

    Args:
        settings: Where the documents and their index are.
        embedder: The model, where it is loaded already.
        check: Raises where the documents as they were read are not to be indexed.
        report: Told how far it is; None: nobody follows.

    Raises:
        SourceError: a document, or a file of example questions, cannot be used.
        StoreError: the index cannot be written, or not be pushed to Milvus.
        EmbedderError: the model is not there.
    """
    follow = report or report_nothing
    stamps = stamp_sources(settings.docs)
    corpus = load_corpus(settings.docs, on_file=lambda done, total: follow("reading", done, total))
    check(corpus)
    for message in corpus.warnings:
        logger.warning("%s", message)
    examples = load_examples(settings.examples, corpus)
    embedder = embedder or load_embedder(settings.model, settings.cache_dir)
    with _embedding(embedder, settings) as spread_out:
        summary = build_index(
            corpus,
            spread_out,
            settings.store,
            model=settings.model,
            examples=examples,
            progress=True,
            report=report,
        )
    if settings.index_uri:
        from index.milvus import push_index

        push_index(read_snapshot(settings.store), settings)
    note(settings.store, stamps, indexed_checksums(corpus))
    return summary


@contextmanager
def _embedding(embedder: Embedder, settings: Settings) -> Iterator[Embedder]:
    """Give what embeds passages: this process, or workers on the machines of Ray's."""
    if not settings.ray:
        yield embedder
        return
    from index.model.ray_embedder import spread

    model, cache_dir = settings.model, settings.cache_dir
    with spread(embedder, settings.ray, model=model, cache_dir=cache_dir) as workers:
        yield workers


def open_searcher(settings: Settings, loaded: Embedder | None = None) -> Searcher:
    """Return a searcher over the index of `settings`; a missing or outdated index is built first.

    Args:
        settings: Where the documents and their index are.
        loaded: A model that is loaded already; it is used where the index was built with it.

    Raises:
        SourceError: a document cannot be used (only where the index is missing).
        StoreError: the index is damaged, or was built with another model, or Milvus lacks it.
        EmbedderError: the model is not there.
    """
    embedder = loaded or _load_and_warm_up(settings)
    try:
        snapshot = _read(settings.store)
    except StoreMissingError:
        logger.warning("%s: holds no index of this version; building it", settings.store)
        with _turn_to_build(settings):
            rebuild(settings, embedder)
        snapshot = _read(settings.store)
    if loaded is not None and loaded.fingerprint != snapshot.fingerprint:
        embedder = _load_and_warm_up(settings)
    _check_model(snapshot, embedder, settings)
    _warn_of_changes(snapshot, settings)
    if settings.index_uri:
        from index.milvus import find_with_milvus

        return Searcher(snapshot, embedder, finders=find_with_milvus(snapshot, settings))
    return Searcher(snapshot, embedder)


def _load_and_warm_up(settings: Settings) -> Embedder:
    embedder = load_embedder(settings.model, settings.cache_dir)
    # The model is compiled while the index is read: neither waits for the other.
    threading.Thread(target=embedder.warm_up).start()
    return embedder


def _read(store: Path) -> Snapshot:
    """Load an index; garbage is not looked for meanwhile, as all that is made of it stays."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        return read_snapshot(store)
    finally:
        if was_on:
            gc.enable()


def collections_folder(settings: Settings) -> Path:
    """Return the folder for the indexes of collections that are measured on."""
    return (settings.cache_dir or default_cache_dir().parent) / "collections"


def open_collection(corpus: Corpus, folder: Path, settings: Settings) -> Searcher:
    """Return a searcher over `corpus`, indexed in a folder of its own.

    What was indexed there before is kept where it is the same.

    Raises:
        SourceError: the corpus holds no text.
        StoreError: the folder cannot be written to.
        EmbedderError: the model is not there.
    """
    embedder = load_embedder(settings.model, settings.cache_dir)
    build_index(corpus, embedder, folder, model=settings.model, progress=True)
    return Searcher(read_snapshot(folder), embedder)


def _check_model(snapshot: Snapshot, embedder: Embedder, settings: Settings) -> None:
    if snapshot.fingerprint != embedder.fingerprint:
        raise StoreError(
            f"{settings.store}: built with the model {snapshot.model} ({snapshot.fingerprint[:8]}),"
            f" the embedder is {settings.model} ({embedder.fingerprint[:8]}); "
            "run: python -m index build"
        )


def _warn_of_changes(snapshot: Snapshot, settings: Settings) -> None:
    """Say where the documents are no longer those that were indexed; answers keep to the index."""
    try:
        stamps = stamp_sources(settings.docs)
        present = source_checksums(settings.docs, stamps, read_noted(settings.store))
    except SourceError as error:
        logger.warning("%s; searching the index as it was built", error)
        return
    note(settings.store, stamps, present)
    if present != indexed_checksums(snapshot.corpus):
        logger.warning(
            "%s: changed since the index was built; run: python -m index build", settings.docs
        )
