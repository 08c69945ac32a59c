import json
import re
import threading
from pathlib import Path

import pytest

from index.disk.files import StoredFile
from index.disk.store import (
    FORMAT,
    Manifest,
    StoreError,
    StoreMissingError,
    check_store,
    current_version,
    new_version,
    open_store,
    publish,
    remove_leftovers,
)
from tests.fakes import without_root


def write_version(store: Path, text: str, *, version: int = FORMAT) -> Manifest:
    with new_version(store) as folder:
        (folder / "inner").mkdir()
        (folder / "inner" / "a.txt").write_text(text)
        return publish(store, folder, lambda files: manifest(files, version))


def manifest(files: dict[str, StoredFile], version: int) -> Manifest:
    return Manifest("m", "f", "w", "c", 3, 1, 1, {"d": "0"}, files, version)


def versions(store: Path) -> list[str]:
    return sorted(path.name for path in store.glob("v-*"))


def test_what_was_published_is_opened(tmp_path: Path) -> None:
    store = tmp_path / "new" / "store"
    written = write_version(store, "one")
    folder, read = open_store(store)
    assert read == written
    assert (folder / "inner" / "a.txt").read_text() == "one"
    assert {name: file.size for name, file in read.files.items()} == {"inner/a.txt": 3}
    assert check_store(store) == (folder, read)


def test_a_new_version_replaces_the_old_one(tmp_path: Path) -> None:
    write_version(tmp_path / "s", "one")
    write_version(tmp_path / "s", "two")
    folder, _ = open_store(tmp_path / "s")
    assert (folder / "inner" / "a.txt").read_text() == "two"
    assert versions(tmp_path / "s") == [folder.name]


def test_nothing_built_yet_is_told_from_damage(tmp_path: Path) -> None:
    for store in (tmp_path, tmp_path / "absent"):
        with pytest.raises(StoreMissingError, match=r"holds no index; run: python -m index build"):
            open_store(store)


def test_an_error_while_writing_leaves_the_old_version_and_nothing_else(tmp_path: Path) -> None:
    store = tmp_path / "s"
    write_version(store, "one")
    before = open_store(store)

    def write_half() -> None:
        with new_version(store) as folder:
            (folder / "half").write_text("x")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_half()
    assert open_store(store) == before
    assert versions(store) == [before[0].name]


def test_an_error_after_the_pointer_moved_leaves_the_new_version(tmp_path: Path) -> None:
    write_version(tmp_path, "one")

    def interrupted() -> None:
        with new_version(tmp_path) as folder:
            (folder / "a.txt").write_text("two")
            publish(tmp_path, folder, lambda files: manifest(files, FORMAT))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    folder, _ = open_store(tmp_path)
    assert (folder / "a.txt").read_text() == "two"
    assert versions(tmp_path) == [folder.name]


def test_every_bit_of_the_pointer_and_the_manifest_counts(tmp_path: Path) -> None:
    write_version(tmp_path, "one")
    folder, _ = open_store(tmp_path)
    for path in (tmp_path / "CURRENT", folder / "manifest.json"):
        data = path.read_bytes()
        for place in range(len(data)):
            for bit in range(8):
                path.write_bytes(data[:place] + bytes([data[place] ^ 1 << bit]) + data[place + 1 :])
                with pytest.raises(StoreError, match=r"damaged; run: python -m index build"):
                    open_store(tmp_path)
        path.write_bytes(data)
    open_store(tmp_path)


@pytest.mark.parametrize(
    "current",
    [
        "",
        "[]",
        "null",
        '"v-1"',
        "{}",
        '{"folder": 1, "manifest": ""}',
        '{"folder": "..", "manifest": ""}',
        '{"folder": "\\u0000", "manifest": ""}',
        '{"folder": "\\ud800", "manifest": ""}',
        "[" * 500,
    ],
)
def test_a_pointer_of_another_form_is_damage(tmp_path: Path, current: str) -> None:
    (tmp_path / "CURRENT").write_text(current)
    with pytest.raises(StoreError, match=r"CURRENT or manifest\.json is damaged"):
        open_store(tmp_path)
    assert current_version(tmp_path) in ("", "1", "..", "\0", "\ud800")


def test_a_pointer_never_leads_out_of_the_store(tmp_path: Path) -> None:
    write_version(tmp_path / "other", "one")
    folder, _ = open_store(tmp_path / "other")
    current = json.loads((tmp_path / "other" / "CURRENT").read_text())
    current["folder"] = f"../other/{folder.name}"
    (tmp_path / "s").mkdir()
    (tmp_path / "s" / "CURRENT").write_text(json.dumps(current))
    with pytest.raises(StoreError, match="is damaged"):
        open_store(tmp_path / "s")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    write_version(tmp_path, "one")
    folder, _ = open_store(tmp_path)
    (folder / "inner" / "a.txt").unlink()
    with pytest.raises(StoreError, match=r"inner/a.txt is missing or damaged; run: python"):
        open_store(tmp_path)


def test_another_format_is_refused(tmp_path: Path) -> None:
    write_version(tmp_path, "one", version=FORMAT + 1)
    expected = re.escape(f"has format {FORMAT + 1}, this version reads {FORMAT}; run: python")
    with pytest.raises(StoreError, match=expected):
        open_store(tmp_path)


def test_leftovers_are_removed_and_the_version_in_use_is_kept(tmp_path: Path) -> None:
    write_version(tmp_path, "one")
    (tmp_path / "v-cut-off").mkdir()
    (tmp_path / "v-cut-off" / "tokens.npy").write_bytes(b"half")
    remove_leftovers(tmp_path)
    assert versions(tmp_path) == [current_version(tmp_path)]
    open_store(tmp_path)


def test_no_version_is_a_leftover_while_it_is_not_known_which_is_in_use(tmp_path: Path) -> None:
    write_version(tmp_path, "one")
    before = (tmp_path / "CURRENT").read_bytes()
    (tmp_path / "CURRENT").write_bytes(before[:-1])
    remove_leftovers(tmp_path)
    (tmp_path / "CURRENT").write_bytes(before)
    open_store(tmp_path)


def test_a_folder_of_other_files_is_not_taken_for_a_store(tmp_path: Path) -> None:
    (tmp_path / "v-1.0").mkdir()
    (tmp_path / "v-1.0" / "thesis.txt").write_text("years of work")
    with pytest.raises(StoreError, match="holds other files and no index; set POLICY_QA_STORE"):
        write_version(tmp_path, "one")
    assert (tmp_path / "v-1.0" / "thesis.txt").is_file()


def test_a_store_that_is_a_file_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "s").write_text("no folder")
    with pytest.raises(StoreError, match=r"s: cannot be written to \(File exists\); make room"):
        write_version(tmp_path / "s", "one")


def test_a_store_that_may_not_be_written_says_what_to_set(tmp_path: Path) -> None:
    store = tmp_path / "s"
    store.mkdir(mode=0o500)
    with without_root(), pytest.raises(StoreError, match=r"Permission.* set POLICY_QA_STORE to"):
        write_version(store, "one")


def test_a_store_that_may_not_be_read_is_told_from_none(tmp_path: Path) -> None:
    write_version(tmp_path / "s", "one")
    (tmp_path / "s").chmod(0)
    with without_root(), pytest.raises(StoreError, match=r"cannot be read \(Permission.* who may"):
        open_store(tmp_path / "s")


def test_writers_wait_for_each_other(tmp_path: Path) -> None:
    inside, overlaps = [0], []

    def write(text: str) -> None:
        with new_version(tmp_path) as folder:
            inside[0] += 1
            overlaps.append(inside[0])
            (folder / "a.txt").write_text(text)
            publish(tmp_path, folder, lambda files: manifest(files, FORMAT))
            inside[0] -= 1

    threads = [threading.Thread(target=write, args=(str(n),)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert overlaps == [1] * 8
    assert versions(tmp_path) == [open_store(tmp_path)[0].name]


def test_other_users_may_read_what_the_owner_lets_them(tmp_path: Path) -> None:
    write_version(tmp_path / "s", "one")
    folder, _ = open_store(tmp_path / "s")
    assert folder.stat().st_mode == (tmp_path / "s").stat().st_mode
