"""Build the index of a folder of documents: only what changed is embedded."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from index.channels.dense import DenseIndex
from index.channels.found import Floats
from index.channels.late import LateIndex
from index.channels.lexical import LexicalIndex
from index.channels.naming import names_of
from index.channels.passages import heading_of, is_searched, make_passages
from index.channels.token_codes import TokenCodes, encode_tokens
from index.disk.files import StoredFile
from index.disk.snapshot import Snapshot, read_snapshot, write_snapshot
from index.disk.store import Manifest, StoreError, new_version, publish, remove_leftovers
from index.model.embedder import Embedder
from index.search import Searcher
from ingest import Corpus, SourceError
from ingest.text.unify import fold
from question.examples import Example, ExampleModel, checksum_of
from question.lexicon import default_lexicon, dictionary_fingerprint
from question.spelling import build_speller


@dataclass(frozen=True, slots=True)
class _Vectors:
    """Vectors of a passage as the index keeps them, and the character spans of its tokens."""

    vector: Floats
    tokens: TokenCodes
    spans: np.ndarray


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


def build_index(
    corpus: Corpus,
    embedder: Embedder,
    store: Path,
    *,
    model: str,
    examples: Sequence[Example] = (),
    anew: bool = False,
    progress: bool = False,
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

    Raises:
        SourceError: no clause has text of its own.
        StoreError: the folder cannot be written to.
    """
    old = _read_old(store, embedder.fingerprint)
    if old is not None and not anew and _is_current(old, corpus, examples):
        remove_leftovers(store)
        return _summarise(old, embedded=0, changed=False)
    snapshot, embedded = make_snapshot(corpus, embedder, model=model, old=old, progress=progress)
    if examples:
        snapshot = replace(
            snapshot, examples=_embed(examples, snapshot, embedder, old, progress=progress)
        )
    with new_version(store) as folder:
        write_snapshot(snapshot, folder)
        publish(store, folder, lambda files: _manifest(snapshot, files))
    return _summarise(snapshot, embedded=embedded, changed=True)


def make_snapshot(
    corpus: Corpus,
    embedder: Embedder,
    *,
    model: str,
    old: Snapshot | None = None,
    progress: bool = False,
) -> tuple[Snapshot, int]:
    """Return an index of `corpus` in memory, and how many passages were given to the model.

    Args:
        corpus: The documents and all their clauses.
        embedder: Gives the vectors.
        model: The model's name, for messages.
        old: An index with the same model; vectors of passages that it holds are taken from it.
        progress: Show a progress bar on stderr where that is a terminal.

    Raises:
        SourceError: no clause has text of its own.
    """
    searched = [clause for clause in corpus.clauses if is_searched(clause)]
    if not searched:
        raise SourceError("documents: no clause has text of its own; check what they hold")
    names = names_of(corpus)
    passages = make_passages(searched, embedder.token_spans, embedder.window, names)
    known = {} if old is None else _known_vectors(old)
    missing = [p.text for p in passages if p.text not in known]
    encoded = embedder.encode_passages(missing, progress=progress)
    for text, new in zip(missing, encoded, strict=True):
        known[text] = _Vectors(new.vector, encode_tokens(new.tokens), new.spans)
    rows = [known[passage.text] for passage in passages]
    headed = [heading_of(clause, names[clause.doc_id]) + clause.text for clause in searched]
    lexical = LexicalIndex.build(headed)
    snapshot = Snapshot(
        corpus=corpus,
        passages=tuple(passages),
        dense=DenseIndex.build(np.stack([row.vector for row in rows])),
        late=LateIndex.build([row.tokens for row in rows], [row.spans for row in rows]),
        lexical=lexical,
        speller=build_speller(lexical.counts(), default_lexicon()),
        model=model,
        fingerprint=embedder.fingerprint,
        dictionary=dictionary_fingerprint(),
    )
    return snapshot, len(missing)


def _read_old(store: Path, fingerprint: str) -> Snapshot | None:
    """Return the index in the store where its vectors can be kept: intact, of the same model."""
    try:
        # Vectors are copied with new checksums: damage would never be found again.
        snapshot = read_snapshot(store, whole=True)
    except StoreError:
        return None
    return snapshot if snapshot.fingerprint == fingerprint else None


def _is_current(old: Snapshot, corpus: Corpus, examples: Sequence[Example]) -> bool:
    """Say whether the index would be built from the same."""
    known = old.examples.checksum if old.examples else ""
    return (
        old.corpus == corpus
        and old.dictionary == dictionary_fingerprint()
        and known == checksum_of(examples)
        and _has_headings(old)
    )


def _has_headings(old: Snapshot) -> bool:
    """Say whether the passages stand under the headings that this program puts over them.

    Where clauses are cut is left out: it would take the model, and changes with the format.
    """
    names = names_of(old.corpus)
    headings = [fold(heading_of(clause, names[clause.doc_id])) for clause in old.searched]
    for passage in old.passages:
        heading, held = headings[passage.clause], passage.text[: passage.path_end]
        if held != heading:
            kept = held.removesuffix("\n")
            # A long heading is cut within a line.
            if not heading.startswith(kept) or heading[len(kept) : len(kept) + 1] in ("", "\n"):
                return False
    return True


def _embed(
    examples: Sequence[Example],
    snapshot: Snapshot,
    embedder: Embedder,
    old: Snapshot | None,
    *,
    progress: bool,
) -> ExampleModel:
    """Return the examples with their vectors, read as the search reads questions."""
    known: dict[str, Floats] = {}
    # How a question is read depends on the words of the documents.
    if old and old.examples and (old.corpus, old.dictionary) == _read_with(snapshot):
        pairs = zip(old.examples.examples, old.examples.vectors, strict=True)
        known = {example.text: vector for example, vector in pairs}
    missing = [example.text for example in examples if example.text not in known]
    if missing:
        searcher = Searcher(snapshot, embedder)
        texts = [searcher.read(text).encoded_text for text in missing]
        encoded = embedder.encode_queries(texts, progress=progress)
        known |= {text: e.vector for text, e in zip(missing, encoded, strict=True)}
    clauses = [(clause.doc_id, clause.start, clause.end) for clause in snapshot.searched]
    return ExampleModel.fit(examples, np.stack([known[e.text] for e in examples]), clauses)


def _read_with(snapshot: Snapshot) -> tuple[Corpus, str]:
    return snapshot.corpus, snapshot.dictionary


def _known_vectors(snapshot: Snapshot) -> dict[str, _Vectors]:
    vectors, late = snapshot.dense.vectors(), snapshot.late
    return {
        passage.text: _Vectors(vectors[i], late.kept(i), late.spans_of(i))
        for i, passage in enumerate(snapshot.passages)
    }


def _manifest(snapshot: Snapshot, files: dict[str, StoredFile]) -> Manifest:
    return Manifest(
        model=snapshot.model,
        fingerprint=snapshot.fingerprint,
        dictionary=snapshot.dictionary,
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
