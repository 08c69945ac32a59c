from pathlib import Path

import pytest
from pydantic import ValidationError

from index.records import hit_record
from index.retriever import ClauseRetriever
from index.search import Searcher
from question.query import QueryError
from tests.fakes import make_searcher


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    return make_searcher(tmp_path_factory.mktemp("retriever"))


def test_documents_are_the_hits_in_order(searcher: Searcher) -> None:
    documents = ClauseRetriever(searcher=searcher, k=3).invoke("谁牵头检验检测")
    records = [hit_record(hit) for hit in searcher.search("谁牵头检验检测", k=3)]
    assert [d.page_content for d in documents] == [r.pop("text") for r in records]
    assert [d.metadata for d in documents] == records
    assert [d.id for d in documents] == [r["clause_id"] for r in records]


def test_metadata_leads_to_the_place_in_the_source(searcher: Searcher, tmp_path: Path) -> None:
    document = ClauseRetriever(searcher=searcher).invoke("谁牵头检验检测")[0]
    text = searcher.snapshot.corpus.texts[document.metadata["doc_id"]]
    span = text[document.metadata["start"] : document.metadata["end"]]
    assert span.strip() == document.page_content
    assert document.metadata["citation"].startswith("《")


def test_a_query_that_cannot_be_searched_is_refused_as_by_search(searcher: Searcher) -> None:
    with pytest.raises(QueryError, match="holds no word"):
        ClauseRetriever(searcher=searcher).invoke("？")


def test_no_hits_cannot_be_asked_for(searcher: Searcher) -> None:
    with pytest.raises(ValidationError, match="greater than or equal to 1"):
        ClauseRetriever(searcher=searcher, k=0)
