import threading
from pathlib import Path

import numpy as np
import pytest

from index.build import build_index
from index.disk.snapshot import read_snapshot, write_snapshot
from index.disk.store import current_version
from index.search import Searcher
from ingest import load_corpus
from question.examples import ExampleModel, read_examples
from tests.fakes import DRAFT, EXAMPLES, PLAN, FakeEmbedder, make_searcher, write_documents

SUFFIXES = {".jsonl", ".json", ".npy"}


def test_a_snapshot_reads_back_as_it_was_written(tmp_path: Path) -> None:
    snapshot = make_searcher(tmp_path).snapshot
    again = read_snapshot(tmp_path / "store")
    assert again.corpus == snapshot.corpus
    assert again.passages == snapshot.passages
    assert again.searched == snapshot.searched
    assert np.array_equal(again.dense.vectors(), snapshot.dense.vectors())
    assert np.array_equal(again.late.codes, snapshot.late.codes)
    assert np.array_equal(again.late.scales, snapshot.late.scales)
    assert (again.model, again.fingerprint) == ("fake", "fingerprint of fake")


def test_files_left_out_and_doubts_read_back(tmp_path: Path) -> None:
    folder = write_documents(tmp_path / "docs", plan=PLAN)
    (folder / "b.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (folder / "c.pdf").write_text(DRAFT, encoding="utf-8")
    corpus = load_corpus(folder)
    assert [file.kind for file in corpus.left_out] == ["kind"]
    assert [doubt.kind for doubt in corpus.doubts] == ["name"]
    build_index(corpus, FakeEmbedder(), tmp_path / "store", model="fake")
    assert read_snapshot(tmp_path / "store").corpus == corpus


def test_a_snapshot_written_twice_is_the_same_byte_for_byte(tmp_path: Path) -> None:
    snapshot = make_searcher(tmp_path).snapshot
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        write_snapshot(snapshot, tmp_path / name)
    files = [p.relative_to(tmp_path / "a") for p in (tmp_path / "a").rglob("*") if p.is_file()]
    assert len(files) > 8
    for file in files:
        assert (tmp_path / "a" / file).read_bytes() == (tmp_path / "b" / file).read_bytes()


def test_saved_and_loaded_an_index_gives_the_same_hits(tmp_path: Path) -> None:
    built = make_searcher(tmp_path)
    loaded = Searcher(read_snapshot(tmp_path / "store"), FakeEmbedder())
    for query in ("谁牵头检验检测", "品牌", "smart factory", "2025年的目标"):
        assert loaded.search(query, k=20) == built.search(query, k=20)


def test_texts_with_all_kinds_of_line_ends_read_back(tmp_path: Path) -> None:
    text = PLAN.replace("创新", "创\u2028新\x85\x0b").replace("\n", "\r\n")
    snapshot = make_searcher(tmp_path, plan=text).snapshot
    assert snapshot.corpus.texts["plan"] == text


def test_nothing_in_a_store_is_code(tmp_path: Path) -> None:
    make_searcher(tmp_path)
    files = [p for p in (tmp_path / "store").rglob("*") if p.is_file() and p.name != ".lock"]
    assert {p.suffix for p in files if p.name != "CURRENT"} == SUFFIXES
    for path in files:
        data = path.read_bytes()
        assert not data.startswith(b"\x80"), f"{path.name} begins like a pickle"
        if path.suffix == ".npy":
            np.load(path, allow_pickle=False)
        else:
            data.decode("utf-8")


def test_a_version_removed_while_it_is_read_is_never_read_in_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = tmp_path / "s"
    old = load_corpus(write_documents(tmp_path / "docs", plan=PLAN))
    new = load_corpus(write_documents(tmp_path / "docs", draft=DRAFT))
    build_index(old, FakeEmbedder(), store, model="fake", examples=EXAMPLES)
    assert read_snapshot(store).examples is not None

    builds = [lambda: build_index(new, FakeEmbedder(), store, model="fake", examples=EXAMPLES)]

    def replace_and_read(folder: Path) -> ExampleModel | None:
        if builds:
            builds.pop()()
        return read_examples(folder)

    monkeypatch.setattr("index.disk.snapshot.read_examples", replace_and_read)
    version = current_version(store)
    snapshot = read_snapshot(store)
    assert current_version(store) != version
    assert snapshot.corpus == new
    assert snapshot.examples is not None


def test_an_index_can_be_read_while_others_replace_it(tmp_path: Path) -> None:
    store = tmp_path / "store"
    corpora = [
        load_corpus(write_documents(tmp_path / "a", plan=PLAN)),
        load_corpus(write_documents(tmp_path / "b", draft=DRAFT)),
    ]
    build_index(corpora[0], FakeEmbedder(), store, model="fake")
    stop = threading.Event()

    def replace() -> None:
        while not stop.is_set():
            for corpus in reversed(corpora):
                build_index(corpus, FakeEmbedder(), store, model="fake")

    writer = threading.Thread(target=replace)
    writer.start()
    try:
        for _ in range(60):
            assert read_snapshot(store).corpus in corpora
    finally:
        stop.set()
        writer.join()
