"""Records in files of JSON lines, each read when it is asked for."""

import json
import mmap
from abc import abstractmethod
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, TypeVar, overload

import numpy as np
from numpy.typing import NDArray

from index.disk.growing import GrowingArray, map_array
from index.disk.store import StoreError

T = TypeVar("T")

# Of so many records, what was read is kept: a small collection is read once.
_KEPT = 20_000
_BLOCK = 4096


def write_lines(path: Path, records: Iterable[dict[str, Any]]) -> int:
    """Write records to a file, and where each begins to another beside it; return how many.

    Raises:
        OSError: a file cannot be written.
    """
    count, place = 0, 0
    starts = [0]
    with path.open("wb") as file, closing(GrowingArray(_bounds_path(path), np.int64)) as bounds:
        for record in records:
            line = json.dumps(record, ensure_ascii=False).encode() + b"\n"
            file.write(line)
            count, place = count + 1, place + len(line)
            starts.append(place)
            if len(starts) == _BLOCK:
                bounds.append(np.array(starts))
                starts.clear()
        bounds.append(np.array(starts, np.int64))
        bounds.flush()
    return count


class _Records(Sequence[T]):
    """Records by their numbers, equal to any sequence of the same."""

    @overload
    def __getitem__(self, key: int) -> T: ...
    @overload
    def __getitem__(self, key: slice) -> Sequence[T]: ...
    def __getitem__(self, key: int | slice) -> T | Sequence[T]:
        """Return a record, or those of a slice as a tuple."""
        if isinstance(key, slice):
            return tuple(map(self._record, range(*key.indices(len(self)))))
        number = int(key) + (len(self) if key < 0 else 0)
        if not 0 <= number < len(self):
            raise IndexError(f"record {key}: there are {len(self)}")
        return self._record(number)

    def __eq__(self, other: object) -> bool:
        """Say whether `other` is a sequence of the same records."""
        if not isinstance(other, Sequence):
            return NotImplemented
        return len(self) == len(other) and all(a == b for a, b in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]

    @abstractmethod
    def _record(self, number: int) -> T:
        """Return the record of a number from 0 to one less than there are."""


class Lines(_Records[T]):
    """The records of a file that `write_lines` wrote; not to be changed."""

    def __init__(self, path: Path, read: Callable[[dict[str, Any]], T]) -> None:
        """Map a file.

        Args:
            path: The file.
            read: Makes a record of a JSON object.

        Raises:
            OSError, ValueError: it cannot be read, or is not as it was written.
        """
        self._path, self._read = path, read
        self._bounds = map_array(_bounds_path(path))
        with path.open("rb") as file:
            size = file.seek(0, 2)
            # An empty file cannot be mapped.
            self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if size else b""
        if self._bounds[-1] != size:
            raise ValueError(f"{path.name}: has {size} bytes, not {self._bounds[-1]}")
        self._kept: dict[int, T] = {}

    def __len__(self) -> int:
        """Return the number of records."""
        return len(self._bounds) - 1

    def _record(self, number: int) -> T:
        kept = self._kept.get(number)
        if kept is None:
            start, end = self._bounds[number], self._bounds[number + 1]
            try:
                kept = self._read(json.loads(self._data[start:end]))
            except (ValueError, TypeError, LookupError) as error:
                raise StoreError(
                    f"{self._path}: record {number} is damaged; run: python -m index build"
                ) from error
            if len(self._kept) >= _KEPT:
                self._kept.clear()
            self._kept[number] = kept
        return kept


def _bounds_path(path: Path) -> Path:
    return path.with_suffix(".bounds.npy")


class Picked(_Records[T]):
    """Some records of a sequence, by their numbers in it."""

    def __init__(self, records: Sequence[T], numbers: NDArray[np.int32]) -> None:
        """Take `numbers`, (n,)."""
        self._records, self._numbers = records, numbers

    def __len__(self) -> int:
        """Return the number of records."""
        return len(self._numbers)

    def _record(self, number: int) -> T:
        return self._records[int(self._numbers[number])]
