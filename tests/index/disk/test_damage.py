"""Damage to any file of an index: when it is found, what is said of it, and what mends it."""

import logging
import re
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from index.build import build_index
from index.disk.files import describe_file
from index.disk.later import LaterCheck
from index.disk.snapshot import Snapshot, read_snapshot
from index.disk.store import StoreError, check_store, open_store
from index.search import Searcher
from ingest import Corpus, load_corpus
from ingest.documents import ROOT
from tests.fakes import DRAFT, EXAMPLES, PLAN, FakeEmbedder, write_documents

_OPEN_AND_LEAVE = """
import sys
import threading
from pathlib import Path
import index.disk.files, index.disk.later
from index.disk.snapshot import read_snapshot
index.disk.files.SMALL_INDEX = index.disk.files.SMALL_FILE = 0
index.disk.later.find_damaged = lambda *_: threading.Event().wait()
read_snapshot(Path(sys.argv[1]))
print([thread.name for thread in threading.enumerate()][1:])
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return load_corpus(write_documents(tmp_path / "docs", plan=PLAN, draft=DRAFT))


@pytest.fixture
def store(tmp_path: Path, corpus: Corpus) -> Path:
    """An index with all files that there can be."""
    build(corpus, tmp_path / "store")
    return tmp_path / "store"


@pytest.fixture
def is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take every index for a large one, of large files."""
    monkeypatch.setattr("index.disk.files.SMALL_INDEX", 0)
    monkeypatch.setattr("index.disk.files.SMALL_FILE", 0)


def build(corpus: Corpus, store: Path) -> FakeEmbedder:
    embedder = FakeEmbedder()
    build_index(corpus, embedder, store, model="fake", examples=EXAMPLES)
    return embedder


def names(store: Path) -> list[str]:
    """Return the files of the version in use, the manifest and the pointer to it aside."""
    _, manifest = open_store(store)
    assert len(manifest.files) > 15
    return list(manifest.files)


def damages(data: bytes) -> list[bytes | None]:
    """Return damaged forms of a file: bytes flipped, cut short, too long, empty, gone."""
    places = {0, len(data) // 2, len(data) - 1}
    flipped = [data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :] for place in places]
    return [*flipped, data[:-1], data + b"\0", b"", None]


def write(path: Path, data: bytes | None) -> None:
    path.unlink(missing_ok=True)
    if data is not None:
        path.write_bytes(data)


def said_of(store: Path, name: str) -> str:
    message = f"{store}: {name} is missing or damaged; run: python -m index build"
    return f"^{re.escape(message)}$"


def wait_for_the_check() -> None:
    for thread in threading.enumerate():
        if thread.name == "check-index":
            thread.join(timeout=60)


def test_every_damaged_file_is_named_on_opening_and_by_the_check(store: Path) -> None:
    folder, _ = open_store(store)
    for name in names(store):
        whole = (folder / name).read_bytes()
        for data in damages(whole):
            write(folder / name, data)
            for look in (open_store, check_store, read_snapshot):
                with pytest.raises(StoreError, match=said_of(store, name)):
                    look(store)
        write(folder / name, whole)
    check_store(store)


@pytest.mark.usefixtures("is_large")
def test_of_a_large_index_a_file_of_another_size_is_named_on_opening(store: Path) -> None:
    folder, _ = open_store(store)
    for name in names(store):
        whole = (folder / name).read_bytes()
        for data in (whole[:-1], whole + b"\0", b"", None):
            write(folder / name, data)
            with pytest.raises(StoreError, match=said_of(store, name)):
                read_snapshot(store)
        write(folder / name, whole)


@pytest.mark.usefixtures("is_large")
def test_of_a_large_index_every_damaged_file_is_named_once_it_was_looked_at(
    store: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder, _ = open_store(store)
    opened = 0
    for name in names(store):
        whole = (folder / name).read_bytes()
        for data in damages(whole)[:3]:
            write(folder / name, data)
            caplog.clear()
            try:
                searcher = Searcher(read_snapshot(store), FakeEmbedder())
            except StoreError as error:
                said = str(error)
            else:
                opened += 1
                expect_every_use_to_raise(searcher, said_of(store, name))
                ((_, level, said),) = caplog.record_tuples
                assert level == logging.ERROR
            assert re.match(said_of(store, name), said)
            with pytest.raises(StoreError, match=said_of(store, name)):
                check_store(store)
        write(folder / name, whole)
    assert opened > 15


def expect_every_use_to_raise(searcher: Searcher, message: str) -> None:
    wait_for_the_check()
    for _ in range(2):
        for use in (searcher.search, searcher.read):
            with pytest.raises(StoreError, match=message):
                use("谁牵头检验检测")


@pytest.mark.usefixtures("is_large")
def test_an_intact_large_index_is_searched_before_and_after_it_was_looked_at(
    store: Path, caplog: pytest.LogCaptureFixture
) -> None:
    searcher = Searcher(read_snapshot(store), FakeEmbedder())
    before = searcher.search("谁牵头检验检测")
    wait_for_the_check()
    assert searcher.search("谁牵头检验检测") == before
    assert caplog.record_tuples == []


@pytest.mark.parametrize("large", [False, True])
def test_a_build_takes_nothing_from_a_damaged_index(
    request: pytest.FixtureRequest, store: Path, corpus: Corpus, large: bool
) -> None:
    if large:
        request.getfixturevalue("is_large")
    for name in ("token_codes.npy", "vectors.npy", "texts.jsonl"):
        path = open_store(store)[0] / name
        data = path.read_bytes()
        path.write_bytes(data[:-3] + bytes([data[-3] ^ 1]) + data[-2:])
        assert len(build(corpus, store).embedded) == len(read_snapshot(store, whole=True).passages)
        check_store(store)
        assert len(list(store.glob("v-*"))) == 1


@pytest.mark.parametrize("name", ["CURRENT", "manifest.json"])
def test_a_damaged_pointer_or_manifest_is_mended_by_a_build(
    store: Path, corpus: Corpus, name: str
) -> None:
    path = store / name if name == "CURRENT" else open_store(store)[0] / name
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(StoreError, match=r"CURRENT or manifest\.json is damaged; run: python"):
        check_store(store)
    build(corpus, store)
    check_store(store)
    assert len(list(store.glob("v-*"))) == 1


def test_a_version_that_a_build_replaced_meanwhile_is_not_called_damaged(
    store: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder, manifest = open_store(store)
    build(load_corpus(write_documents(tmp_path / "docs", draft=DRAFT)), store)
    assert not folder.exists()
    later = LaterCheck(store, folder, manifest.files)
    wait_for_the_check()
    later.raise_found()
    assert caplog.record_tuples == []


def test_damage_of_a_version_that_was_replaced_is_told_where_it_can_be_seen(
    store: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    shutil.copytree(open_store(store)[0], tmp_path / "old")
    described = {"a": describe_file(tmp_path / "docs" / "plan.txt")}
    (tmp_path / "old" / "a").write_text("other")
    later = LaterCheck(store, tmp_path / "old", described)
    wait_for_the_check()
    with pytest.raises(StoreError, match=said_of(store, "a")):
        later.raise_found()
    assert len(caplog.record_tuples) == 1


def test_a_process_ends_without_waiting_for_the_check(store: Path) -> None:
    found = subprocess.run(
        [sys.executable, "-c", _OPEN_AND_LEAVE, str(store)],
        cwd=ROOT,
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert (found.returncode, found.stderr) == (0, b"")
    assert found.stdout.decode().strip() == "['check-index']"


@pytest.mark.usefixtures("is_large")
def test_a_build_and_an_index_in_memory_leave_nothing_to_check_later(
    store: Path, corpus: Corpus
) -> None:
    def is_put_off(snapshot: Snapshot) -> bool:
        return snapshot.later is not None

    assert is_put_off(read_snapshot(store))
    assert not is_put_off(read_snapshot(store, whole=True))
    wait_for_the_check()
    build(corpus, store)
    assert not any(thread.name == "check-index" for thread in threading.enumerate())
