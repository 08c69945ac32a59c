"""Builds on a disk that fails, or that are killed: the index is the old one or the new one."""

import builtins
import errno
import gc
import io
import os
import random
import re
import resource
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from index.build import build_index
from index.disk.files import StoredFile, describe_file
from index.disk.snapshot import read_snapshot
from index.disk.store import StoreError, StoreMissingError, check_store, open_store
from ingest import Corpus, load_corpus
from ingest.documents import ROOT
from question.spelling import Speller
from question.word_model import WordModel
from question.words import segmenter
from tests.fakes import DRAFT, EXAMPLES, PLAN, FakeEmbedder, write_documents

_MESSAGE = re.compile(
    r": cannot be written to \((No space left on device|Input/output error|File too large|"
    r"only in part: \d+ requested and \d+ written)\); make room there or set POLICY_QA_STORE"
)
_CALLS = ("fsync", "mkdir", "replace", "rename", "rmdir", "unlink")
_KILLS = 15

# For each line of its input: builds both indexes in turn in a process of its own, and kills that
# so many seconds after it has begun to write a version. Loading the words takes longer by far, so
# that is done once before.
_BUILDER = """
import os, signal, sys, time
from pathlib import Path
from index.build import build_index
from ingest import load_corpus
from tests.fakes import EXAMPLES, FakeEmbedder
store, *folders = map(Path, sys.argv[1:])
corpora = [load_corpus(folder) for folder in folders]
def build(corpus):
    build_index(corpus, FakeEmbedder(), store, model="fake", examples=EXAMPLES)
build(corpora[0])
for line in sys.stdin:
    kept = set(store.glob("v-*"))
    builder = os.fork()
    while not builder:
        for corpus in corpora:
            build(corpus)
    while set(store.glob("v-*")) <= kept:
        time.sleep(0.0002)
    time.sleep(float(line))
    os.kill(builder, signal.SIGKILL)
    _, status = os.waitpid(builder, 0)
    print(os.waitstatus_to_exitcode(status), flush=True)
"""


class FailingDisk:
    """Lets `good` calls that change something pass, and fails the next, or all from then on."""

    def __init__(self, good: int, code: int, *, lasts: bool) -> None:
        self.calls = 0
        self._good, self._code, self._lasts = good, code, lasts

    def call(self) -> None:
        self.calls += 1
        if self.calls == self._good + 1 or (self._lasts and self.calls > self._good):
            raise OSError(self._code, os.strerror(self._code))

    def counting(self, function: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*args: Any, **options: Any) -> Any:
            self.call()
            return function(*args, **options)

        return counted

    def open(
        self,
        file: Any,
        mode: str = "r",
        buffering: int = -1,
        encoding: str | None = None,
        errors: str | None = None,
        newline: str | None = None,
    ) -> Any:
        """Open a file as `io.open` does, whose writing fails where it reaches the system."""
        if not set(mode) & set("wxa+"):
            return _OPEN(file, mode, buffering, encoding, errors, newline)
        self.call()
        raw = _FailingFile(file, mode.replace("b", "").replace("t", ""), self)
        buffered = io.BufferedRandom(raw) if "+" in mode else io.BufferedWriter(raw)
        return buffered if "b" in mode else io.TextIOWrapper(buffered, encoding, errors, newline)

    @contextmanager
    def installed(self) -> Iterator[None]:
        with pytest.MonkeyPatch.context() as patch:
            for name in _CALLS:
                patch.setattr(os, name, self.counting(getattr(os, name)))
            patch.setattr(io, "open", self.open)
            patch.setattr(builtins, "open", self.open)
            yield


class _FailingFile(io.FileIO):
    def __init__(self, file: Any, mode: str, disk: FailingDisk) -> None:
        super().__init__(file, mode)
        self._disk = disk

    def write(self, data: Any) -> int:
        self._disk.call()
        return super().write(data)

    def close(self) -> None:
        was_open = not self.closed
        super().close()
        if was_open:
            self._disk.call()


_OPEN = io.open


@pytest.fixture
def quick_builds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out what takes most of the time of a small build: its speller, and waiting."""
    monkeypatch.setattr(os, "fsync", lambda _: None)
    model = WordModel({}, segmenter().FREQ, segmenter().total)
    speller = Speller(model, names=frozenset(), pairs=frozenset(), sounds={}, by_sound={})
    monkeypatch.setattr("index.build.build_speller", lambda *_: speller)


@pytest.fixture
def corpora(tmp_path: Path) -> list[Corpus]:
    return [
        load_corpus(write_documents(tmp_path / "docs0", plan=PLAN)),
        load_corpus(write_documents(tmp_path / "docs1", plan=PLAN, draft=DRAFT)),
    ]


def build(corpus: Corpus, store: Path) -> None:
    build_index(corpus, FakeEmbedder(), store, model="fake", examples=EXAMPLES)


def build_or_say(corpus: Corpus, store: Path) -> bool:
    """Return whether the build succeeded, and expect it to say well why it did not."""
    said = None
    try:
        build(corpus, store)
    except StoreError as error:
        said = str(error)
    assert said is None or _MESSAGE.search(said), said
    return said is None


def contents_of(folder: Path) -> dict[str, StoredFile]:
    return {
        path.relative_to(folder).as_posix(): describe_file(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def whole_indexes(corpora: list[Corpus], folder: Path) -> list[dict[str, StoredFile]]:
    """Return the files of an index of each corpus; this process gives them the same bytes again."""
    wholes = []
    for number, corpus in enumerate(corpora):
        build(corpus, folder / f"whole{number}")
        wholes.append(contents_of(open_store(folder / f"whole{number}")[0]))
    return wholes


def expect_one_of(
    store: Path, corpora: list[Corpus], wholes: list[dict[str, StoredFile]] | None = None
) -> int:
    """Expect a whole index of one of the corpora, with these files, and return of which."""
    folder, _ = check_store(store)
    snapshot = read_snapshot(store)
    number = corpora.index(snapshot.corpus)
    assert wholes is None or contents_of(folder) == wholes[number]
    assert snapshot.examples is not None
    assert len(snapshot.dense.vectors()) == len(snapshot.passages)
    return number


def expect_clean(store: Path) -> None:
    assert sorted(path.name for path in store.iterdir()) == sorted(
        [".lock", "CURRENT", open_store(store)[0].name]
    )


def open_files() -> set[str]:
    return {path.name for path in Path("/proc/self/fd").iterdir()}


def threads() -> set[threading.Thread]:
    """Those at work, but for tqdm's and those of a browser that tests before this one drove."""
    others = ("tqdm_monitor", "asyncio-")
    return {thread for thread in threading.enumerate() if not thread.name.startswith(others)}


@contextmanager
def nothing_leaks() -> Iterator[None]:
    gc.collect()
    before = open_files(), threads()
    yield
    gc.collect()
    assert open_files() <= before[0]
    assert threads() <= before[1]


@pytest.mark.usefixtures("quick_builds")
@pytest.mark.parametrize("lasts", [False, True], ids=["once", "from then on"])
def test_whichever_call_fails_the_index_is_the_old_one_or_the_new_one(
    tmp_path: Path, corpora: list[Corpus], lasts: bool
) -> None:
    wholes = whole_indexes(corpora, tmp_path)
    store, results = tmp_path / "s", set()
    with nothing_leaks():
        for good in count():
            shutil.copytree(tmp_path / "whole0", store)
            disk = FailingDisk(good, (errno.ENOSPC, errno.EIO)[good % 2], lasts=lasts)
            with disk.installed():
                is_built = build_or_say(corpora[1], store)
            results.add((is_built, expect_one_of(store, corpora, wholes)))
            # The next build mends what this one has left.
            build(corpora[1], store)
            assert expect_one_of(store, corpora, wholes) == 1
            expect_clean(store)
            shutil.rmtree(store)
            if disk.calls <= good:
                break
    assert good > 50
    # Among the calls are those after which the new version is there and something else fails.
    assert results == {(False, 0), (False, 1), (True, 1)}


@pytest.mark.usefixtures("quick_builds")
def test_whichever_call_of_a_first_build_fails_there_is_no_index_or_a_whole_one(
    tmp_path: Path, corpora: list[Corpus]
) -> None:
    wholes = whole_indexes(corpora[:1], tmp_path)
    for good in count():
        store = tmp_path / f"s{good}"
        disk = FailingDisk(good, errno.ENOSPC, lasts=good % 2 == 1)
        with disk.installed():
            is_built = build_or_say(corpora[0], store)
        try:
            expect_one_of(store, corpora, wholes)
        except StoreMissingError:
            assert not is_built
        build(corpora[0], store)
        expect_one_of(store, corpora, wholes)
        expect_clean(store)
        if disk.calls <= good:
            break
    assert good > 50


@pytest.mark.usefixtures("quick_builds")
def test_at_whatever_size_a_disk_is_full_the_old_index_stays(
    tmp_path: Path, corpora: list[Corpus]
) -> None:
    wholes = whole_indexes(corpora, tmp_path)
    store = tmp_path / "s"
    build(corpora[0], store)
    sizes = sorted({file.size for file in wholes[1].values()})
    before = contents_of(store)
    # Files of each size fail a byte before their end; those that are smaller are written.
    with nothing_leaks():
        for size in (0, 100, *(size - 1 for size in sizes)):
            with limited_files(size):
                assert not build_or_say(corpora[1], store)
            assert contents_of(store) == before
    with limited_files(sizes[-1]):
        build(corpora[1], store)
    assert expect_one_of(store, corpora, wholes) == 1
    expect_clean(store)


@contextmanager
def limited_files(size: int) -> Iterator[None]:
    """Let no file grow beyond `size` bytes."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


def test_a_build_killed_at_any_moment_leaves_a_whole_index_and_the_next_one_cleans_up(
    tmp_path: Path, corpora: list[Corpus]
) -> None:
    store = tmp_path / "s"
    moments = random.Random(0)
    folders = [str(tmp_path / f"docs{number}") for number in range(2)]
    with subprocess.Popen(
        [sys.executable, "-c", _BUILDER, str(store), *folders],
        cwd=ROOT,
        env=os.environ | {"OMP_NUM_THREADS": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as builder:
        assert builder.stdin is not None
        assert builder.stdout is not None
        assert builder.stderr is not None
        found = []
        for _ in range(_KILLS):
            builder.stdin.write(f"{moments.uniform(0, 0.04)}\n")
            builder.stdin.flush()
            assert builder.stdout.readline() == "-9\n", builder.stderr.read()
            found.append((expect_one_of(store, corpora), len(list(store.glob("v-*")))))
        builder.stdin.close()
        assert builder.stderr.read() == ""
    assert any(versions > 1 for _, versions in found), "no build was killed while it wrote"
    build(corpora[1], store)
    assert expect_one_of(store, corpora) == 1
    expect_clean(store)
