"""A change of the library is made whole, its index with it, or nothing of it is."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index import Settings
from index.build import build_index
from index.disk.snapshot import read_snapshot
from index.disk.store import current_version
from index.disk.turn import BusyError, holder_of_turn
from ingest import Corpus, SourceError, load_corpus
from library import LibraryError, Places, Staged, Turn, begin
from library.changes import read_history
from library.checking import stage
from library.doing import accept, remove, replace, undo
from library.staged import discard, list_staged
from tests.fakes import DRAFT, PLAN, FakeEmbedder

NOTICE = """关于开展质量提升行动的通知

一、总体要求
（一）提升产品质量，到2026年建设8个检测平台。（省市场监管局牵头）
二、保障措施
（二）加强组织领导。各地要结合实际制定方案。
"""
REGISTRY = """# names that are in use
[[document]]
file = "plan.txt"  # the plan
doc_id = "the-plan"

# the draft is cited under its own name
[[document]]
file = "draft.txt"
doc_id = "the-draft"
status = "draft"
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A library of two documents, with its index."""
    settings = Settings(docs=tmp_path / "docs", store=tmp_path / "store")
    settings.docs.mkdir()
    for name, text in (("plan.txt", PLAN), ("draft.txt", DRAFT), ("documents.toml", REGISTRY)):
        (settings.docs / name).write_text(text, encoding="utf-8")
    _build(settings)(lambda corpus: None)
    return settings


@pytest.fixture
def turn(settings: Settings) -> Iterator[Turn]:
    with begin(settings, by="甲", what="test", build=_build(settings)) as turn:
        yield turn


def _build(settings: Settings) -> Callable[[Callable[[Corpus], None]], object]:
    def build(check: Callable[[Corpus], None]) -> object:
        corpus = load_corpus(settings.docs)
        check(corpus)
        return build_index(corpus, FakeEmbedder(), settings.store, model="fake")

    return build


def _stage(settings: Settings, name: str, text: str) -> Staged:
    corpus = read_snapshot(settings.store).corpus
    return stage(Places.of(settings), name, text.encode(), by="甲", corpus=corpus)


def _held(settings: Settings) -> dict[str, str]:
    documents = read_snapshot(settings.store).corpus.documents
    return {document.doc_id: Path(document.source).name for document in documents}


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_an_accepted_file_is_a_document_and_undo_takes_it_out(
    settings: Settings, turn: Turn
) -> None:
    before = _files(settings.docs)
    staged = _stage(settings, "notice.txt", NOTICE)
    assert staged.title == "关于开展质量提升行动的通知"
    assert [line.words[:3] for line in staged.outline if line.kind == "heading"] == [
        "一、 ",
        "二、 ",
    ]
    accept(turn, [staged.staged_id])
    assert _held(settings) == {
        "the-plan": "plan.txt",
        "the-draft": "draft.txt",
        "notice": "notice.txt",
    }
    assert list_staged(turn.places) == []
    undo(turn)
    assert _held(settings).keys() == {"the-plan", "the-draft"}
    assert _files(settings.docs) == before
    assert [(c.kind, c.by, c.undone) for c in read_history(turn.places)] == [("add", "甲", True)]
    with pytest.raises(LibraryError, match="no change is left"):
        undo(turn)


def test_a_newer_version_keeps_the_doc_id_and_the_comments(settings: Settings, turn: Turn) -> None:
    before = _files(settings.docs)
    staged = _stage(settings, "plan 2.txt", PLAN.replace("培育5家", "培育9家"))
    assert staged.older == "the-plan"
    replace(turn, "the-plan", staged.staged_id)
    assert _held(settings) == {"the-plan": "plan 2.txt", "the-draft": "draft.txt"}
    assert "培育9家" in read_snapshot(settings.store).corpus.texts["the-plan"]
    registry = (settings.docs / "documents.toml").read_text(encoding="utf-8")
    assert registry == REGISTRY.replace('"plan.txt"', '"plan 2.txt"')
    undo(turn)
    assert _files(settings.docs) == before


def test_a_newer_version_of_the_same_name_takes_its_place(settings: Settings, turn: Turn) -> None:
    staged = _stage(settings, "plan.txt", PLAN.replace("培育5家", "培育9家"))
    assert staged.taken == "the-plan"
    with pytest.raises(LibraryError, match="another document has that name"):
        accept(turn, [staged.staged_id])
    replace(turn, "the-plan", staged.staged_id)
    assert "培育9家" in read_snapshot(settings.store).corpus.texts["the-plan"]
    undo(turn)
    assert (settings.docs / "plan.txt").read_text(encoding="utf-8") == PLAN


def test_a_newer_version_of_an_unregistered_document_is_registered(
    settings: Settings, turn: Turn
) -> None:
    accept(turn, [_stage(settings, "notice.txt", NOTICE).staged_id])
    newer = _stage(settings, "notice-2.txt", NOTICE.replace("8个", "9个"))
    replace(turn, "notice", newer.staged_id)
    assert _held(settings)["notice"] == "notice-2.txt"


def test_removed_documents_come_back_with_undo(settings: Settings, turn: Turn) -> None:
    before = _files(settings.docs)
    remove(turn, {"the-draft": "草案"})
    assert _held(settings) == {"the-plan": "plan.txt"}
    registry = (settings.docs / "documents.toml").read_text(encoding="utf-8")
    assert "draft.txt" not in registry
    assert "# the draft is cited under its own name" in registry
    undo(turn)
    assert _held(settings).keys() == {"the-plan", "the-draft"}
    assert _files(settings.docs) == before


def test_a_file_thrown_away_is_kept_where_undo_needs_it(settings: Settings, turn: Turn) -> None:
    remove(turn, {"the-draft": "草案"})
    discard(turn.places, _stage(settings, "draft.txt", DRAFT))
    undo(turn)
    assert _held(settings).keys() == {"the-plan", "the-draft"}


def test_the_last_document_is_not_removed(settings: Settings, turn: Turn) -> None:
    before = _files(settings.docs)
    with pytest.raises(SourceError, match="holds no document"):
        remove(turn, {"the-draft": "草案", "the-plan": "计划"})
    assert _files(settings.docs) == before


def test_a_copy_in_other_words_of_the_format_is_not_added(settings: Settings, turn: Turn) -> None:
    assert _stage(settings, "other.txt", PLAN).refusal == "copy"
    staged = _stage(settings, "other.md", PLAN.replace("\n", "\n\n"))
    before = _files(settings.docs)
    with pytest.raises(SourceError, match="same document"):
        accept(turn, [staged.staged_id])
    assert _files(settings.docs) == before
    assert [waiting.name for waiting in list_staged(turn.places)] == ["other.md"]


@pytest.mark.parametrize("fails_at", range(12))
def test_whatever_cannot_be_written_all_is_as_it_was(
    settings: Settings, turn: Turn, monkeypatch: pytest.MonkeyPatch, fails_at: int
) -> None:
    staged = _stage(settings, "plan-2.txt", PLAN.replace("培育5家", "培育9家"))
    before, version = _files(settings.docs), current_version(settings.store)
    count = 0
    rename = Path.replace

    def fail(path: Path, target: Path) -> Path:
        nonlocal count
        count += 1
        if count == fails_at + 1:
            raise OSError(28, "No space left on device", str(target))
        return rename(path, target)

    monkeypatch.setattr(Path, "replace", fail)
    try:
        replace(turn, "the-plan", staged.staged_id)
    except (LibraryError, OSError, ValueError):
        monkeypatch.setattr(Path, "replace", rename)
        if current_version(settings.store) == version:
            assert _files(settings.docs) == before
            assert [waiting.name for waiting in list_staged(turn.places)] == ["plan-2.txt"]
            replace(turn, "the-plan", staged.staged_id)
    monkeypatch.setattr(Path, "replace", rename)
    assert _held(settings)["the-plan"] == "plan-2.txt"
    names = {path.name for path in settings.docs.iterdir()}
    assert names == {"plan-2.txt", "draft.txt", "documents.toml"}


def test_what_a_killed_process_has_left_is_mended_at_the_next_turn(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = _files(settings.docs)

    class Killed(BaseException):
        pass

    def die(*_: object) -> None:
        raise Killed

    with begin(settings, by="甲", what="test", build=die) as turn:
        staged = _stage(settings, "notice.txt", NOTICE)
        monkeypatch.setattr("library.doing.take_back", die)
        with pytest.raises(Killed):
            accept(turn, [staged.staged_id])
    assert "notice.txt" in _files(settings.docs)
    monkeypatch.undo()
    with begin(settings, by="乙", what="test", build=_build(settings)) as turn:
        assert _files(settings.docs) == before
        accept(turn, [staged.staged_id])


def test_one_changes_the_library_at_a_time_and_is_named(settings: Settings, turn: Turn) -> None:
    holder = holder_of_turn(settings.store)
    assert holder is not None
    assert (holder.who, holder.what) == ("甲", "test")
    with (
        pytest.raises(BusyError, match="甲 has been at it since"),
        begin(settings, by="乙", what="add"),
    ):
        pass


def test_a_file_that_another_has_accepted_is_said_to_be_gone(
    settings: Settings, turn: Turn
) -> None:
    staged = _stage(settings, "notice.txt", NOTICE)
    accept(turn, [staged.staged_id])
    with pytest.raises(LibraryError) as told:
        accept(turn, [staged.staged_id])
    assert told.value.kind == "gone"
    with pytest.raises(LibraryError) as told:
        remove(turn, {"no-such": "x"})
    assert told.value.kind == "gone"


def test_files_changed_since_are_not_overwritten_by_undo(settings: Settings, turn: Turn) -> None:
    accept(turn, [_stage(settings, "notice.txt", NOTICE).staged_id])
    (settings.docs / "notice.txt").write_text("changed by hand", encoding="utf-8")
    with pytest.raises(LibraryError) as told:
        undo(turn)
    assert told.value.kind == "changed"
    assert (settings.docs / "notice.txt").read_text(encoding="utf-8") == "changed by hand"


def test_the_first_document_of_an_empty_library(tmp_path: Path) -> None:
    settings = Settings(docs=tmp_path / "docs", store=tmp_path / "store")
    with begin(settings, by="甲", what="add", build=_build(settings)) as turn:
        staged = stage(turn.places, "notice.txt", NOTICE.encode(), by="甲")
        accept(turn, [staged.staged_id])
    assert _held(settings) == {"notice": "notice.txt"}
