"""Everything of one built index, in memory or mapped, and its files."""

import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from tqdm import tqdm  # type: ignore[import-untyped]

from index.channels.asked import AskedTable
from index.channels.dense import DenseIndex
from index.channels.late import LateIndex
from index.channels.lexical import LexicalIndex
from index.channels.lexical_build import write_lexical
from index.channels.passages import Passage, heading_of, is_searched
from index.disk.files import compared_at_once, find_damaged, find_misfit
from index.disk.growing import GrowingArray, map_array
from index.disk.later import LaterCheck
from index.disk.lines import Lines, Picked, write_lines
from index.disk.store import StoreError, current_version, damage, open_store
from ingest import Clause, Corpus, Document, LeftOut
from ingest.documents import Doubt
from ingest.records import clause_record, document_record, read_clause, read_document
from question.examples import ExampleModel, read_examples
from question.spelling import Speller, read_speller

# What the readers of JSON, NumPy, FAISS and tries raise for bytes that nothing has compared yet.
_UNREADABLE = (
    *(OSError, EOFError, ValueError, LookupError, TypeError, AttributeError, RuntimeError),
    *(ArithmeticError, MemoryError, SyntaxError, BadZipFile, zlib.error),
)


_READING = "reading.json"
_DOCUMENTS, _TEXTS, _CLAUSES = "documents.jsonl", "texts.jsonl", "clauses.jsonl"
_PASSAGES, _PASSAGE_CLAUSES = "passages.jsonl", "passage_clauses.npy"
_SEARCHED, LEXICAL = "searched.npy", "lexical"


@dataclass(frozen=True)
class Snapshot:
    """One built index; shared by all who search it, never changed.

    `searched` are the clauses of the corpus that are indexed; `clause_of_passage`, int32
    (n_passages,), and `passages[i].clause` count them, and rise. Row `i` of `dense` and `late` is
    passage `i`, of `lexical` and `asked` clause `i`: words are counted in whole clauses. `speller`
    knows the words of the documents; `examples` judges questions, where there are example questions
    for the documents; `folder` holds the files, `later` compares large ones where that was put off.
    """

    corpus: Corpus
    searched: Sequence[Clause]
    passages: Sequence[Passage]
    clause_of_passage: np.ndarray
    asked: AskedTable
    dense: DenseIndex
    late: LateIndex
    lexical: LexicalIndex
    speller: Speller
    folder: Path
    model: str
    fingerprint: str
    dictionary: str
    content: str
    examples: ExampleModel | None = None
    later: LaterCheck | None = None

    def searched_of(self, doc_id: str) -> Sequence[Clause]:
        """Return the clauses of a document that are indexed; none if it is not held."""
        held = [d.doc_id for d in self.corpus.documents]
        if doc_id not in held:
            return ()
        clauses = self.asked.clauses_of(held.index(doc_id))
        return self.searched[clauses.start : clauses.stop]

    def passages_of(self, clauses: range) -> range:
        """Return the numbers of the passages of neighbouring clauses."""
        # Of the array's own type, or all of it would be converted.
        ends = np.array([clauses.start, clauses.stop], self.clause_of_passage.dtype)
        return range(*map(int, np.searchsorted(self.clause_of_passage, ends)))

    @cached_property
    def checksum(self) -> str:
        """Identify what the index was built from and with: content, model, dictionary, examples."""
        parts = [self.fingerprint, self.dictionary, self.content, str(len(self.passages))]
        parts += [self.examples.checksum] if self.examples else []
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()

    def check_intact(self) -> None:
        """Return while nothing is known to be damaged of the files it was read from.

        Raises:
            StoreError: what was checked after opening has found a damaged file.
        """
        if self.later is not None:
            self.later.raise_found()


def write_corpus(
    corpus: Corpus, names: Mapping[str, str], folder: Path, *, progress: bool = False
) -> None:
    """Write the documents and their clauses to files of a folder, and what is asked of them.

    Args:
        corpus: The documents and all their clauses.
        names: What each document is called, by doc_id; it stands over all its clauses.
        folder: Where to write.
        progress: Show a progress bar on stderr where that is a terminal.
    """
    ids = [document.doc_id for document in corpus.documents]
    texts = ({"doc_id": doc_id, "text": corpus.texts[doc_id]} for doc_id in ids)
    said = {
        "left_out": [asdict(file) for file in corpus.left_out],
        "doubts": [asdict(doubt) for doubt in corpus.doubts],
    }
    (folder / _READING).write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
    write_lines(folder / _DOCUMENTS, map(document_record, corpus.documents))
    write_lines(folder / _TEXTS, texts)
    write_lines(folder / _CLAUSES, map(clause_record, corpus.clauses))
    is_held = np.fromiter(map(is_searched, corpus.clauses), bool)
    numbers = np.flatnonzero(is_held).astype(np.int32)
    np.save(folder / _SEARCHED, numbers, allow_pickle=False)
    searched = Picked(corpus.clauses, numbers)
    AskedTable.build(searched, corpus.documents).save(folder)
    shown = tqdm(searched, desc="words", unit="clause", disable=None if progress else True)
    write_lexical((heading_of(c, names[c.doc_id]) + c.text for c in shown), folder / LEXICAL)


def read_clauses(folder: Path) -> Sequence[Clause]:
    """Return the clauses that `write_corpus` wrote to be indexed."""
    clauses = Lines(folder / _CLAUSES, read_clause)
    return Picked(clauses, map_array(folder / _SEARCHED))


def write_passages(passages: Iterable[Passage], folder: Path) -> Sequence[Passage]:
    """Write passages to a file of a folder; return them, read from there."""
    with closing(GrowingArray(folder / _PASSAGE_CLAUSES, np.int32)) as clauses:
        write_lines(folder / _PASSAGES, map(asdict, _noted(passages, clauses)))
        clauses.flush()
    return read_passages(folder)


def read_passages(folder: Path) -> Sequence[Passage]:
    """Return the passages that `write_passages` wrote."""
    return Lines(folder / _PASSAGES, lambda row: Passage(**row))


def _noted(passages: Iterable[Passage], clauses: GrowingArray) -> Iterator[Passage]:
    for passage in passages:
        clauses.append(np.array([passage.clause]))
        yield passage


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
        snapshot = read_files(
            folder,
            model=manifest.model,
            fingerprint=manifest.fingerprint,
            dictionary=manifest.dictionary,
            content=manifest.content,
        )
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


def read_files(
    folder: Path, *, model: str, fingerprint: str, dictionary: str, content: str
) -> Snapshot:
    """Return the index whose files lie in a folder; what is large is read when it is looked at.

    Args:
        folder: Files of a version, or of one that is being built.
        model: The model's name,
        fingerprint: and what identifies it.
        dictionary: What identifies the words that the lexical index was cut with,
        content: and what is indexed of the documents.

    Raises:
        OSError, ValueError, LookupError, TypeError, RuntimeError: a file is missing or damaged.
    """
    said = json.loads((folder / _READING).read_text("utf-8"))
    documents = tuple(Lines(folder / _DOCUMENTS, read_document))
    clauses = Lines(folder / _CLAUSES, read_clause)
    corpus = Corpus(
        documents=documents,
        texts=_Texts(folder / _TEXTS, documents),
        clauses=clauses,
        left_out=tuple(LeftOut(**row) for row in said["left_out"]),
        doubts=tuple(Doubt(**row) for row in said["doubts"]),
    )
    return Snapshot(
        corpus=corpus,
        searched=Picked(clauses, map_array(folder / _SEARCHED)),
        passages=read_passages(folder),
        clause_of_passage=map_array(folder / _PASSAGE_CLAUSES),
        asked=AskedTable.load(folder),
        dense=DenseIndex.load(folder),
        late=LateIndex.load(folder),
        lexical=LexicalIndex.load(folder / LEXICAL),
        speller=read_speller(folder),
        folder=folder,
        model=model,
        fingerprint=fingerprint,
        dictionary=dictionary,
        content=content,
        examples=read_examples(folder),
    )


class _Texts(Mapping[str, str]):
    """The texts of documents by doc_id, each read when it is asked for."""

    def __init__(self, path: Path, documents: Sequence[Document]) -> None:
        self._texts = Lines(path, lambda row: str(row["text"]))
        self._numbers = {document.doc_id: number for number, document in enumerate(documents)}

    def __getitem__(self, doc_id: str) -> str:
        return self._texts[self._numbers[doc_id]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)
