import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from index.build import BuildSummary, build_index
from index.disk.snapshot import read_snapshot
from index.disk.store import StoreError
from index.model.embedder import Encoded
from index.search import Searcher
from ingest import Corpus, SourceError, load_corpus
from ingest.documents import ROOT
from tests.fakes import DRAFT, EXAMPLES, PLAN, FakeEmbedder, write_documents

_BUILD = """
import sys
from pathlib import Path
from index.build import build_index
from ingest import load_corpus
from tests.fakes import FakeEmbedder
docs, store = map(Path, sys.argv[1:])
build_index(load_corpus(docs), FakeEmbedder(), store, model="fake")
"""


class FailingEmbedder(FakeEmbedder):
    """Breaks off in the middle of its work."""

    def encode_passages(self, texts: Sequence[str], *, progress: bool = False) -> list[Encoded]:
        super().encode_passages(texts[:1], progress=progress)
        raise KeyboardInterrupt


class StoppedEmbedder(FakeEmbedder):
    """Embeds so many blocks, and is stopped in the next."""

    def __init__(self, blocks: int, error: type[BaseException]) -> None:
        super().__init__()
        self._left, self._error = blocks, error

    def encode_passages(self, texts: Sequence[str], *, progress: bool = False) -> list[Encoded]:
        if not self._left:
            raise self._error
        self._left -= 1
        return super().encode_passages(texts, progress=progress)


def files_of(store: Path) -> dict[str, tuple[int, bytes]]:
    return {
        path.relative_to(store).as_posix(): (path.stat().st_mtime_ns, path.read_bytes())
        for path in sorted(store.rglob("*"))
        if path.is_file() and path.name != ".lock"
    }


def contents_of(store: Path) -> dict[str, bytes]:
    (folder,) = store.glob("v-*")
    return {name: data for name, (_, data) in files_of(folder).items()}


def corpus_of(tmp_path: Path, **texts: str) -> Corpus:
    return load_corpus(write_documents(tmp_path / "docs", **texts))


def build(corpus: Corpus, store: Path) -> tuple[BuildSummary, FakeEmbedder]:
    embedder = FakeEmbedder()
    return build_index(corpus, embedder, store, model="fake"), embedder


def test_a_first_build_embeds_every_passage(tmp_path: Path) -> None:
    summary, embedder = build(corpus_of(tmp_path, plan=PLAN, draft=DRAFT), tmp_path / "s")
    assert summary == BuildSummary(
        documents=2,
        clauses=10,
        passages=10,
        embedded=10,
        changed=True,
        model="fake",
        fingerprint=embedder.fingerprint,
    )
    assert len(embedder.embedded) == 10


def test_a_build_of_the_same_documents_embeds_and_writes_nothing(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, plan=PLAN)
    build(corpus, tmp_path / "s")
    before = files_of(tmp_path / "s")
    summary, embedder = build(corpus, tmp_path / "s")
    assert (summary.embedded, summary.changed, embedder.embedded) == (0, False, [])
    assert files_of(tmp_path / "s") == before


def test_of_one_changed_clause_only_its_passages_are_embedded(tmp_path: Path) -> None:
    build(corpus_of(tmp_path, plan=PLAN, draft=DRAFT), tmp_path / "s")
    changed = PLAN.replace("参加展会", "参加国际展会")
    summary, embedder = build(corpus_of(tmp_path, plan=changed, draft=DRAFT), tmp_path / "s")
    assert summary.embedded == 1
    (passage,) = embedder.embedded
    assert "参加国际展会" in passage


def test_a_document_added_or_removed_leaves_the_others_vectors(tmp_path: Path) -> None:
    build(corpus_of(tmp_path, plan=PLAN), tmp_path / "s")
    summary, embedder = build(corpus_of(tmp_path, plan=PLAN, draft=DRAFT), tmp_path / "s")
    assert (summary.documents, summary.embedded) == (2, 4)
    assert all("检验检测" not in passage for passage in embedder.embedded)
    summary, embedder = build(corpus_of(tmp_path, draft=DRAFT), tmp_path / "s")
    assert (summary.documents, summary.embedded, summary.changed) == (1, 0, True)


def test_a_build_in_steps_gives_the_index_of_a_build_at_once(tmp_path: Path) -> None:
    build(corpus_of(tmp_path, plan=PLAN.replace("展会", "展览"), old=DRAFT), tmp_path / "steps")
    corpus = corpus_of(tmp_path, plan=PLAN, draft=DRAFT)
    build(corpus, tmp_path / "steps")
    build(corpus, tmp_path / "once")
    assert contents_of(tmp_path / "steps") == contents_of(tmp_path / "once")


def test_a_model_of_another_fingerprint_embeds_everything_anew(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, plan=PLAN)
    build(corpus, tmp_path / "s")
    other = FakeEmbedder(name="other", dim=16)
    summary = build_index(corpus, other, tmp_path / "s", model="other")
    assert summary.embedded == summary.passages == len(other.embedded)
    assert read_snapshot(tmp_path / "s").dense.dim == 16


def test_documents_without_any_clause_are_refused(tmp_path: Path) -> None:
    empty = Corpus((), {}, ())
    with pytest.raises(SourceError, match="no clause has text of its own"):
        build(empty, tmp_path / "s")
    assert not (tmp_path / "s").exists()


@pytest.mark.parametrize(
    "text", ["абв где жзи.\n\nклм нопр.", "นโยบาย.\n\nผ้า\n", "\u200b\n\n甲。乙。"]
)
def test_documents_without_a_term_or_a_token_are_indexed(tmp_path: Path, text: str) -> None:
    corpus = load_corpus(write_documents(tmp_path / "docs", a=text))
    summary, embedder = build(corpus, tmp_path / "s")
    hits = Searcher(read_snapshot(tmp_path / "s"), embedder).search("谁")
    assert len(hits) == summary.clauses > 0


def test_an_embedder_that_breaks_off_leaves_the_old_index(tmp_path: Path) -> None:
    build(corpus_of(tmp_path, plan=PLAN), tmp_path / "s")
    before = files_of(tmp_path / "s")
    with pytest.raises(KeyboardInterrupt):
        build_index(
            corpus_of(tmp_path, draft=DRAFT), FailingEmbedder(), tmp_path / "s", model="fake"
        )
    assert files_of(tmp_path / "s") == before


def test_a_build_that_changes_nothing_cleans_up_too(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, plan=PLAN)
    build(corpus, tmp_path / "s")
    (tmp_path / "s" / "v-cut-off").mkdir()
    assert not build(corpus, tmp_path / "s")[0].changed
    assert len(list((tmp_path / "s").glob("v-*"))) == 1


def test_builds_at_the_same_time_leave_one_whole_index(tmp_path: Path) -> None:
    corpora = [
        load_corpus(write_documents(tmp_path / f"docs{n}", plan=PLAN, draft=DRAFT * (n + 1)))
        for n in range(4)
    ]
    threads = [threading.Thread(target=build, args=(c, tmp_path / "s")) for c in corpora]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert read_snapshot(tmp_path / "s").corpus in corpora
    assert len(list((tmp_path / "s").glob("v-*"))) == 1


def test_two_processes_may_build_at_once(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, plan=PLAN, draft=DRAFT)
    command = [sys.executable, "-c", _BUILD, str(tmp_path / "docs"), str(tmp_path / "s")]
    processes = [
        subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, env=os.environ)
        for _ in range(2)
    ]
    assert [process.communicate()[1] for process in processes] == [b"", b""]
    assert read_snapshot(tmp_path / "s").corpus == corpus
    assert len(list((tmp_path / "s").glob("v-*"))) == 1


def test_a_changed_dictionary_cuts_the_lexical_index_anew_and_embeds_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus = corpus_of(tmp_path, plan=PLAN)
    build(corpus, tmp_path / "s")
    monkeypatch.setattr("index.build.dictionary_fingerprint", lambda: "other words")
    summary, embedder = build(corpus, tmp_path / "s")
    assert (summary.embedded, summary.changed, embedder.embedded) == (0, True, [])


@pytest.mark.parametrize("error", [KeyboardInterrupt, MemoryError, OSError])
def test_a_build_goes_on_where_it_was_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: type[BaseException]
) -> None:
    monkeypatch.setattr("index.build._BLOCK", 2)
    store, whole = tmp_path / "s", tmp_path / "whole"
    build(corpus_of(tmp_path, plan=PLAN), store)
    more = "".join(f"（{number}）再做一件事。\n" for number in "四五六七八九")
    corpus = corpus_of(tmp_path, plan=PLAN, draft=DRAFT + more)
    before = {store / read_snapshot(store).folder.name}
    with pytest.raises((error, StoreError)):
        build_index(corpus, StoppedEmbedder(2, error), store, model="fake")
    # What was embedded is kept beside the index, which is the old one still.
    assert set(store.glob("v-*")) > before
    assert len(read_snapshot(store).corpus.documents) == 1
    summary, embedder = build(corpus, store)
    assert summary.embedded == len(embedder.embedded)
    snapshot = read_snapshot(store)
    drafted = snapshot.passages_of(range(len(snapshot.searched_of("draft"))))
    assert embedder.embedded == [snapshot.passages[number].text for number in drafted[4:]]
    build(corpus, whole)
    assert contents_of(store) == contents_of(whole)


def test_what_is_soon_embedded_anew_is_not_kept(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path, plan=PLAN, draft=DRAFT)
    with pytest.raises(KeyboardInterrupt):
        build_index(corpus, FailingEmbedder(), tmp_path / "s", model="fake")
    assert list((tmp_path / "s").glob("v-*")) == []


def test_vectors_of_another_model_are_left_where_a_build_was_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.build._BLOCK", 2)
    corpus, store = corpus_of(tmp_path, plan=PLAN, draft=DRAFT), tmp_path / "s"
    with pytest.raises(KeyboardInterrupt):
        build_index(corpus, StoppedEmbedder(2, KeyboardInterrupt), store, model="fake")
    other = FakeEmbedder(name="other", dim=16)
    summary = build_index(corpus, other, store, model="other")
    assert summary.embedded == summary.passages
    assert len(list(store.glob("v-*"))) == 1


def test_examples_that_are_read_the_same_keep_their_vectors_when_documents_change(
    tmp_path: Path,
) -> None:
    store = tmp_path / "s"
    asked = []
    for texts in ({"plan": PLAN}, {"plan": PLAN, "draft": DRAFT}):
        embedder = FakeEmbedder()
        corpus = corpus_of(tmp_path, **texts)
        build_index(corpus, embedder, store, model="fake", examples=EXAMPLES)
        asked.append(embedder.asked)
    assert len(asked[0]) == len(EXAMPLES)
    assert asked[1] == []
    fresh = FakeEmbedder()
    build_index(corpus, fresh, tmp_path / "anew", model="fake", examples=EXAMPLES)
    kept, made = read_snapshot(store).examples, read_snapshot(tmp_path / "anew").examples
    assert kept is not None
    assert made is not None
    np.testing.assert_allclose(kept.vectors, made.vectors, atol=1e-6)


def test_who_follows_a_build_is_told_how_many_passages_have_their_vectors(tmp_path: Path) -> None:
    told: list[tuple[str, int, int]] = []
    corpus = corpus_of(tmp_path, plan=PLAN, draft=DRAFT)
    build_index(
        corpus, FakeEmbedder(), tmp_path / "s", model="fake", report=lambda *what: told.append(what)
    )
    assert told[-1] == ("embedding", 10, 10)
    assert all(done <= total for _, done, total in told)
