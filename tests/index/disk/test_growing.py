"""Arrays that grow on disk."""

from pathlib import Path

import numpy as np
import pytest

from index.disk.growing import GrowingArray, map_array


def test_rows_are_there_once_they_were_flushed(tmp_path: Path) -> None:
    path, rows = tmp_path / "a.npy", np.arange(24, dtype=np.int32).reshape(12, 2)
    array = GrowingArray(path, np.int32, (2,))
    assert map_array(path).shape == (0, 2)
    array.append(rows[:5])
    assert map_array(path).shape == (0, 2)
    array.flush()
    assert map_array(path).tolist() == rows[:5].tolist()
    array.append(rows[5:])
    array.flush()
    array.close()
    assert map_array(path).tolist() == rows.tolist()
    assert np.load(path, allow_pickle=False).tolist() == rows.tolist()
    assert array.rows == 12


def test_a_header_has_room_for_any_number_of_rows(tmp_path: Path) -> None:
    path = tmp_path / "a.npy"
    array = GrowingArray(path, np.uint8)
    for size in (1, 9, 90, 900, 9_000, 90_000):
        array.append(np.full(size, 7))
        array.flush()
    array.close()
    assert map_array(path).tolist() == [7] * 100_000


def test_rows_of_another_shape_are_refused(tmp_path: Path) -> None:
    array = GrowingArray(tmp_path / "a.npy", np.int32, (2,))
    with pytest.raises(ValueError, match=r"have the shape \(3,\); this array has \(2,\)"):
        array.append(np.zeros((1, 3)))
    array.close()
