"""Search as its collection grows."""

from pathlib import Path

import pytest

from eval.speed.composed import compose_corpus
from eval.speed.exact import exact_finders
from eval.speed.growth import measure_growth
from eval.speed.measure import Plan
from index import Searcher, Settings
from index.build import build_index
from index.disk.snapshot import read_snapshot
from ingest import Corpus
from tests.fakes import FakeEmbedder


def test_a_size_that_fails_is_said_and_the_others_are_gone_on_with(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    settings = Settings(model=str(tmp_path / "no model"))
    records = measure_growth(settings, ["问"] * 9, tmp_path, Plan(sizes=(300, 20)))
    assert [record["clauses"] for record in records] == [20, 300]
    assert all("no model" in record["failed"] for record in records)
    assert "20 clauses: ended with 1" in caplog.text
    assert list(tmp_path.iterdir()) == []


def test_what_is_found_by_comparing_everything_is_found_in_a_small_collection(
    corpus: Corpus, tmp_path: Path
) -> None:
    fake = FakeEmbedder()
    build_index(compose_corpus(corpus, 300), fake, tmp_path, model="fake")
    snapshot = read_snapshot(tmp_path)
    exact = Searcher(snapshot, fake, finders=exact_finders(snapshot))
    for question in ("谁牵头检验检测", "2025年的目标", "支持绿色工厂的政策"):
        found, best = (s.search(question, k=20) for s in (Searcher(snapshot, fake), exact))
        assert [hit.clause.clause_id for hit in found] == [hit.clause.clause_id for hit in best]
