"""Everything of one built index, in memory or mapped, and its files."""

import hashlib
import json
import zlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np

from index.channels.dense import DenseIndex
from index.channels.late import LateIndex
from index.channels.lexical import LexicalIndex
from index.channels.passages import Passage, is_searched
from index.disk.files import compared_at_once, find_damaged, find_misfit
from index.disk.later import LaterCheck
from index.disk.store import Manifest, StoreError, current_version, damage, open_store
from ingest import Clause, Corpus, LeftOut
from ingest.documents import Doubt
from ingest.records import clause_record, document_record, read_clause, read_document
from question.examples import ExampleModel, read_examples, write_examples
from question.spelling import Speller, read_speller, write_speller

# What the readers of JSON, NumPy, FAISS and bm25s raise for bytes that nothing has compared yet.
_UNREADABLE = (
    *(OSError, EOFError, ValueError, LookupError, TypeError, AttributeError, RuntimeError),
    *(ArithmeticError, MemoryError, SyntaxError, BadZipFile, zlib.error),
)


@dataclass(frozen=True)
class Snapshot:
    """One built index; shared by all who search it, never changed.

    `passages[i].clause` counts `searched`, the clauses of the corpus that are indexed. Row `i` of
    `dense` and `late` is passage `i`, of `lexical` clause `i`: words are counted in whole clauses.
    `speller` knows the words of the documents; `examples` judges questions, where there are example
    questions for the documents; `later` compares large files where that was put off.
    """

    corpus: Corpus
    passages: tuple[Passage, ...]
    dense: DenseIndex
    late: LateIndex
    lexical: LexicalIndex
    speller: Speller
    model: str
    fingerprint: str
    dictionary: str
    examples: ExampleModel | None = None
    later: LaterCheck | None = None

    @cached_property
    def searched(self) -> tuple[Clause, ...]:
        """Return the clauses that are indexed, in source order."""
        return tuple(clause for clause in self.corpus.clauses if is_searched(clause))

    @cached_property
    def clause_of_passage(self) -> np.ndarray:
        """Return the place in `searched` of each passage's clause, int64 (n_passages,)."""
        return np.array([passage.clause for passage in self.passages], dtype=np.int64)

    @cached_property
    def checksum(self) -> str:
        """Identify what the index was built from and with: sources, model, dictionary, examples."""
        sources = [document.sha256 for document in self.corpus.documents]
        parts = [self.fingerprint, self.dictionary, *sources, str(len(self.passages))]
        parts += [self.examples.checksum] if self.examples else []
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()

    def check_intact(self) -> None:
        """Return while nothing is known to be damaged of the files it was read from.

        Raises:
            StoreError: what was checked after opening has found a damaged file.
        """
        if self.later is not None:
            self.later.raise_found()


def write_snapshot(snapshot: Snapshot, folder: Path) -> None:
    """Write the files of a snapshot to an empty folder."""
    corpus = snapshot.corpus
    texts = ({"doc_id": doc_id, "text": text} for doc_id, text in corpus.texts.items())
    _write_lines(folder / "documents.jsonl", map(document_record, corpus.documents))
    _write_lines(folder / "texts.jsonl", texts)
    said = {
        "left_out": [asdict(file) for file in corpus.left_out],
        "doubts": [asdict(doubt) for doubt in corpus.doubts],
    }
    (folder / "reading.json").write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
    _write_lines(folder / "clauses.jsonl", map(clause_record, corpus.clauses))
    _write_lines(folder / "passages.jsonl", map(asdict, snapshot.passages))
    snapshot.dense.save(folder)
    snapshot.late.save(folder)
    snapshot.lexical.save(folder / "lexical")
    write_speller(snapshot.speller, folder)
    if snapshot.examples:
        write_examples(snapshot.examples, folder)


def read_snapshot(store: Path, *, whole: bool = False) -> Snapshot:
    """Load the current index of a store.

    Args:
        store: The index's folder.
        whole: Compare every file with its checksum before; else those of a large index are
            compared in a thread that outlives the call, and `check_intact` tells what it found.

    Raises:
        StoreMissingError: nothing was built yet.
        StoreError: the index is damaged or of another format.
    """
    version = current_version(store)
    try:
        return _read_version(store, whole=whole)
    except StoreError:
        # A build that ended meanwhile removed the version that was being read.
        if current_version(store) == version:
            raise
    return read_snapshot(store, whole=whole)


def _read_version(store: Path, *, whole: bool) -> Snapshot:
    folder, manifest = open_store(store, whole=whole)
    now = set(manifest.files) if whole else compared_at_once(manifest.files)
    later = {name: file for name, file in manifest.files.items() if name not in now}
    try:
        snapshot = _read_files(folder, manifest)
    except _UNREADABLE as error:
        damaged = find_damaged(folder, later)
        if damaged is not None:
            raise damage(store, damaged) from error
        raise StoreError(
            f"{store}: cannot be read ({type(error).__name__}); run: python -m index build"
        ) from error
    # A build that ends while files are read may have removed one that is not in every index.
    gone = find_misfit(folder, manifest.files)
    if gone is not None:
        raise damage(store, gone)
    return replace(snapshot, later=LaterCheck(store, folder, later)) if later else snapshot


def _read_files(folder: Path, manifest: Manifest) -> Snapshot:
    said = json.loads((folder / "reading.json").read_text("utf-8"))
    corpus = Corpus(
        documents=tuple(map(read_document, _read_lines(folder / "documents.jsonl"))),
        texts={row["doc_id"]: row["text"] for row in _read_lines(folder / "texts.jsonl")},
        clauses=tuple(map(read_clause, _read_lines(folder / "clauses.jsonl"))),
        left_out=tuple(LeftOut(**row) for row in said["left_out"]),
        doubts=tuple(Doubt(**row) for row in said["doubts"]),
    )
    return Snapshot(
        corpus=corpus,
        passages=tuple(Passage(**row) for row in _read_lines(folder / "passages.jsonl")),
        dense=DenseIndex.load(folder),
        late=LateIndex.load(folder),
        lexical=LexicalIndex.load(folder / "lexical"),
        speller=read_speller(folder),
        model=manifest.model,
        fingerprint=manifest.fingerprint,
        dictionary=manifest.dictionary,
        examples=read_examples(folder),
    )


def _write_lines(path: Path, records: Iterable[dict[str, Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for record in records:
            file.write(json.dumps(record, ensure_ascii=False) + "\n")


def _read_lines(path: Path) -> list[dict[str, Any]]:
    # Not splitlines: a document may hold line separators that JSON leaves as they are.
    with path.open(encoding="utf-8", newline="\n") as file:
        return [json.loads(line) for line in file]
