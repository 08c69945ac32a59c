"""What a user of LangChain, Chroma or LanceDB would write, by their tutorials; see child.py.

Nothing of this project is imported here: the processes hold the peer alone. Each is given the same
texts, the same model by sentence-transformers, and the prompts that it was trained with.
"""

import json
import time
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from chromadb.api import ClientAPI
    from langchain_community.embeddings import HuggingFaceEmbeddings
    from numpy.typing import NDArray
    from sentence_transformers import SentenceTransformer

_COLLECTION = "clauses"


class TorchEncoder:
    """sentence-transformers' own `encode`: vectors of texts, none of tokens."""

    def __init__(self, *, model: str, prompts: dict[str, str]) -> None:
        """Note the folder of the model, and its prompts of `query` and `passage`."""
        self._folder, self._prompts = model, prompts
        self._model: SentenceTransformer | None = None
        self.encoder_s: float | None = 0.0

    def open(self, folder: Path | None = None) -> None:
        """Load the model; there is no index."""
        from sentence_transformers import SentenceTransformer

        self._model = SentenceTransformer(self._folder)

    def ask(self, question: str) -> int:
        """Encode a query."""
        return len(self.vectors([question], "query"))

    def encode(self, passages: list[str]) -> int:
        """Encode passages."""
        return len(self.vectors(passages, "passage"))

    def vectors(self, texts: list[str], kind: str) -> "NDArray[np.float32]":
        """Return float32 (len(texts), dim), of unit length."""
        if self._model is None:
            raise ValueError("encoder: has no model yet; open it first")
        begin = time.perf_counter()
        found = self._model.encode(
            texts,
            prompt=self._prompts[kind],
            normalize_embeddings=True,
            show_progress_bar=False,
        )
        self.encoder_s = (self.encoder_s or 0.0) + time.perf_counter() - begin
        return found


class LangChain:
    """`FAISS.from_texts` and `similarity_search`, by HuggingFaceEmbeddings."""

    def __init__(self, *, texts: str, model: str, prompts: dict[str, str], k: int) -> None:
        """Note the file of the texts, the folder of the model, its prompts and the hits wanted."""
        self._texts, self._model, self._prompts, self._k = Path(texts), model, prompts, k
        # It encodes within its search.
        self.encoder_s: float | None = None
        self._embeddings: Any = None
        self._store: Any = None

    def load(self) -> None:
        """Import its libraries and load the model for passages."""
        self._embeddings = self._embedder("passage")

    def build(self, folder: Path) -> dict[str, Any]:
        """Embed the texts and write the store."""
        from langchain_community.vectorstores import FAISS

        texts = _read(self._texts)
        FAISS.from_texts(texts, self._embeddings).save_local(str(folder))
        return {"texts": len(texts)}

    def open(self, folder: Path) -> None:
        """Load the model for queries, and the store."""
        from langchain_community.vectorstores import FAISS

        self._store = FAISS.load_local(
            str(folder),
            self._embedder("query"),
            # Its store is a pickle; this one was written a moment ago.
            allow_dangerous_deserialization=True,
        )

    def ask(self, question: str) -> int:
        """Search."""
        return len(self._store.similarity_search(question, k=self._k))

    def _embedder(self, kind: str) -> "HuggingFaceEmbeddings":
        # Older than langchain-huggingface's class, and the same `encode`: see docs/adr/0021.
        from langchain_community.embeddings import HuggingFaceEmbeddings

        kwargs = {"prompt": self._prompts[kind], "normalize_embeddings": True}
        return HuggingFaceEmbeddings(model_name=self._model, encode_kwargs=kwargs)


class _OverVectors:
    """A store that is given vectors, by `TorchEncoder`; `package` is its library."""

    package: str

    def __init__(self, *, texts: str, model: str, prompts: dict[str, str], k: int) -> None:
        """Note the file of the texts, the folder of the model, its prompts and the hits wanted."""
        self._texts, self._k = Path(texts), k
        self._encoder = TorchEncoder(model=model, prompts=prompts)
        # The collection or table that is asked.
        self._store: Any = None

    @property
    def encoder_s(self) -> float | None:
        """Seconds spent in the encoder so far."""
        return self._encoder.encoder_s

    def load(self) -> None:
        """Import its library and load the model."""
        import_module(self.package)
        self._encoder.open()


class Chroma(_OverVectors):
    """A persistent collection of chromadb, cosine."""

    package = "chromadb"

    def build(self, folder: Path) -> dict[str, Any]:
        """Embed the texts and add them to a new collection."""
        texts, client = _read(self._texts), _chroma(folder)
        space = {"hnsw": {"space": "cosine"}}
        collection = client.create_collection(
            _COLLECTION, embedding_function=None, configuration=space
        )
        vectors, most = self._encoder.vectors(texts, "passage"), client.get_max_batch_size()
        for start in range(0, len(texts), most):
            rows = range(start, min(start + most, len(texts)))
            collection.add(
                ids=[str(row) for row in rows],
                documents=[texts[row] for row in rows],
                embeddings=vectors[start : rows.stop],
            )
        return {"texts": len(texts)}

    def open(self, folder: Path) -> None:
        """Load the model and open the collection."""
        client = _chroma(folder)
        self._store = client.get_collection(_COLLECTION, embedding_function=None)
        self._encoder.open()

    def ask(self, question: str) -> int:
        """Search."""
        vectors = self._encoder.vectors([question], "query")
        found = self._store.query(query_embeddings=vectors, n_results=self._k)
        return len(found["documents"][0])


class Lance(_OverVectors):
    """A table of LanceDB, searched exactly as it has no index, cosine."""

    package = "lancedb"

    def build(self, folder: Path) -> dict[str, Any]:
        """Embed the texts and write a new table of them."""
        import lancedb

        texts = _read(self._texts)
        vectors = self._encoder.vectors(texts, "passage")
        rows = [{"text": t, "vector": v} for t, v in zip(texts, vectors, strict=True)]
        lancedb.connect(str(folder)).create_table(_COLLECTION, data=rows)
        return {"texts": len(texts)}

    def open(self, folder: Path) -> None:
        """Load the model and open the table."""
        import lancedb

        self._store = lancedb.connect(str(folder)).open_table(_COLLECTION)
        self._encoder.open()

    def ask(self, question: str) -> int:
        """Search."""
        (vector,) = self._encoder.vectors([question], "query")
        return len(self._store.search(vector).distance_type("cosine").limit(self._k).to_list())


def _chroma(folder: Path) -> "ClientAPI":
    import chromadb
    from chromadb.config import Settings

    # Nothing is told to anybody while this runs.
    return chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False))


def _read(path: Path) -> list[str]:
    texts: list[str] = json.loads(path.read_text(encoding="utf-8"))
    return texts
