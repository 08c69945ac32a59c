"""Arrays that grow on disk, row by row: NumPy's own files, read in part while they are written."""

import mmap
import os
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from numpy.lib import format as npy
from numpy.typing import DTypeLike, NDArray

_parsing = Lock()
# Smaller arrays are soon in memory as a whole.
_LARGE = 2**28


class GrowingArray:
    """A file `.npy` that rows are added to; it counts those that `flush` has made durable.

    NumPy leaves room in the header of a file for the number of its rows to grow.
    """

    def __init__(self, path: Path, dtype: DTypeLike, shape: tuple[int, ...] = ()) -> None:
        """Begin a file of rows of that type and shape.

        Raises:
            OSError: it cannot be written.
        """
        self._dtype, self._shape = np.dtype(dtype), shape
        self._rows = 0
        self._file = path.open("w+b")
        try:
            self._write_header()
            self._file.flush()
        except BaseException:
            self._file.close()
            raise

    def append(self, rows: NDArray[Any]) -> None:
        """Add rows, (n, *shape)."""
        rows = np.ascontiguousarray(rows, self._dtype)
        if rows.shape[1:] != self._shape:
            raise ValueError(f"rows: have the shape {rows.shape[1:]}; this array has {self._shape}")
        self._file.write(rows.data)
        self._rows += len(rows)

    @property
    def rows(self) -> int:
        """Return how many rows were added."""
        return self._rows

    def flush(self) -> None:
        """Make what was added durable, and then count it: after a power cut too, rows are whole."""
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.seek(0)
        self._write_header()
        self._file.flush()
        self._file.seek(0, os.SEEK_END)

    def close(self) -> None:
        """Close the file; what was added since the last `flush` may not count."""
        self._file.close()

    def _write_header(self) -> None:
        described = {
            "descr": npy.dtype_to_descr(self._dtype),
            "fortran_order": False,
            "shape": (self._rows, *self._shape),
        }
        npy.write_array_header_1_0(self._file, described)


def map_array(path: Path) -> NDArray[Any]:
    """Return the rows of a file `.npy`, which are read where they are looked at.

    Raises:
        OSError, ValueError: it cannot be read.
    """
    # The header is parsed as Python, which before 3.11.9 fails at times in two threads at once.
    with _parsing:
        mapped = np.load(path, mmap_mode="r", allow_pickle=False)
    # Slices of a memmap cost more than those of the array that it is.
    return np.asarray(mapped)


def fetch_rows(array: NDArray[Any], start: int, stop: int) -> None:
    """Have rows of a mapped array read from the disk meanwhile; others are left as they are.

    Pages that are touched one after the other are waited for one after the other.
    """
    mapped = array.base
    if array.nbytes < _LARGE or not isinstance(mapped, np.memmap):
        return
    if not isinstance(mapped.base, mmap.mmap):
        return
    row = array.nbytes // len(array)
    begin = (mapped.offset + start * row) // mmap.PAGESIZE * mmap.PAGESIZE
    end = mapped.offset + stop * row
    if end > begin:
        mapped.base.madvise(mmap.MADV_WILLNEED, begin, end - begin)
