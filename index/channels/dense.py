"""Dense index: cosine similarity of sentence vectors, by FAISS.

The vectors are a file of rows, mapped, and a FAISS index of them: a flat one compares all; of many,
inverted lists tell which to compare.
"""

from collections.abc import Sequence
from pathlib import Path

import faiss
import numpy as np

from index.channels.candidates import Allowed
from index.channels.dense_lists import DenseLists, make_lists, select
from index.channels.found import Floats, Found, Numbers, best_of
from index.disk.growing import fetch_rows, map_array

# Up to here all passages are compared: 2 to 4 ms of a search, and it leaves nothing out.
EXACT_UP_TO = 32_768
# So few are compared one by one, whatever else there is.
_FEW = 4096
# Candidates for each passage wanted, as equals go by number; in lists their places are rough.
_SPARE, _SPARE_OF_LISTS = 4, 12

VECTORS = "vectors.npy"
_INDEX = "vectors.faiss"


class DenseIndex:
    """Cosine similarity of a query vector to passages."""

    def __init__(self, rows: Floats, index: faiss.IndexFlatIP | DenseLists) -> None:
        """Search `rows`, float32 (n_passages, dim), of unit length, by their FAISS index."""
        self._rows = rows
        self._index = index

    @classmethod
    def build(cls, vectors: Floats) -> "DenseIndex":
        """Index `vectors`, float32 (n_passages, dim), rows of unit length, in memory."""
        rows = np.ascontiguousarray(vectors, np.float32)
        return cls(rows, _flat_index(rows))

    @classmethod
    def load(cls, folder: Path) -> "DenseIndex":
        """Map `vectors.npy` and the file that `write_dense` wrote beside it.

        Raises:
            OSError, RuntimeError, ValueError: a file is missing or of another form.
        """
        rows = map_array(folder / VECTORS)
        if len(rows) > EXACT_UP_TO:
            return cls(rows, DenseLists(folder / _INDEX))
        return cls(rows, faiss.read_index(str(folder / _INDEX)))

    @property
    def dim(self) -> int:
        """Return the length of a vector."""
        return int(self._rows.shape[1])

    def vectors(self) -> Floats:
        """Return the indexed vectors as they are kept, read-only, float32 (n_passages, dim)."""
        return self._rows

    def rows(self, passages: Sequence[int] | Numbers) -> Floats:
        """Return the vectors of `passages`, float32 (len(passages), dim)."""
        numbers = np.asarray(passages, np.int64)
        for number in numbers.tolist():
            fetch_rows(self._rows, number, number + 1)
        return self._rows[numbers]

    def nearest(self, query: Floats, count: int, allowed: Allowed | None = None) -> Found:
        """Return the passages nearest to `query`, with their cosines.

        Args:
            query: float32 (dim,), unit length.
            count: Passages wanted; a smaller index, or fewer that are allowed, return fewer.
            allowed: What may be found; by default all.
        """
        mask = None if allowed is None else allowed.passages
        if mask is not None and np.count_nonzero(mask) <= _FEW:
            numbers = np.flatnonzero(mask)
        elif isinstance(self._index, DenseLists):
            numbers = self._index.nearest(query, _SPARE_OF_LISTS * count, mask)
        else:
            parameters = faiss.SearchParameters(sel=select(mask))
            _, found = self._index.search(query[None], _SPARE * count, params=parameters)
            # FAISS pads what is missing with -1.
            numbers = found[found >= 0]
        numbers = np.sort(numbers)
        return best_of(numbers, self.scores_of(query, numbers), count)

    def scores_of(self, query: Floats, passages: Sequence[int] | Numbers) -> Floats:
        """Return the cosine of each of `passages` to `query` (dim,), float32."""
        return np.asarray(self.rows(passages) @ query)

    def scores(self, query: Floats) -> Floats:
        """Return the cosine of every passage to `query` (dim,), float32 (n_passages,)."""
        return np.asarray(self._rows @ query)


def write_dense(folder: Path) -> None:
    """Write the FAISS index of the rows in `vectors.npy` of `folder` beside it.

    Raises:
        OSError: it cannot be written.
    """
    rows = map_array(folder / VECTORS)
    index = make_lists(rows) if len(rows) > EXACT_UP_TO else _flat_index(rows)
    with (folder / _INDEX).open("wb") as file:
        # FAISS's own writing fails without an OSError where the disk is full.
        faiss.write_index(index, faiss.PyCallbackIOWriter(file.write))


def _flat_index(rows: Floats) -> faiss.IndexFlatIP:
    index = faiss.IndexFlatIP(rows.shape[1])
    index.add(np.ascontiguousarray(rows))
    return index
