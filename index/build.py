"""Build the index of a folder of documents: only what changed is embedded."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from tqdm import tqdm  # type: ignore[import-untyped]

from index.channels.asked import AskedSignals
from index.channels.dense import write_dense
from index.channels.found import Floats
from index.channels.lexical import LexicalIndex
from index.channels.naming import names_of
from index.channels.passages import Passage, heading_of, is_searched, make_passages
from index.channels.token_codes import encode_tokens
from index.disk.files import StoredFile
from index.disk.snapshot import (
    LEXICAL,
    Snapshot,
    read_clauses,
    read_files,
    read_snapshot,
    write_corpus,
    write_passages,
)
from index.disk.store import (
    Manifest,
    StoreError,
    cut_off_versions,
    new_version,
    publish,
    remove_leftovers,
)
from index.disk.vectors import KnownVectors, PassageVectors, VectorWriter, count_durable
from index.model.embedder import Embedder
from index.progress import Report
from index.search import Searcher
from ingest import Corpus, SourceError
from ingest.records import clause_record, document_record
from ingest.text.unify import fold
from question.examples import Example, ExampleModel, checksum_of, write_examples
from question.lexicon import default_lexicon, dictionary_fingerprint
from question.spelling import build_speller, write_speller

# Passages that are embedded at once: their vectors are held in memory until they are written.
_BLOCK = 1024
# Passages after which who follows a build is told; fewer at once take longer.
_STEP = 64


@dataclass(frozen=True, slots=True)
class BuildSummary:
    """What a build did; `embedded` counts the passages that were given to the model."""

    documents: int
    clauses: int
    passages: int
    embedded: int
    changed: bool
    model: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class _Shown:
    """Where is shown how far a build is: in a bar on stderr, and by who follows it."""

    bar: bool = False
    report: Report | None = None


def build_index(
    corpus: Corpus,
    embedder: Embedder,
    store: Path,
    *,
    model: str,
    examples: Sequence[Example] = (),
    anew: bool = False,
    progress: bool = False,
    report: Report | None = None,
) -> BuildSummary:
    """Bring the index at `store` up to date with `corpus`.

    Args:
        corpus: The documents and all their clauses.
        embedder: Gives the vectors; those of passages that it has embedded before are kept.
        store: Folder of the index. An unusable index there is built anew.
        model: The model's name, for messages.
        examples: Questions of which it is known whether the documents answer them.
        anew: Build though the documents are the same: the program embeds something else of them.
        progress: Show a progress bar on stderr where that is a terminal.
        report: Told how many passages have their vectors; None: nobody follows.

    Raises:
        SourceError: no clause has text of its own.
        StoreError: the folder cannot be written to.
    """
    names = names_of(corpus)
    content = _content_of(corpus, names)
    old = _read_old(store, embedder.fingerprint)
    if old is not None and not anew and _is_current(old, content, examples):
        remove_leftovers(store)
        return _summarise(old, embedded=0, changed=False)
    _check_text(corpus)
    with new_version(store, _is_worth_keeping) as folder:
        # What a build that was cut off has embedded is there too.
        folders = [*([old.folder] if old else []), *cut_off_versions(store, folder)]
        known = KnownVectors(folders, embedder.fingerprint)
        shown = _Shown(progress, report)
        embedded = _write(corpus, names, embedder, folder, known, shown)
        snapshot = _read_written(folder, embedder, model, content)
        if examples:
            fitted = _embed(examples, snapshot, embedder, old, progress=progress)
            write_examples(fitted, folder)
        publish(store, folder, lambda files: _manifest(snapshot, files))
    return _summarise(snapshot, embedded=embedded, changed=True)


def make_snapshot(
    corpus: Corpus, embedder: Embedder, *, model: str, old: Snapshot | None = None
) -> Snapshot:
    """Return an index of `corpus` that is in no store: its files are gone with the process.

    Args:
        corpus: The documents and all their clauses.
        embedder: Gives the vectors.
        model: The model's name, for messages.
        old: An index with the same model; vectors of passages that it holds are taken from it.

    Raises:
        SourceError: no clause has text of its own.
    """
    _check_text(corpus)
    names = names_of(corpus)
    with TemporaryDirectory(prefix="policy-index-") as name:
        folder = Path(name)
        known = KnownVectors([old.folder] if old else [], embedder.fingerprint)
        _write(corpus, names, embedder, folder, known, _Shown())
        # Files that are mapped last as long as something looks at them.
        return _read_written(folder, embedder, model, _content_of(corpus, names))


def _write(
    corpus: Corpus,
    names: Mapping[str, str],
    embedder: Embedder,
    folder: Path,
    known: KnownVectors,
    shown: _Shown,
) -> int:
    """Write all files of an index but the examples; return how many passages were embedded."""
    write_corpus(corpus, names, folder, progress=shown.bar)
    made = make_passages(read_clauses(folder), embedder.token_spans, embedder.window, names)
    passages = write_passages(made, folder)
    embedded = _write_vectors(passages, embedder, folder, known, shown)
    write_dense(folder)
    counts = LexicalIndex.load(folder / LEXICAL).counts()
    write_speller(build_speller(counts, default_lexicon()), folder)
    return embedded


def _write_vectors(
    passages: Sequence[Passage],
    embedder: Embedder,
    folder: Path,
    known: KnownVectors,
    shown: _Shown,
) -> int:
    """Write the vectors of passages block by block; return how many passages were embedded."""
    writer, embedded = None, 0
    bar = tqdm(
        total=len(passages), desc="embedding", unit="passage", disable=None if shown.bar else True
    )
    with bar, ExitStack() as closing:
        for start in range(0, len(passages), _BLOCK):
            texts = [passage.text for passage in passages[start : start + _BLOCK]]
            held = {text: found for text in texts if (found := known.find(text)) is not None}
            missing = [text for text in dict.fromkeys(texts) if text not in held]
            step = _STEP if shown.report else _BLOCK
            for first in range(0, len(missing), step):
                part = missing[first : first + step]
                for text, new in zip(part, embedder.encode_passages(part), strict=True):
                    held[text] = PassageVectors(new.vector, encode_tokens(new.tokens), new.spans)
                if shown.report:
                    shown.report("embedding", start + first + len(part), len(passages))
            embedded += len(missing)
            for text in texts:
                if writer is None:
                    sizes = len(held[text].vector), len(held[text].tokens.centre)
                    writer = VectorWriter(folder, embedder.fingerprint, *sizes, closing)
                writer.add(text, held[text])
            if writer is not None:
                writer.flush()
            bar.update(len(texts))
            if shown.report:
                shown.report("embedding", start + len(texts), len(passages))
    return embedded


def _is_worth_keeping(folder: Path) -> bool:
    """Say whether a build that was cut off has embedded more than is soon embedded anew."""
    return count_durable(folder) > _BLOCK


def _read_written(folder: Path, embedder: Embedder, model: str, content: str) -> Snapshot:
    return read_files(
        folder,
        model=model,
        fingerprint=embedder.fingerprint,
        dictionary=dictionary_fingerprint(),
        content=content,
    )


def _read_old(store: Path, fingerprint: str) -> Snapshot | None:
    """Return the index in the store where its vectors can be kept: intact, of the same model."""
    try:
        # Vectors are copied with new checksums: damage would never be found again.
        snapshot = read_snapshot(store, whole=True)
    except StoreError:
        return None
    return snapshot if snapshot.fingerprint == fingerprint else None


def _is_current(old: Snapshot, content: str, examples: Sequence[Example]) -> bool:
    """Say whether the index would be built from the same."""
    known = old.examples.checksum if old.examples else ""
    read = (old.content, old.dictionary)
    return read == (content, dictionary_fingerprint()) and known == checksum_of(examples)


def _check_text(corpus: Corpus) -> None:
    if not any(map(is_searched, corpus.clauses)):
        raise SourceError("documents: no clause has text of its own; check what they hold")


def _content_of(corpus: Corpus, names: Mapping[str, str]) -> str:
    """Identify all that is indexed of `corpus`: as it was read, under headings as they are now.

    Where clauses are cut is left out: it would take the model, and changes with the format.
    """
    digest = hashlib.sha256()

    def add(what: Any) -> None:  # noqa: ANN401
        digest.update(json.dumps(what, ensure_ascii=False).encode(errors="surrogatepass"))

    for document in corpus.documents:
        add(document_record(document))
        add(corpus.texts[document.doc_id])
    for clause in corpus.clauses:
        add(clause_record(clause))
        if is_searched(clause):
            add(fold(heading_of(clause, names[clause.doc_id])))
    add([asdict(file) for file in corpus.left_out])
    add([asdict(doubt) for doubt in corpus.doubts])
    return digest.hexdigest()


def _embed(
    examples: Sequence[Example],
    snapshot: Snapshot,
    embedder: Embedder,
    old: Snapshot | None,
    *,
    progress: bool,
) -> ExampleModel:
    """Return the examples with their vectors, read as the search reads questions."""
    searcher = Searcher(snapshot, embedder)
    texts = {example.text: searcher.read(example.text).encoded_text for example in examples}
    known: dict[str, Floats] = {}
    if old and old.examples:
        before = Searcher(old, embedder)
        pairs = zip(old.examples.examples, old.examples.vectors, strict=True)
        # How a question is read depends on the words of the documents.
        known = {
            example.text: vector
            for example, vector in pairs
            if texts.get(example.text) == before.read(example.text).encoded_text
        }
    missing = [text for text in texts if text not in known]
    if missing:
        encoded = embedder.encode_queries([texts[text] for text in missing], progress=progress)
        known |= {text: e.vector for text, e in zip(missing, encoded, strict=True)}
    about = {gold.doc_id for example in examples for gold in example.gold}
    numbers = AskedSignals(snapshot.asked, snapshot.corpus.documents).clauses_of(about)
    clauses = [(number, snapshot.searched[number]) for number in numbers]
    spans = [(number, (clause.doc_id, clause.start, clause.end)) for number, clause in clauses]
    return ExampleModel.fit(examples, np.stack([known[e.text] for e in examples]), spans)


def _manifest(snapshot: Snapshot, files: dict[str, StoredFile]) -> Manifest:
    return Manifest(
        model=snapshot.model,
        fingerprint=snapshot.fingerprint,
        dictionary=snapshot.dictionary,
        content=snapshot.content,
        dim=snapshot.dense.dim,
        clauses=len(snapshot.searched),
        passages=len(snapshot.passages),
        sources={d.doc_id: d.sha256 for d in snapshot.corpus.documents},
        files=files,
    )


def _summarise(snapshot: Snapshot, *, embedded: int, changed: bool) -> BuildSummary:
    return BuildSummary(
        documents=len(snapshot.corpus.documents),
        clauses=len(snapshot.searched),
        passages=len(snapshot.passages),
        embedded=embedded,
        changed=changed,
        model=snapshot.model,
        fingerprint=snapshot.fingerprint,
    )
