import json
import subprocess
import sys
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from feedback import FeedbackStore
from feedback.__main__ import main
from index.settings import Settings
from ingest.documents import ROOT
from tests.feedback.verdicts import HOSTILE, VERDICT

Output = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file that the command reads; not there yet."""
    for name in Settings.model_fields:
        monkeypatch.delenv(f"POLICY_QA_{name.upper()}", raising=False)
    monkeypatch.setenv("POLICY_QA_FEEDBACK", str(tmp_path / "feedback.sqlite3"))
    return tmp_path / "feedback.sqlite3"


def test_a_process_prints_what_readers_said(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    FeedbackStore(path).add(VERDICT)
    FeedbackStore(path).add(replace(VERDICT, verdict="useful", reason="", citations=()))
    command = [sys.executable, "-m", "feedback"]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    assert (found.returncode, found.stderr) == (0, b"")
    assert found.stdout.decode("utf-8").splitlines() == [
        "2024-05-06T07:08:09+08:00 useless: 没有写金额",
        "  人才引进有补贴吗 (partial)",
        "  [guangdong-2023/3.5.1] 引进人才。",
        "2024-05-06T07:08:09+08:00 useful",
        "  人才引进有补贴吗 (partial)",
    ]


def test_with_json_one_object_is_printed_a_line(path: Path, capsys: Output) -> None:
    hostile = replace(VERDICT, reason=HOSTILE, question=HOSTILE)
    for feedback in (VERDICT, hostile):
        FeedbackStore(path).add(feedback)
    assert main(["--json"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    lines = out.rstrip("\n").split("\n")
    assert [json.loads(line) for line in lines] == [
        json.loads(json.dumps(asdict(feedback))) for feedback in (VERDICT, hostile)
    ]


def test_no_verdict_prints_nothing(path: Path, capsys: Output) -> None:
    for arguments in ([], ["--json"]):
        assert main(arguments) == 0
        assert capsys.readouterr() == ("", "")
    path.touch()
    assert main([]) == 0
    assert capsys.readouterr() == ("", "")


def test_what_readers_wrote_does_not_steer_the_terminal(path: Path, capsys: Output) -> None:
    FeedbackStore(path).add(
        replace(VERDICT, reason=HOSTILE, question=HOSTILE, citations=((HOSTILE, HOSTILE),))
    )
    assert main([]) == 0
    out = capsys.readouterr().out
    assert len(out.splitlines()) == 3
    assert all(line.isprintable() for line in out.splitlines())
    assert r"<script>alert(1)</script>\x00\x1b[2J\x9b31m" in out


def test_a_file_of_another_kind_exits_1_in_one_line(path: Path, capsys: Output) -> None:
    path.write_text("名单\n" * 99, encoding="utf-8")
    assert main(["--json"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    (line,) = err.splitlines()
    assert line.startswith(f"{path}: cannot be used (file is not a database); make its folder")
    assert "POLICY_QA_FEEDBACK" in line


def test_an_unknown_setting_exits_2(capsys: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POLICY_QA_FEEDBAK", "x")
    assert main([]) == 2
    assert "POLICY_QA_FEEDBAK is no setting; use" in capsys.readouterr().err


def test_words_that_are_no_option_exit_2(capsys: Output) -> None:
    with pytest.raises(SystemExit) as leaving:
        main(["show"])
    assert leaving.value.code == 2
    assert capsys.readouterr().out == ""


def test_the_help_has_an_example(capsys: Output) -> None:
    with pytest.raises(SystemExit) as leaving:
        main(["--help"])
    assert leaving.value.code == 0
    assert "example: python -m feedback --json" in capsys.readouterr().out
