"""Baselines: what LangChain's tutorials build, with the same model and the same documents.

Chunks of 500 characters that overlap by 50, found by exact search in FAISS; and the ensemble of
that with BM25, by LangChain's own splitter and EnsembleRetriever.
"""

import hashlib
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from langchain_classic.retrievers import EnsembleRetriever
from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from langchain_text_splitters import RecursiveCharacterTextSplitter
from pydantic import ConfigDict

from eval.data.spans import Span
from eval.data.trec import Found
from index.channels.dense import DenseIndex
from index.channels.lexical import LexicalIndex
from index.model.embedder import Embedder
from ingest.errors import BadDataError

NAMES = ("langchain", "langchain-ensemble")
_CHUNK_SIZE = 500
_OVERLAP = 50
# A document has several chunks; so many times the documents wanted are asked for.
_CHUNKS_A_DOCUMENT = 5


class _ScoredChunks(BaseRetriever):
    """LangChain's interface to scores of all chunks."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    chunks: list[Document]
    scores: Callable[[str], np.ndarray]
    k: int

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        order = np.argsort(-self.scores(query), kind="stable")[: self.k]
        return [self.chunks[i] for i in order]


@dataclass(frozen=True, slots=True)
class ChunkSearch:
    """A baseline; documents are spans of the texts, or the texts themselves if `whole`."""

    name: str
    chunks: list[Document]
    dense: Callable[[str], np.ndarray]
    lexical: Callable[[str], np.ndarray]
    whole: bool

    def find(self, query: str, *, k: int) -> list[Found]:
        """Return the best chunks, or the documents of the best chunks; scores fall by rank."""
        wanted = k * _CHUNKS_A_DOCUMENT if self.whole else k
        ids = [str(chunk.metadata["id"]) for chunk in self._retriever(wanted).invoke(query)]
        return [Found(d, 1 / rank) for rank, d in enumerate(list(dict.fromkeys(ids))[:k], start=1)]

    def _retriever(self, k: int) -> BaseRetriever:
        dense = _ScoredChunks(chunks=self.chunks, scores=self.dense, k=k)
        if self.name == "langchain":
            return dense
        lexical = _ScoredChunks(chunks=self.chunks, scores=self.lexical, k=k)
        return EnsembleRetriever(retrievers=[lexical, dense], weights=[0.5, 0.5], id_key="chunk")


def make_baselines(
    texts: Mapping[str, str], embedder: Embedder, cache: Path, *, whole: bool
) -> list[ChunkSearch]:
    """Return the baselines over `texts`, by id; vectors that are in the folder `cache` are used.

    Args:
        texts: Text of each document.
        embedder: The model.
        cache: Folder for the vectors, made if need be.
        whole: Whether documents are found whole; else spans of them are, as `DOC:START-END`.

    Raises:
        BadDataError: the folder cannot be written to.
    """
    chunks = split_chunks(texts, whole=whole)
    vectors = _chunk_vectors([chunk.page_content for chunk in chunks], embedder, cache)
    words = LexicalIndex.build([chunk.page_content for chunk in chunks])

    def dense(query: str) -> np.ndarray:
        return vectors.scores(embedder.encode_queries([query])[0].vector)

    return [ChunkSearch(name, chunks, dense, words.scores, whole) for name in NAMES]


def split_chunks(texts: Mapping[str, str], *, whole: bool) -> list[Document]:
    """Return the chunks of `texts`; the metadata hold the `id` that a run names."""
    splitter = RecursiveCharacterTextSplitter(
        chunk_size=_CHUNK_SIZE, chunk_overlap=_OVERLAP, add_start_index=True
    )
    chunks = splitter.create_documents(
        list(texts.values()), metadatas=[{"document": doc_id} for doc_id in texts]
    )
    for number, chunk in enumerate(chunks):
        doc_id, start = chunk.metadata["document"], chunk.metadata["start_index"]
        span = Span(doc_id, start, start + len(chunk.page_content))
        chunk.metadata |= {"chunk": number, "id": doc_id if whole else str(span)}
    return chunks


def _chunk_vectors(texts: list[str], embedder: Embedder, cache: Path) -> DenseIndex:
    content = "\0".join([embedder.fingerprint, *texts]).encode(errors="surrogatepass")
    path = cache / f"chunks-{hashlib.sha256(content).hexdigest()[:16]}.vectors"
    stored = _read_checked(path)
    if stored:
        return DenseIndex.build(np.frombuffer(stored, np.float32).reshape(len(texts), -1))
    vectors = np.stack([entry.vector for entry in embedder.encode_passages(texts, progress=True)])
    data = vectors.astype(np.float32).tobytes()
    temporary = path.with_suffix(f".{os.getpid()}")
    try:
        cache.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(hashlib.sha256(data).digest() + data)
        temporary.replace(path)
    except OSError as error:
        raise BadDataError(
            f"{cache}: cannot be written to ({error.strerror}); set POLICY_QA_CACHE_DIR to "
            "another folder"
        ) from error
    return DenseIndex.build(vectors)


def _read_checked(path: Path) -> bytes:
    """Return what a file holds behind its own checksum; nothing where it is missing or damaged."""
    try:
        data = path.read_bytes()
    except OSError:
        return b""
    return data[32:] if hashlib.sha256(data[32:]).digest() == data[:32] else b""
