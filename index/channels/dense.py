"""Dense index: cosine similarity of sentence vectors in FAISS."""

from collections.abc import Sequence
from pathlib import Path

import faiss
import numpy as np

from index.channels.found import Floats, Found, best_of

_FAISS = "vectors.faiss"


class DenseIndex:
    """Cosine similarity of a query vector to every passage."""

    def __init__(self, index: faiss.Index) -> None:
        """Wrap a built or loaded index."""
        self._index = index

    @classmethod
    def build(cls, vectors: np.ndarray) -> "DenseIndex":
        """Index `vectors`: float32, (n_passages, dim), rows of unit length."""
        index = faiss.IndexFlatIP(vectors.shape[1])
        index.add(np.ascontiguousarray(vectors, dtype=np.float32))
        return cls(index)

    @classmethod
    def load(cls, folder: Path) -> "DenseIndex":
        """Load an index that `save` wrote."""
        data = (folder / _FAISS).read_bytes()
        return cls(faiss.deserialize_index(np.frombuffer(data, dtype=np.uint8)))

    def save(self, folder: Path) -> None:
        """Write the index to a file of `folder`."""
        # FAISS's own writing fails without an OSError where the disk is full.
        (folder / _FAISS).write_bytes(faiss.serialize_index(self._index).tobytes())

    @property
    def dim(self) -> int:
        """Return the length of a vector."""
        return int(self._index.d)

    def vectors(self) -> np.ndarray:
        """Return the indexed vectors, float32 (n_passages, dim)."""
        return np.asarray(self._index.reconstruct_n(0, self._index.ntotal))

    def nearest(self, query: np.ndarray, count: int) -> Found:
        """Return the `count` passages nearest to `query` (dim,), fewer where there are fewer."""
        scores = self.scores(query)
        return best_of(np.arange(len(scores)), scores, count)

    def scores_of(self, query: np.ndarray, passages: Sequence[int]) -> Floats:
        """Return the cosine of each of `passages` to `query` (dim,), float32."""
        return np.asarray(self._index.reconstruct_batch(np.asarray(passages)) @ query)

    def scores(self, query: np.ndarray) -> Floats:
        """Return the cosine of every passage to `query` (dim,), float32 (n_passages,)."""
        return np.asarray(self.vectors() @ query)
