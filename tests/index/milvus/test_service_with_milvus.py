from pathlib import Path

import pytest

from eval.data.benchmark_files import load_benchmark
from index import Searcher, Settings, open_searcher, update_index
from index.milvus import MilvusError
from index.milvus.channels import MilvusDense

pytestmark = pytest.mark.model


@pytest.fixture
def settings(real_store: Path, file_uri: str) -> Settings:
    return Settings(store=real_store, index_uri=file_uri)


def test_an_index_that_was_not_pushed_is_refused_with_the_command(settings: Settings) -> None:
    with pytest.raises(MilvusError, match=r"policy_qa_passages_\S+ is not there; run: python -m i"):
        open_searcher(settings)


def test_a_build_pushes_and_a_search_finds_the_same_as_in_memory(
    settings: Settings, real_searcher: Searcher
) -> None:
    assert not update_index(settings).changed
    searcher = open_searcher(settings)
    assert isinstance(searcher.finders.dense, MilvusDense)
    questions = load_benchmark(real_searcher.snapshot.corpus, split="dev").questions[::60]
    assert len(questions) >= 10
    for question in questions:
        near, far = real_searcher.search(question.text), searcher.search(question.text)
        assert [hit.score for hit in far] == pytest.approx([hit.score for hit in near], abs=1e-4)
        # Ties aside.
        sure = {hit.clause.clause_id for hit in near if hit.score > near[-1].score + 1e-4}
        assert sure <= {hit.clause.clause_id for hit in far}
        assert far[0].why["words"] == near[0].why["words"]
        assert searcher.judge(question.text) == real_searcher.judge(question.text)


def test_a_missing_index_is_built_and_pushed_on_the_way(file_uri: str, tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "plan.txt").write_text("临江省行动计划\n\n一、任务\n（一）建设绿色工厂。\n", "utf-8")
    settings = Settings(docs=docs, store=tmp_path / "store", examples=tmp_path, index_uri=file_uri)
    hits = open_searcher(settings).search("绿色工厂")
    assert "绿色工厂" in hits[0].clause.text
