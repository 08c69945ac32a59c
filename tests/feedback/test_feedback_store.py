import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Barrier, Thread

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feedback import Feedback, FeedbackError, FeedbackStore
from tests.fakes import without_root
from tests.feedback.verdicts import HOSTILE, VERDICT

MEND = "; make its folder writable, or set POLICY_QA_FEEDBACK to another file"


@pytest.fixture
def path() -> Iterator[Path]:
    """Where feedback is kept; neither the file nor its folder is there yet."""
    # pytest's own folders are closed to other users, whom some tests act as.
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder) / "kept" / "feedback.sqlite3"


def change(path: Path, statement: str, *values: object) -> None:
    path.parent.mkdir(exist_ok=True)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement, values)


def check_refused(path: Path, message: str) -> None:
    """Neither a new verdict nor a look at the old ones is possible, and it is said why."""
    for action in (lambda: FeedbackStore(path).add(VERDICT), lambda: FeedbackStore(path).read()):
        with pytest.raises(FeedbackError) as caught:
            action()
        assert str(caught.value).startswith(f"{path}: cannot be used (")
        assert str(caught.value).endswith(MEND)
        assert message in str(caught.value)


def test_what_was_kept_is_read_oldest_first(path: Path) -> None:
    second = replace(VERDICT, at="2020-01-01T00:00:00+08:00", verdict="useful", reason="")
    empty = Feedback("", "useful", "", "", (), "", "", (), "")
    for feedback in (VERDICT, second, empty):
        FeedbackStore(path).add(feedback)
    assert FeedbackStore(path).read() == [VERDICT, second, empty]
    assert FeedbackStore(path).path == path


def test_text_that_tries_to_be_more_is_kept_as_it_is(path: Path) -> None:
    hostile = Feedback(
        *(HOSTILE, "useful", HOSTILE, HOSTILE, (HOSTILE, ""), HOSTILE, HOSTILE),
        citations=((HOSTILE, HOSTILE), ("", "")),
        fingerprint=HOSTILE,
    )
    FeedbackStore(path).add(hostile)
    FeedbackStore(path).add(VERDICT)
    assert FeedbackStore(path).read() == [hostile, VERDICT]


@settings(
    max_examples=settings().max_examples // 2,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(text=st.text())
def test_any_text_is_kept_as_it_is(path: Path, text: str) -> None:
    feedback = replace(VERDICT, reason=text, earlier=(text,), citations=((text, text),))
    FeedbackStore(path).add(feedback)
    assert FeedbackStore(path).read()[-1] == feedback


@pytest.mark.parametrize(
    "feedback",
    [replace(VERDICT, reason="半\ud83d"), replace(VERDICT, earlier=("半\ud83d",))],
)
def test_half_a_character_is_refused_and_nothing_is_kept(path: Path, feedback: Feedback) -> None:
    with pytest.raises(FeedbackError, match=r"^feedback: '\\ud83d' is no text .*; leave it out$"):
        FeedbackStore(path).add(feedback)
    assert FeedbackStore(path).read() == []


def test_a_verdict_that_there_is_not_is_refused() -> None:
    message = "^Feedback: verdict is '好'; use useful or useless$"
    with pytest.raises(ValueError, match=message):
        replace(VERDICT, verdict="好")


def test_verdicts_given_at_once_are_all_kept(path: Path) -> None:
    store, start, each = FeedbackStore(path), Barrier(4), 12

    def give(reader: int) -> None:
        start.wait()
        for n in range(each):
            store.add(replace(VERDICT, reason=f"{reader}/{n}"))

    threads = [Thread(target=give, args=(reader,)) for reader in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    reasons = [feedback.reason for feedback in store.read()]
    assert sorted(reasons) == sorted(f"{reader}/{n}" for reader in range(4) for n in range(each))
    for reader in range(4):
        own = [reason for reason in reasons if reason.startswith(f"{reader}/")]
        assert own == [f"{reader}/{n}" for n in range(each)]


def test_nobody_gave_a_verdict_yet(path: Path) -> None:
    assert FeedbackStore(path).read() == []
    assert not path.parent.exists(), "looking makes nothing"
    path.parent.mkdir()
    path.touch()
    assert FeedbackStore(path).read() == []
    FeedbackStore(path).add(VERDICT)
    assert FeedbackStore(path).read() == [VERDICT]


def test_a_name_that_sqlite_takes_for_memory_is_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    FeedbackStore(Path(":memory:")).add(VERDICT)
    assert FeedbackStore(Path(":memory:")).read() == [VERDICT]


def test_a_file_of_another_kind_is_refused_and_left_as_it_is(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("名单\n" * 99, encoding="utf-8")
    check_refused(path, "file is not a database")
    assert path.read_text(encoding="utf-8") == "名单\n" * 99


def test_a_database_of_something_else_is_refused(path: Path) -> None:
    change(path, "CREATE TABLE feedback (id INTEGER PRIMARY KEY, stars INTEGER)")
    with pytest.raises(FeedbackError, match=r"no such column: at.*POLICY_QA_FEEDBACK"):
        FeedbackStore(path).read()
    with pytest.raises(FeedbackError, match=r"has no column named at.*POLICY_QA_FEEDBACK"):
        FeedbackStore(path).add(VERDICT)


def test_a_database_without_feedback_is_refused_when_read(path: Path) -> None:
    change(path, "CREATE TABLE contacts (name TEXT)")
    with pytest.raises(FeedbackError, match=r"no such table: feedback.*POLICY_QA_FEEDBACK"):
        FeedbackStore(path).read()


def test_a_folder_in_the_place_of_the_file_is_refused(path: Path) -> None:
    path.mkdir(parents=True)
    check_refused(path, "unable to open database file")


def test_a_file_in_the_place_of_the_folder_is_refused(path: Path) -> None:
    path.parent.write_text("")
    check_refused(path, "")
    check_refused(path.parent / "more" / path.name, "")


def test_a_folder_that_may_not_be_written_to_is_refused(path: Path) -> None:
    path.parent.mkdir(mode=0o555)
    with without_root(), pytest.raises(FeedbackError, match=r"cannot be used .*FEEDBACK"):
        FeedbackStore(path).add(VERDICT)
    with without_root(), pytest.raises(FeedbackError, match=r"cannot be used .*FEEDBACK"):
        FeedbackStore(path.parent / "more" / path.name).add(VERDICT)


def test_a_file_that_may_not_be_written_to_can_be_read(path: Path) -> None:
    FeedbackStore(path).add(VERDICT)
    path.chmod(0o444)
    path.parent.chmod(0o555)
    with without_root():
        assert FeedbackStore(path).read() == [VERDICT]
        with pytest.raises(FeedbackError, match=r"readonly database.*POLICY_QA_FEEDBACK"):
            FeedbackStore(path).add(VERDICT)


def test_a_folder_that_may_not_be_looked_into_is_refused(path: Path) -> None:
    FeedbackStore(path).add(VERDICT)
    path.parent.chmod(0)
    with without_root(), pytest.raises(FeedbackError, match=r"Permission denied.*FEEDBACK"):
        FeedbackStore(path).read()


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("earlier", "[“"),
        ("earlier", "7"),
        ("earlier", "[7]"),
        ("citations", json.dumps([["guangdong-2023/1"]])),
        ("citations", json.dumps([["guangdong-2023/1", None]])),
        ("citations", json.dumps(["甲", 2])),
        ("at", b"\xff"),
    ],
)
def test_a_row_changed_by_another_hand_is_named(path: Path, column: str, value: object) -> None:
    FeedbackStore(path).add(VERDICT)
    FeedbackStore(path).add(VERDICT)
    change(path, f"UPDATE feedback SET {column} = ? WHERE id = 2", value)
    with pytest.raises(FeedbackError) as caught:
        FeedbackStore(path).read()
    assert str(caught.value).startswith(f"{path}: row 2 is no feedback (")
    assert str(caught.value).endswith("; delete the row, or set POLICY_QA_FEEDBACK to another file")
