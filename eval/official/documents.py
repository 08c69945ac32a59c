"""The documents of the benchmark, read and indexed once for all settings."""

import hashlib
import logging
from collections.abc import Iterator
from pathlib import Path

from eval.official.files import held_documents
from eval.reading.policies import PoliciesError, find_policies
from index import Searcher, Settings
from index.build import build_index, make_snapshot
from index.disk.snapshot import Snapshot, read_snapshot
from index.disk.store import StoreError
from index.model.embedder import Embedder, load_embedder
from index.service import collections_folder
from ingest import Corpus
from ingest.documents import ROOT, load_files, select_documents
from ingest.formats.doc_tools import find_antiword, find_office
from ingest.formats.ocr import find_recogniser
from ingest.registry import read_registry
from question.examples import load_examples

# Each document by itself; all of one side; all of both sides and the project's own two.
SETTINGS = ("alone", "together", "all")
_KEY = "reading.sha256"

logger = logging.getLogger(__name__)


class Library:
    """All documents of the benchmark and the project's own, in one index, and parts of it."""

    def __init__(self, snapshot: Snapshot, embedder: Embedder) -> None:
        """Take an index of all documents and its model."""
        self._snapshot = snapshot
        self._embedder = embedder

    @property
    def corpus(self) -> Corpus:
        """Return all documents."""
        return self._snapshot.corpus

    def searchers(self, side: str, setting: str) -> Iterator[Searcher]:
        """Return a searcher over what is searched at once: one, or one for each document.

        Args:
            side: Whose documents are asked about.
            setting: One of `SETTINGS`.
        """
        if setting == "all":
            yield Searcher(self._snapshot, self._embedder)
            return
        ids = list(held_documents(self.corpus, side).values())
        for chosen in [[doc_id] for doc_id in ids] if setting == "alone" else [ids]:
            snapshot = make_snapshot(
                select_documents(self.corpus, chosen),
                self._embedder,
                model=self._snapshot.model,
                old=self._snapshot,
            )
            yield Searcher(snapshot, self._embedder)


def open_library(settings: Settings) -> Library:
    """Return the documents of the benchmark with the project's own, read and indexed where need be.

    Raises:
        PoliciesError: the documents of the benchmark are not at hand.
        SourceError, StoreError, EmbedderError: documents, index or model are unusable.
    """
    found = find_policies()
    if not found:
        raise PoliciesError(
            "documents: those of the benchmark are not at hand; name their folder in "
            "POLICY_QA_POLICIES"
        )
    embedder = load_embedder(settings.model, settings.cache_dir)
    store = collections_folder(settings) / "official"
    paths = [*sorted(found.values(), key=lambda path: path.name), *_own_files(settings.docs)]
    key, noted = _reading_key(paths), store / _KEY
    try:
        snapshot = read_snapshot(store) if noted.read_text(encoding="utf-8") == key else None
    except (OSError, StoreError):
        snapshot = None
    if snapshot is None or snapshot.fingerprint != embedder.fingerprint:
        corpus = load_files(paths, read_registry(settings.docs))
        for file in corpus.left_out:
            logger.warning("%s", file.reason)
        examples = load_examples(settings.examples, corpus)
        build_index(
            corpus,
            embedder,
            store,
            model=settings.model,
            examples=examples,
            anew=True,
            progress=True,
        )
        noted.write_text(key, encoding="utf-8")
        snapshot = read_snapshot(store)
    return Library(snapshot, embedder)


def _own_files(folder: Path) -> list[Path]:
    named = read_registry(folder)
    return [folder / name for name in sorted(named)]


def _reading_key(paths: list[Path]) -> str:
    """Identify what reading gives: the files, the code that reads them, the programs it uses."""
    digest = hashlib.sha256()
    code = sorted(
        path
        for folder in ("ingest", "index/channels")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in {".py", ".toml", ".tsv", ".txt"}
    )
    for path in (*paths, *code):
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    tools = (find_office(), find_antiword(), find_recogniser())
    digest.update(str([tool is not None for tool in tools]).encode())
    return digest.hexdigest()
