"""The retrievers that are measured, over the project's documents and over collections."""

import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from eval.data.benchmark import PolicyBenchmark
from eval.data.benchmark_files import load_benchmark
from eval.data.collection import Collection
from eval.runs.retrievers import NAMES, READER, ClauseSearch, make_retrievers, open_dataset
from eval.runs.run import check_run, run_retriever
from index import Searcher, Settings
from index.build import build_index
from index.channels.fusion import RETRIEVERS
from index.disk.snapshot import read_snapshot
from index.disk.store import StoreError
from index.model.model_package import bundled_model
from ingest import Corpus
from ingest.entries import Entry, corpus_of_entries
from ingest.errors import BadUsageError
from question.cache_folder import default_cache_dir
from reader.hits import READ, HitReader
from tests.fakes import FakeEmbedder, make_searcher

ENTRIES = (
    Entry("d1", "质量", "加强质量检验检测，建设公共服务平台。"),
    Entry("文/2", "", "培育知名品牌，支持企业参加展会。"),
    Entry("3", "绿色", "支持节能降耗技术改造。"),
    Entry("empty", "", ""),
)


def make_collection(entries: Sequence[Entry] = ENTRIES) -> Collection:
    return Collection(
        name="small",
        split="test",
        path=Path("small"),
        entries=tuple(entries),
        queries={"q1": "检验检测平台", "q2": "参加展会"},
        qrels={"q1": {"d1": 1}, "q2": {"文/2": 1}},
        checksum="",
    )


def search_entries(entries: Sequence[Entry], folder: Path, embedder: FakeEmbedder) -> Searcher:
    corpus = corpus_of_entries("small", entries, source="corpus.jsonl")
    build_index(corpus, embedder, folder, model="fake")
    return Searcher(read_snapshot(folder), embedder)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings with a cache of the test's own, and without a model."""
    return Settings(cache_dir=tmp_path / "cache")


def test_search_finds_clauses_with_the_scores_of_their_hits(tmp_path: Path) -> None:
    searcher = make_searcher(tmp_path)
    found = ClauseSearch("hybrid", searcher).find("谁牵头检验检测", k=3)
    hits = searcher.search("谁牵头检验检测", k=3)
    assert [(f.doc_id, f.score) for f in found] == [(h.clause.clause_id, h.score) for h in hits]


def test_retrievers_come_in_the_order_asked_for(tmp_path: Path, settings: Settings) -> None:
    searcher = search_entries(ENTRIES, tmp_path / "store", FakeEmbedder())
    names = ["langchain-ensemble", "late", "hybrid", "langchain"]
    retrievers = make_retrievers(names, make_collection(), searcher, settings)
    assert [retriever.name for retriever in retrievers] == names
    assert make_retrievers([], make_collection(), searcher, settings) == []


def test_each_channel_searches_with_its_own_weights(tmp_path: Path, settings: Settings) -> None:
    searcher = search_entries(ENTRIES, tmp_path / "store", FakeEmbedder())
    for retriever in make_retrievers([*RETRIEVERS], make_collection(), searcher, settings):
        assert isinstance(retriever, ClauseSearch)
        assert retriever.searcher.weights == RETRIEVERS[retriever.name]
        assert retriever.searcher.snapshot is searcher.snapshot


@pytest.mark.parametrize("name", [name for name in NAMES if name != READER])
def test_every_retriever_finds_the_documents_of_a_collection(
    tmp_path: Path, settings: Settings, name: str
) -> None:
    collection = make_collection()
    searcher = search_entries(ENTRIES, tmp_path / "store", FakeEmbedder())
    (retriever,) = make_retrievers([name], collection, searcher, settings)
    result = run_retriever(collection, retriever, k=2)
    check_run(collection, result.run)
    for found in result.run.found.values():
        ids = [hit.doc_id for hit in found]
        assert 0 < len(ids) == len(set(ids)) <= 2
    assert all(row["success@3"] == 1.0 for row in result.scores.values())


@pytest.mark.parametrize("name", ["hybrid", "langchain", "langchain-ensemble"])
def test_every_retriever_finds_spans_of_the_documents(
    tmp_path: Path, settings: Settings, name: str
) -> None:
    searcher = make_searcher(tmp_path)
    corpus = searcher.snapshot.corpus
    benchmark = PolicyBenchmark("dev", (), corpus, "")
    (retriever,) = make_retrievers([name], benchmark, searcher, settings)
    found = retriever.find("支持检验检测公共服务平台", k=5)
    assert all(benchmark.knows(hit.doc_id) for hit in found)
    assert "检验检测" in benchmark.describe(found[0].doc_id) or name != "hybrid"


def test_a_reader_of_another_model_is_refused(tmp_path: Path, settings: Settings) -> None:
    searcher = search_entries(ENTRIES, tmp_path / "store", FakeEmbedder())
    with pytest.raises(BadUsageError, match="use that one"):
        make_retrievers([READER], make_collection(), searcher, settings)


@pytest.mark.model
def test_what_the_reader_finds_is_in_the_order_of_answers(
    real_searcher: Searcher, settings: Settings
) -> None:
    question = "品牌培育工作由哪个部门牵头"
    benchmark = PolicyBenchmark("dev", (), real_searcher.snapshot.corpus, "")
    (retriever,) = make_retrievers([READER], benchmark, real_searcher, settings)
    assert retriever.name == READER
    hits = real_searcher.search(question, k=READ)
    reader = HitReader.of(real_searcher)
    assert reader
    read = reader.read_hits(real_searcher, question, hits).reorder(hits)
    found = retriever.find(question, k=3)
    assert [f.doc_id for f in found] == [h.clause.clause_id for h in read[:3]]
    assert [f.score for f in found] == sorted((f.score for f in found), reverse=True)
    assert len(retriever.find(question, k=20)) == 20


def test_a_baseline_reads_a_title_too(tmp_path: Path, settings: Settings) -> None:
    searcher = search_entries(ENTRIES, tmp_path / "store", FakeEmbedder())
    (retriever,) = make_retrievers(["langchain-ensemble"], make_collection(), searcher, settings)
    assert retriever.find("绿色", k=1)[0].doc_id == "3"


def test_an_entry_longer_than_the_window_is_found_by_its_best_part(tmp_path: Path) -> None:
    needle = "化妆品香精原料备案。"
    filler = "加强统筹协调和组织实施。" * 20
    entries = [
        Entry("long", "轻工", f"{filler}{needle}{filler}"),
        Entry("near", "轻工", "化学原料生产。"),
        Entry("other", "轻工", "培育知名品牌。"),
    ]
    embedder = FakeEmbedder(window=40)
    searcher = search_entries(entries, tmp_path, embedder)
    parts = [p for p in searcher.snapshot.passages if p.clause == 0]
    assert len(parts) > 5
    assert all(len(spans) <= 40 for spans in embedder.token_spans([p.text for p in parts]))
    # Every part stands under the title, and together they are the whole text.
    assert all(p.text[: p.path_end] == "轻工\n" for p in parts)
    assert "".join(p.text[p.path_end :] for p in parts) == entries[0].text
    for name in ("hybrid", "dense", "late", "lexical"):
        search = ClauseSearch(name, searcher.with_weights(RETRIEVERS[name]))
        assert search.find(needle, k=3)[0].doc_id == "long"
    (query,) = embedder.encode_queries([needle])
    cosines = searcher.snapshot.dense.scores(query.vector)
    best = int(cosines.argmax())
    assert searcher.snapshot.passages[best].clause == 0
    assert "化妆品" in searcher.snapshot.passages[best].text
    # In one window the needle would be lost among the rest.
    whole = search_entries(entries, tmp_path / "whole", FakeEmbedder(window=10_000))
    assert whole.snapshot.dense.scores(query.vector)[0] < cosines[best]


def test_a_collection_that_was_indexed_is_not_embedded_again(tmp_path: Path) -> None:
    first, second, third = FakeEmbedder(), FakeEmbedder(), FakeEmbedder()
    before = search_entries(ENTRIES, tmp_path, first).search("检验")
    assert len(first.embedded) == len(ENTRIES)
    assert search_entries(ENTRIES, tmp_path, second).search("检验") == before
    assert second.embedded == []
    search_entries([*ENTRIES, Entry("new", "", "新的一条。")], tmp_path, third)
    assert third.embedded == ["新的一条。"]


@pytest.fixture(scope="module")
def real_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings with the real model as it is unpacked, and a cache for collections alone."""
    model = bundled_model(default_cache_dir())
    return Settings(model=str(model), cache_dir=tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="module")
def opened(real_settings: Settings) -> Searcher:
    """The small collection, opened for the first time."""
    return open_dataset(make_collection(), real_settings)


def indexes(settings: Settings) -> dict[str, bytes]:
    """Return which version of each collection's index is in use."""
    assert settings.cache_dir is not None
    stores = (settings.cache_dir / "collections").iterdir()
    return {store.name: (store / "CURRENT").read_bytes() for store in stores if store.is_dir()}


@pytest.mark.model
def test_a_collection_is_indexed_once_in_a_folder_of_its_own(
    opened: Searcher, real_settings: Settings
) -> None:
    before = indexes(real_settings)
    (name,) = before
    assert name.startswith("small-")
    again = open_dataset(make_collection(), real_settings)
    assert indexes(real_settings) == before
    assert again.search("参加展会")[0].clause.clause_id == "文/2"
    result = run_retriever(make_collection(), ClauseSearch("hybrid", opened))
    assert all(row["success@1"] == 1.0 for row in result.scores.values())


@pytest.mark.model
def test_an_index_that_cannot_be_written_names_its_folder_and_the_setting(
    opened: Searcher, real_settings: Settings
) -> None:
    assert real_settings.cache_dir is not None
    (name,) = indexes(real_settings)
    store = real_settings.cache_dir / "collections" / name
    lock = store / ".lock"
    lock.unlink()
    lock.mkdir()
    # The same texts under another id: the same folder, and nothing to embed.
    renamed = make_collection([replace(ENTRIES[0], entry_id="d9"), *ENTRIES[1:]])
    with pytest.raises(StoreError) as refused:
        open_dataset(renamed, real_settings)
    lock.rmdir()
    assert str(refused.value) == (
        f"{store}: cannot be used (Is a directory); make room there or set POLICY_QA_CACHE_DIR to "
        "another folder"
    )


@pytest.mark.model
def test_the_projects_own_index_is_that_of_the_gold(
    corpus: Corpus, real_store: Path, tmp_path: Path
) -> None:
    benchmark = load_benchmark(corpus, split="dev")
    store = tmp_path / "store"
    shutil.copytree(real_store, store)
    assert open_dataset(benchmark, Settings(store=store)).snapshot.corpus == corpus
    other = replace(benchmark, corpus=replace(corpus, clauses=corpus.clauses[:-1]))
    with pytest.raises(
        StoreError, match=r"store: was built from other .*; run: python -m index bui"
    ):
        open_dataset(other, Settings(store=store))
