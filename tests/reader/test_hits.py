from pathlib import Path

import pytest

from index.search import Searcher
from reader.hits import HitReader, HitReadings
from reader.model import Reader
from reader.weights import WeightsError
from tests.fakes import DRAFT, PLAN, make_searcher
from tests.reader.made import make_trained

QUESTION = "谁牵头检验检测"
LONG = f"{PLAN}（六）长期任务。{'继续推进各项工作，明确责任单位。' * 40}最后由省财政厅牵头。\n"


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    return make_searcher(tmp_path_factory.mktemp("hits"), window=60, plan=LONG, draft=DRAFT)


def reader_of(searcher: Searcher) -> HitReader:
    return HitReader(Reader(make_trained(fingerprint=searcher.snapshot.fingerprint)))


def test_each_hit_is_read_in_its_place(searcher: Searcher) -> None:
    hits = searcher.search(QUESTION, k=8)
    found = reader_of(searcher).read_hits(searcher, QUESTION, hits)
    assert [reading.hit for reading in found.readings] == hits
    assert 0 < found.answered < 1


def test_places_are_characters_of_the_clauses_text(searcher: Searcher) -> None:
    hits = searcher.search("最后由谁牵头", k=8)
    long = next(hit for hit in hits if "长期任务" in hit.clause.text)
    assert len(searcher.passages_of(long.clause)) > 1
    found = reader_of(searcher).read_hits(searcher, "最后由谁牵头", hits)
    for reading in found.readings:
        length = len(reading.hit.clause.text)
        assert reading.support(0, length) > 0
    (reading,) = (r for r in found.readings if r.hit is long)
    assert reading.support(len(long.clause.text) - 9, len(long.clause.text)) > 0


def test_a_reading_moves_a_hit_only_as_far_as_its_logit_goes(searcher: Searcher) -> None:
    hits = searcher.search(QUESTION, k=8)
    ranked = reader_of(searcher).read_hits(searcher, QUESTION, hits).ranked()
    assert sorted(r.hit.rank for r in ranked) == [hit.rank for hit in hits]
    assert [r.score for r in ranked] == sorted((r.score for r in ranked), reverse=True)


def test_hits_that_were_read_come_first_and_all_are_kept(searcher: Searcher) -> None:
    hits = searcher.search(QUESTION, k=8)
    found = reader_of(searcher).read_hits(searcher, QUESTION, hits[:4]).reorder(hits)
    assert {h.clause.clause_id for h in found} == {h.clause.clause_id for h in hits}
    assert {h.clause.clause_id for h in found[:4]} == {h.clause.clause_id for h in hits[:4]}
    assert [h.rank for h in found] == list(range(1, len(hits) + 1))
    assert [h.score for h in found] == sorted((h.score for h in found), reverse=True)


def test_there_is_no_reader_for_an_index_of_another_model(searcher: Searcher) -> None:
    assert HitReader.of(searcher) is None


def test_no_hit_answers_nothing(searcher: Searcher) -> None:
    found = reader_of(searcher).read_hits(searcher, QUESTION, [])
    assert found.readings == ()
    assert found.answered == 0


def test_an_index_of_another_model_is_refused(searcher: Searcher, tmp_path: Path) -> None:
    reader = HitReader(Reader(make_trained(fingerprint="of another model")))
    with pytest.raises(WeightsError, match="use the bundled model, or run: python -m reader train"):
        reader.read_hits(searcher, QUESTION, searcher.search(QUESTION))


def test_where_nothing_was_read_the_order_and_scores_are_those_of_the_search(
    searcher: Searcher,
) -> None:
    hits = searcher.search(QUESTION, k=8)
    assert HitReadings((), 1.0).reorder(hits) == hits
