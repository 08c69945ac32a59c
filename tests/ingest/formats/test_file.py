import os
from pathlib import Path

import pytest

from ingest.formats.file import LARGEST, read_file
from ingest.formats.model import SourceError


def test_the_bytes_are_those_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\x00\r\n1")
    assert read_file(path, name="a.txt") == b"\x00\r\n1"


def test_a_link_inside_the_folder_is_followed_and_one_out_of_it_is_not(tmp_path: Path) -> None:
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "a.txt").write_text("1")
    (tmp_path / "secret.txt").write_text("2")
    (folder / "b.txt").symlink_to("a.txt")
    (folder / "c.txt").symlink_to("../secret.txt")
    assert read_file(folder / "b.txt", name="b.txt") == b"1"
    with pytest.raises(SourceError, match=r"^c\.txt: is a link that leads out of its folder; put"):
        read_file(folder / "c.txt", name="c.txt")


def test_a_folder_that_is_a_link_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.txt").write_text("1")
    (tmp_path / "here").symlink_to("docs")
    assert read_file(tmp_path / "here" / "a.txt", name="a.txt") == b"1"


def test_a_link_to_itself_or_to_nothing_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to("a.txt")
    (tmp_path / "b.txt").symlink_to("absent.txt")
    for name in ("a.txt", "b.txt"):
        with pytest.raises(SourceError, match=rf"^{name}: cannot be read \(.*\); check the path"):
            read_file(tmp_path / name, name=name)


def test_pipes_and_devices_are_refused_without_being_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    for path in (tmp_path / "a.txt", Path("/dev/zero"), tmp_path):
        with pytest.raises(SourceError, match="is no regular file; put the document itself"):
            read_file(path, name=path.name)


def test_a_file_larger_than_is_read_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(SourceError, match=r"^a\.txt: has 104,857,601 bytes, .*; split"):
        read_file(path, name="a.txt")


def test_a_file_that_is_being_written_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"1")
    look = os.fstat

    def look_and_write(descriptor: int) -> os.stat_result:
        seen = look(descriptor)
        with path.open("ab") as file:
            file.write(b"1")
        return seen

    monkeypatch.setattr(os, "fstat", look_and_write)
    with pytest.raises(SourceError, match=r"^a\.txt: changes while it is read; try again"):
        read_file(path, name="a.txt")
