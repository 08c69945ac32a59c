import hashlib
from pathlib import Path

import pytest

from index.disk.files import (
    SMALL_FILE,
    SMALL_INDEX,
    StoredFile,
    compared_at_once,
    describe_file,
    find_damaged,
    find_misfit,
)


def test_a_file_is_described_by_size_and_checksum(tmp_path: Path) -> None:
    data = "一".encode() * 100_000
    (tmp_path / "a").write_bytes(data)
    assert describe_file(tmp_path / "a") == StoredFile(300_000, hashlib.sha256(data).hexdigest())


@pytest.mark.parametrize(
    ("sizes", "at_once"),
    [
        ({}, set()),
        ({"a": SMALL_INDEX}, {"a"}),
        ({"a": SMALL_INDEX - 1, "b": 1}, {"a", "b"}),
        ({"a": SMALL_INDEX, "b": 1}, {"b"}),
        ({"a": SMALL_INDEX, "b": SMALL_FILE, "c": SMALL_FILE + 1}, {"b"}),
    ],
)
def test_of_a_large_index_small_files_alone_are_compared_at_once(
    sizes: dict[str, int], at_once: set[str]
) -> None:
    assert compared_at_once({name: StoredFile(size, "") for name, size in sizes.items()}) == at_once


def test_a_misfit_is_told_by_its_size_and_damage_by_its_bytes(tmp_path: Path) -> None:
    files = {}
    for name in ("a", "b"):
        (tmp_path / name).write_bytes(b"whole")
        files[name] = describe_file(tmp_path / name)
    assert find_misfit(tmp_path, files) is find_damaged(tmp_path, files) is None
    (tmp_path / "b").write_bytes(b"whale")
    assert (find_misfit(tmp_path, files), find_damaged(tmp_path, files)) == (None, "b")
    (tmp_path / "a").write_bytes(b"who")
    assert (find_misfit(tmp_path, files), find_damaged(tmp_path, files)) == ("a", "a")
    (tmp_path / "a").unlink()
    (tmp_path / "a").mkdir()
    assert (find_misfit(tmp_path, files), find_damaged(tmp_path, files)) == ("a", "a")
