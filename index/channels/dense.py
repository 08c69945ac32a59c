"""Dense index: cosine similarity of sentence vectors, by FAISS.

The vectors are a file of rows, mapped. Few are all compared; of many, inverted lists tell which.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import BinaryIO

import faiss
import numpy as np

from index.channels.dense_lists import Allowed, DenseLists, select, write_lists
from index.channels.found import Floats, Found, Numbers, best_of

# Up to here all passages are compared: 2 to 4 ms of a search, and it leaves nothing out.
EXACT_UP_TO = 32_768
# So few are compared one by one, whatever else there is.
_FEW = 4096
# Candidates for each passage wanted: their places in lists are rough, and equals go by number.
_SPARE = 4

_ROWS = "vectors.npy"
_LISTS = "vectors.faiss"


class DenseIndex:
    """Cosine similarity of a query vector to passages."""

    def __init__(self, rows: Floats, lists: DenseLists | None = None) -> None:
        """Search `rows`, float32 (n_passages, dim), of unit length: all of them without `lists`."""
        self._rows = rows
        self._lists = lists

    @classmethod
    def build(cls, vectors: np.ndarray) -> "DenseIndex":
        """Index `vectors`: float32, (n_passages, dim), rows of unit length."""
        return cls(np.ascontiguousarray(vectors, dtype=np.float32))

    @classmethod
    def load(cls, folder: Path) -> "DenseIndex":
        """Map the files that `save` or `write_dense` wrote."""
        # Slices of a memmap cost more than those of the array that it is.
        rows = np.asarray(np.load(folder / _ROWS, mmap_mode="r", allow_pickle=False))
        return cls(rows, DenseLists(folder / _LISTS) if len(rows) > EXACT_UP_TO else None)

    def save(self, folder: Path) -> None:
        """Write the index to files of `folder`."""
        write_dense([self._rows], len(self._rows), folder)

    @property
    def dim(self) -> int:
        """Return the length of a vector."""
        return int(self._rows.shape[1])

    def vectors(self) -> Floats:
        """Return the indexed vectors as they are kept, read-only, float32 (n_passages, dim)."""
        return self._rows

    def rows(self, passages: Sequence[int] | Numbers) -> Floats:
        """Return the vectors of `passages`, float32 (len(passages), dim)."""
        return self._rows[np.asarray(passages, np.int64)]

    def nearest(self, query: Floats, count: int, allowed: Allowed | None = None) -> Found:
        """Return the passages nearest to `query`, with their cosines.

        Args:
            query: float32 (dim,), unit length.
            count: Passages wanted; a smaller index, or fewer that are allowed, return fewer.
            allowed: Of each passage, whether it counts, (n_passages,); by default all do.
        """
        if allowed is not None and np.count_nonzero(allowed) <= _FEW:
            numbers = np.flatnonzero(allowed)
        elif self._lists is None:
            numbers = _nearest_of_all(self._rows, query, _SPARE * count, allowed)
        else:
            numbers = self._lists.nearest(query, _SPARE * count, allowed)
        numbers = np.sort(numbers)
        return best_of(numbers, self.scores_of(query, numbers), count)

    def scores_of(self, query: Floats, passages: Sequence[int] | Numbers) -> Floats:
        """Return the cosine of each of `passages` to `query` (dim,), float32."""
        return np.asarray(self.rows(passages) @ query)

    def scores(self, query: Floats) -> Floats:
        """Return the cosine of every passage to `query` (dim,), float32 (n_passages,)."""
        return np.asarray(self._rows @ query)


def write_dense(blocks: Iterable[Floats], count: int, folder: Path) -> None:
    """Write the index of rows that come in blocks, none of them kept in memory.

    Args:
        blocks: float32 (n, dim), unit rows, in the order of the passages; read once.
        count: The rows of all blocks together, at least 1.
        folder: Where the files go.

    Raises:
        OSError: they cannot be written.
        ValueError: the blocks hold more or fewer rows than `count`.
    """
    # A mapped file would not do: where the disk is full, writing to one ends the process.
    with (folder / _ROWS).open("wb") as file:
        written = 0
        for block in blocks:
            rows = np.ascontiguousarray(block, np.float32)
            if not written:
                _write_header(file, (count, rows.shape[1]))
            file.write(rows.data)
            written += len(rows)
    if written != count:
        raise ValueError(f"{folder / _ROWS}: {written} rows came of {count}; count them before")
    if count > EXACT_UP_TO:
        write_lists(np.load(folder / _ROWS, mmap_mode="r", allow_pickle=False), folder / _LISTS)


def _write_header(file: BinaryIO, shape: tuple[int, int]) -> None:
    kind = np.lib.format.dtype_to_descr(np.dtype("<f4"))
    header = {"descr": kind, "fortran_order": False, "shape": shape}
    np.lib.format.write_array_header_1_0(file, header)


def _nearest_of_all(rows: Floats, query: Floats, count: int, allowed: Allowed | None) -> Numbers:
    """Return the `count` of `rows` nearest to `query`, in no order; all are compared."""
    wanted = min(count, len(rows))
    asked, found = np.ascontiguousarray(query, np.float32), np.empty(wanted, np.int64)
    scores = np.empty(wanted, np.float32)
    # What IndexFlatIP does with its rows, on those of a file: there is no copy of them in memory.
    faiss.knn_inner_product(
        *(faiss.swig_ptr(asked), faiss.swig_ptr(rows), len(query), 1, len(rows), wanted),
        *(faiss.swig_ptr(scores), faiss.swig_ptr(found), select(allowed)),
    )
    # FAISS pads what is missing with -1.
    return found[found >= 0]
