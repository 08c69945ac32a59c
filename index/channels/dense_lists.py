"""Dense search in inverted lists, by FAISS: passages near a query, found without reading all.

Passages stand in lists around centres, in two bits a number. A query looks into the lists whose
best passages may be nearest. What that leaves out was measured: docs/adr/0024.

Source: RaBitQ, Gao et al. 2025 (arXiv 2409.09913), as FAISS has it, over the inverted file of
Jégou et al. 2011.
"""

import math
from pathlib import Path

import faiss
import numpy as np

from index.channels.candidates import Mask
from index.channels.found import Floats, Numbers

# Lists for each square root of the number of passages, and rows for each that centres are made of.
_LISTS = 4
_ROWS_A_LIST = 32
_ROUNDS = 10
_PROBES = 320
# Rows that are read from disk at a time.
_BLOCK = 16_384


class DenseLists:
    """Passages in inverted lists; their codes are mapped and read where a query looks."""

    def __init__(self, path: Path) -> None:
        """Map a file that holds what `make_lists` made."""
        self._index = faiss.read_index(str(path), faiss.IO_FLAG_MMAP)
        quantizer = faiss.downcast_index(self._index.quantizer)
        self._centres: Floats = quantizer.reconstruct_n(0, self._index.nlist)
        self._squares: Floats = np.square(self._centres).sum(axis=1)
        # Of unit rows around a centre, a cosine has about the variance (1 - |centre|²) / dim.
        spread = np.sqrt(np.maximum(1 - self._squares, 0) / self._index.d)
        self._reach: Floats = (2 * spread).astype(np.float32)

    def nearest(self, query: Floats, count: int, allowed: Mask | None = None) -> Numbers:
        """Return about the `count` passages nearest to `query` (dim,), in no order.

        Args:
            query: float32 (dim,), unit length.
            count: Passages wanted; fewer are returned where the lists looked into hold fewer.
            allowed: Of each passage, whether it counts, at least one; by default all do.
        """
        # The fewer count, the farther from a query those lie that are wanted.
        sparse = 1.0 if allowed is None else len(allowed) / np.count_nonzero(allowed)
        probes = min(self._index.nlist, math.ceil(_PROBES * math.sqrt(sparse)))
        means = self._centres @ query
        # The mean of a list and two standard deviations more: what its best may reach. By distance
        # to centres it takes twice as many lists: questions lie apart from all passages.
        lists = np.argpartition(-(means + self._reach), probes - 1)[:probes].astype(np.int64)
        distances = (1 - 2 * means + self._squares)[lists].astype(np.float32)
        parameters = faiss.IVFRaBitQSearchParameters(nprobe=probes, sel=select(allowed))
        found, scores = np.empty(count, np.int64), np.empty(count, np.float32)
        asked = np.ascontiguousarray(query, np.float32)
        # The method of FAISS's Python layer takes no parameters.
        self._index.search_preassigned_c(
            *(1, faiss.swig_ptr(asked), count, faiss.swig_ptr(lists), faiss.swig_ptr(distances)),
            *(faiss.swig_ptr(scores), faiss.swig_ptr(found), False, parameters),
        )
        # FAISS pads what is missing with -1.
        return found[found >= 0]


def make_lists(rows: Floats) -> faiss.IndexIVF:
    """Return inverted lists of `rows`, with few of the rows in memory at a time.

    Args:
        rows: float32 (n_passages, dim), unit rows; may be mapped from a file.
    """
    count, dim = rows.shape
    lists = round(_LISTS * math.sqrt(count))
    index = faiss.index_factory(dim, f"IVF{lists},RaBitQ2", faiss.METRIC_L2)
    index.cp.niter = _ROUNDS
    # All of the sample is used, and a short one is no reason for FAISS to warn.
    index.cp.min_points_per_centroid, index.cp.max_points_per_centroid = 1, _ROWS_A_LIST
    index.train(_sample(rows, lists * _ROWS_A_LIST))
    for start in range(0, count, _BLOCK):
        index.add(np.ascontiguousarray(rows[start : start + _BLOCK]))
    return index


def _sample(rows: Floats, count: int) -> Floats:
    """Return `count` of `rows` in order, the same each time; all where there are no more."""
    if count >= len(rows):
        return np.ascontiguousarray(rows)
    numbers = np.random.default_rng(0).choice(len(rows), count, replace=False)
    return np.asarray(rows[np.sort(numbers)])


def select(allowed: Mask | None) -> faiss.IDSelector | None:
    """Return what tells FAISS which passages count, None where all do."""
    if allowed is None:
        return None
    return faiss.IDSelectorBitmap(np.packbits(allowed, bitorder="little"))
