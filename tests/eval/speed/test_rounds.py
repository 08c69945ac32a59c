"""Systems in processes of their own, asked in turn."""

from pathlib import Path
from typing import Any

import pytest

from eval.speed.rounds import (
    Entry,
    SpeedError,
    ask_in_rounds,
    build_system,
    run_all,
    run_child,
)

STAND_INS = "tests/eval/speed/stand_in.py"


def entry(name: str = "quick", kind: str = "Quick", **keywords: Any) -> Entry:
    return Entry(name, f"{STAND_INS}:{kind}", keywords)


def built(folder: Path, *entries: Entry) -> dict[str, Path]:
    """Build the systems; return the folders of their indexes."""
    folders = {one.name: folder / one.name for one in entries}
    for one in entries:
        build_system(one, folders[one.name], timeout_s=60)
    return folders


def test_a_build_tells_its_seconds_its_memory_and_its_size_on_disk(tmp_path: Path) -> None:
    record = build_system(entry(hits=4321), tmp_path / "new" / "folder", timeout_s=60)
    assert (tmp_path / "new" / "folder" / "index").read_text() == "4321"
    assert record["texts"] == 7
    # Four bytes.
    assert record["disk_mb"] == 4 / 2**20
    assert record["load_s"] >= 0
    assert record["build_s"] > 0
    assert record["peak_mb"] > 1


def test_memory_is_that_of_the_process_alone(tmp_path: Path) -> None:
    # What the parent holds, which a child is counted with until it becomes a program of its own.
    ballast = b"x" * (300 * 2**20)
    small = build_system(entry(), tmp_path / "small", timeout_s=60)
    large = build_system(entry(mb=200), tmp_path / "large", timeout_s=60)
    assert small["peak_mb"] < len(ballast) / 2**20
    assert large["peak_mb"] >= small["peak_mb"] + 190


def test_systems_are_asked_in_turn_and_each_of_them_everything_once(tmp_path: Path) -> None:
    log = tmp_path / "log"
    entries = [entry(name, called=name, log=str(log), hits=n) for n, name in enumerate("ab")]
    folders = built(tmp_path, *entries)
    with run_all(entries, folders, "first", starts=1, timeout_s=60) as (children, _):
        asked = ask_in_rounds(children, "ask", ["1", "2", "3", "4", "5"], size=2)
    turns = ["a first", "b first", "a 1", "a 2", "b 1", "b 2", "b 3", "b 4", "a 3", "a 4"]
    assert log.read_text().splitlines() == [*turns, "a 5", "b 5"]
    assert {name: one.hits for name, one in asked.items()} == {"a": [0] * 5, "b": [1] * 5}
    assert all(len(one.seconds) == 5 for one in asked.values())


def test_what_a_system_prints_is_no_reply(tmp_path: Path) -> None:
    one = entry(hits=2)
    with run_child(one, built(tmp_path, one)["quick"], "serve") as child:
        reply = child.request("ask", ["a", "b"], timeout_s=60)
    assert reply["hits"] == [2, 2]


def test_the_encoders_share_is_told_where_it_is_known(tmp_path: Path) -> None:
    entries = [entry("told"), entry("untold", "Untold")]
    folders = built(tmp_path, *entries)
    with run_all(entries, folders, "first", starts=1, timeout_s=60) as (children, _):
        asked = ask_in_rounds(children, "ask", ["a", "b"], size=2)
    assert asked["told"].encoder_seconds == [0.25, 0.25]
    assert asked["untold"].encoder_seconds == []


def test_every_start_is_timed(tmp_path: Path) -> None:
    entries = [entry("a"), entry("b")]
    folders = built(tmp_path, *entries)
    with run_all(entries, folders, "first", starts=2, timeout_s=60) as (_, ready):
        assert {name: len(seconds) for name, seconds in ready.items()} == {"a": 2, "b": 2}
        assert all(seconds > 0 for both in ready.values() for seconds in both)


def test_a_system_that_fails_is_named_with_the_last_that_it_said(tmp_path: Path) -> None:
    one = entry("broken", "Failing")
    with (
        run_child(one, built(tmp_path, one)["broken"], "serve") as child,
        pytest.raises(
            SpeedError, match=r"broken: ended with 1 \(ValueError: cannot read what\); run it"
        ),
    ):
        child.request("ask", ["what"], timeout_s=60)


def test_a_system_that_failed_says_so_again_when_it_is_asked_again(tmp_path: Path) -> None:
    one = entry("broken", "Failing")
    with run_child(one, built(tmp_path, one)["broken"], "serve") as child:
        for _ in range(2):
            with pytest.raises(SpeedError, match="cannot read what"):
                child.request("ask", ["what"], timeout_s=60)


def test_a_system_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    one = entry("endless", "Endless")
    with (
        run_child(one, built(tmp_path, one)["endless"], "serve") as child,
        pytest.raises(SpeedError, match="endless: took over 1 s"),
    ):
        child.request("ask", ["what"], timeout_s=1)
