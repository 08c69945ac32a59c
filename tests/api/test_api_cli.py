import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.__main__ import main
from api.load import _Reply, _sum_up, read_questions
from api.logs import ROOMS


@pytest.fixture(autouse=True)
def _logging_as_before() -> Iterator[None]:
    """Take back what the command sets up for its whole process."""
    rooms = [logging.getLogger(name) for name in ("", *ROOMS)]
    before = [(room.level, list(room.handlers)) for room in rooms]
    yield
    for room, (level, handlers) in zip(rooms, before, strict=True):
        room.setLevel(level)
        room.handlers = handlers


def test_an_address_of_others_without_a_key_is_bad_usage(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["--host", "0.0.0.0"]) == 2
    assert "--open" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["--workers", "0"], ["--port", "70000"], ["mpc"]])
def test_what_makes_no_sense_is_bad_usage(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2


def test_help_shows_an_example_of_each_command(capsys: pytest.CaptureFixture[str]) -> None:
    for command in ([], ["mcp"], ["load"]):
        with pytest.raises(SystemExit):
            main([*command, "--help"])
        assert "example: python -m api" in capsys.readouterr().out


def test_replies_are_summed_up_by_nearest_rank() -> None:
    # 20 answers of 0.1, 0.2 … 2.0 s: the 10th, the 19th and the 20th are the percentiles.
    replies = [_Reply(200, n / 10) for n in range(20, 0, -1)]
    replies += [_Reply(503, 0.01, "1"), _Reply(429, 0.02), _Reply(500, 1.0), _Reply("ReadError", 1)]
    phase = _sum_up(replies, clients=4, seconds=10.0)
    assert (phase.requests, phase.answered, phase.refused) == (24, 20, 2)
    assert (phase.p50_s, phase.p95_s, phase.p99_s) == (1.0, 1.9, 2.0)
    assert phase.without_retry_after == 1
    assert phase.errors == {"500": 1, "ReadError": 1}
    assert phase.per_second == 2.0


def test_the_load_asks_the_development_questions() -> None:
    questions = read_questions()
    assert len(questions) == len(set(questions)) > 100


def test_a_damaged_index_ends_the_service_before_it_listens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "CURRENT").write_text("{}")
    monkeypatch.setenv("POLICY_QA_STORE", str(tmp_path))
    monkeypatch.setenv("POLICY_QA_API_AT_ONCE", "1")
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    assert main(["--port", "0"]) == 1
    shown = capsys.readouterr()
    assert "python -m index build" in shown.err
    assert shown.out == ""
