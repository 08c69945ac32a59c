"""The baselines: LangChain's chunks, exact search and ensemble."""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from langchain_core.documents import Document

from eval.data.spans import Span, merge, read_span
from eval.runs.baselines import NAMES, ChunkSearch, make_baselines, split_chunks
from index.channels.lexical import LexicalIndex
from ingest import Corpus
from ingest.errors import BadDataError
from tests.fakes import DRAFT, PLAN, FakeEmbedder, without_root

TEXTS = {"plan": PLAN * 5, "draft": DRAFT * 5, "short": "化妆品。", "blank": " \n"}
QUESTION = "谁牵头检验检测公共服务平台"


def found_ids(retriever: ChunkSearch, query: str = QUESTION, *, k: int = 10) -> list[str]:
    return [found.doc_id for found in retriever.find(query, k=k)]


def ranked(*order: int) -> Callable[[str], np.ndarray]:
    """Return scores that put chunks in the given order, all that are not named behind."""

    def scores(query: str) -> np.ndarray:
        found = np.zeros(8, dtype=np.float32)
        for place, i in enumerate(order):
            found[i] = len(order) - place
        return found

    return scores


def make_search(
    name: str, dense: Sequence[int], lexical: Sequence[int], *, whole: bool
) -> ChunkSearch:
    """Return a baseline over eight chunks of four documents, a0 a1 b0 b1 and so on."""
    names = [f"{doc_id}{i}" for doc_id in "abcd" for i in range(2)]
    chunks = [
        Document(n, metadata={"chunk": i, "id": n[0] if whole else n}) for i, n in enumerate(names)
    ]
    return ChunkSearch(name, chunks, ranked(*dense), ranked(*lexical), whole)


@pytest.mark.parametrize("doc_id", ["guangdong-2023", "miit-2022-draft"])
def test_chunks_of_the_documents_are_their_spans(corpus: Corpus, doc_id: str) -> None:
    text = corpus.texts[doc_id]
    chunks = split_chunks({doc_id: text}, whole=False)
    spans = [read_span(chunk.metadata["id"]) or Span("", 0, 0) for chunk in chunks]
    for chunk, span in zip(chunks, spans, strict=True):
        assert text[span.start : span.end] == chunk.page_content
        assert 0 < len(span) <= 500
    assert len({*spans}) == len(spans)
    # Together they leave out nothing but white space.
    covered = {i for span in merge(spans) for i in range(span.start, span.end)}
    assert all(text[i].isspace() for i in range(len(text)) if i not in covered)


@given(
    st.text(alphabet="ab中。 \n", max_size=300).flatmap(
        lambda text: st.integers(1, 20).map(lambda times: text * times)
    )
)
def test_chunks_of_any_text_are_their_spans(text: str) -> None:
    for chunk in split_chunks({"x": "other", "d": text}, whole=False)[1:]:
        span = read_span(chunk.metadata["id"])
        assert span is not None
        assert text[span.start : span.end] == chunk.page_content


def test_chunks_of_whole_documents_are_named_after_them() -> None:
    chunks = split_chunks(TEXTS, whole=True)
    assert [chunk.metadata["chunk"] for chunk in chunks] == list(range(len(chunks)))
    # A text without a word has no chunk.
    assert list(dict.fromkeys(c.metadata["id"] for c in chunks)) == ["plan", "draft", "short"]
    assert len(chunks) > 3


def test_dense_search_is_exact() -> None:
    retriever = make_search("langchain", [5, 0, 3], [], whole=False)
    assert found_ids(retriever, k=3) == ["c1", "a0", "b1"]


def test_the_ensemble_fuses_both_by_reciprocal_rank() -> None:
    retriever = make_search("langchain-ensemble", [5, 0, 3], [3, 7, 5], whole=False)
    # Halves of 1/60 + rank: b1 1/63 + 1/61, c1 1/61 + 1/63, d1 1/62, a0 1/62. Equal sums keep the
    # order in which they are met, BM25 first.
    assert found_ids(retriever, k=3) == ["b1", "c1", "d1"]
    assert found_ids(make_search("langchain-ensemble", [5], [3], whole=False), k=1) == ["b1"]
    both = make_search("langchain-ensemble", [1, 2, 3], [4, 3, 5], whole=False)
    # b1 is in both, third and second; no other is.
    assert found_ids(both, k=3)[0] == "b1"


def test_scores_fall_by_rank() -> None:
    retriever = make_search("langchain", [5, 0, 3], [], whole=False)
    assert [f.score for f in retriever.find(QUESTION, k=3)] == [1, 1 / 2, 1 / 3]


@pytest.mark.parametrize("name", NAMES)
def test_a_whole_document_is_found_once_at_its_best_chunk(name: str) -> None:
    retriever = make_search(name, [4, 5, 0, 1, 6], [5, 4, 1, 0, 6], whole=True)
    assert found_ids(retriever, k=2) == ["c", "a"]
    assert found_ids(retriever, k=9) == ["c", "a", "d", "b"]


@pytest.mark.parametrize("whole", [False, True])
def test_baselines_find_what_is_asked_for(tmp_path: Path, whole: bool) -> None:
    embedder = FakeEmbedder()
    retrievers = make_baselines(TEXTS, embedder, tmp_path, whole=whole)
    assert tuple(retriever.name for retriever in retrievers) == NAMES
    for retriever in retrievers:
        for k in (1, 2, 50):
            ids = found_ids(retriever, k=k)
            assert 0 < len(ids) == len(set(ids)) <= k
        assert found_ids(retriever, "化妆品", k=1)[0].startswith("short")
        spans = [read_span(doc_id) for doc_id in found_ids(retriever, k=50)]
        assert all(span is None if whole else span for span in spans)
    if whole:
        assert all(set(found_ids(r)) == {"plan", "draft", "short"} for r in retrievers)


def test_dense_and_lexical_scores_are_those_of_the_index(tmp_path: Path) -> None:
    embedder = FakeEmbedder()
    _, ensemble = make_baselines(TEXTS, embedder, tmp_path, whole=False)
    texts = [chunk.page_content for chunk in ensemble.chunks]
    (query,) = embedder.encode_queries([QUESTION])
    cosines = [float(entry.vector @ query.vector) for entry in embedder.encode_passages(texts)]
    assert ensemble.dense(QUESTION).tolist() == pytest.approx(cosines, abs=1e-6)
    bm25 = LexicalIndex.build(texts).scores(QUESTION)
    assert ensemble.lexical(QUESTION).tolist() == pytest.approx(bm25.tolist())


def test_vectors_are_kept_by_content(tmp_path: Path) -> None:
    first, second = FakeEmbedder(), FakeEmbedder()
    cache = tmp_path / "new" / "cache"
    before = [found_ids(r) for r in make_baselines(TEXTS, first, cache, whole=False)]
    assert len(first.embedded) == len(split_chunks(TEXTS, whole=False))
    again = [found_ids(r) for r in make_baselines(TEXTS, second, cache, whole=False)]
    assert (again, second.embedded) == (before, [])
    # Whole documents have the same chunks.
    make_baselines(TEXTS, second, cache, whole=True)
    assert second.embedded == []
    assert len(list(cache.iterdir())) == 1


def test_another_text_and_another_model_have_vectors_of_their_own(tmp_path: Path) -> None:
    make_baselines(TEXTS, FakeEmbedder(), tmp_path, whole=False)
    for texts, embedder in (
        (TEXTS | {"short": "家具。"}, FakeEmbedder()),
        (TEXTS, FakeEmbedder(name="other", dim=16)),
    ):
        make_baselines(texts, embedder, tmp_path, whole=False)
        assert embedder.embedded != []
    assert len(list(tmp_path.iterdir())) == 3


def flip_last_bit(data: bytes) -> bytes:
    return data[:-1] + bytes([data[-1] ^ 1])


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: b"\0" * 40,
        lambda data: data[:31],
        lambda data: data[:-4],
        lambda data: data + b"\0\0\0\0",
        flip_last_bit,
        lambda data: bytes([data[0] ^ 1]) + data[1:],
    ],
)
def test_a_damaged_file_of_vectors_is_made_anew(
    tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    before = [found_ids(r) for r in make_baselines(TEXTS, FakeEmbedder(), tmp_path, whole=False)]
    (path,) = tmp_path.iterdir()
    intact = path.read_bytes()
    path.write_bytes(damage(intact))
    embedder = FakeEmbedder()
    again = [found_ids(r) for r in make_baselines(TEXTS, embedder, tmp_path, whole=False)]
    assert again == before
    assert embedder.embedded != []
    assert path.read_bytes() == intact


def test_a_folder_that_cannot_be_written_to_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with without_root(), pytest.raises(BadDataError) as refused:
        make_baselines(TEXTS, FakeEmbedder(), tmp_path / "cache", whole=False)
    tmp_path.chmod(0o700)
    assert str(refused.value) == (
        f"{tmp_path / 'cache'}: cannot be written to (Permission denied); "
        "set POLICY_QA_CACHE_DIR to another folder"
    )
    (tmp_path / "cache").touch()
    with pytest.raises(BadDataError, match=r"cannot be written to \(File exists\); set POLICY_QA_"):
        make_baselines(TEXTS, FakeEmbedder(), tmp_path / "cache", whole=False)


def test_vectors_in_a_folder_that_is_read_only_are_used(tmp_path: Path) -> None:
    make_baselines(TEXTS, FakeEmbedder(), tmp_path, whole=False)
    embedder = FakeEmbedder()
    tmp_path.chmod(0o500)
    make_baselines(TEXTS, embedder, tmp_path, whole=False)
    tmp_path.chmod(0o700)
    assert embedder.embedded == []
