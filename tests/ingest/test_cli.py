import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ingest.__main__ import main
from ingest.documents import ROOT

NUMBERED = "临江市关于促进消费的意见\r\n\r\n一、总体要求\r\n（一）目标。加强协调。\r\n"


def write(path: Path, text: str) -> None:
    path.write_bytes(text.encode())


def test_json_prints_one_object_a_line_and_nothing_on_stderr(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path / "a.txt", NUMBERED)
    assert main([str(tmp_path), "--json"]) == 0
    out, err = capsys.readouterr()
    records = [json.loads(line) for line in out.splitlines()]
    assert err == ""
    assert [r["clause_id"] for r in records] == ["a/front/title", "a/1", "a/1.1"]
    assert NUMBERED[records[2]["start"] : records[2]["end"]] == "（一）目标。加强协调。"


def test_without_json_the_outline_is_printed_for_people(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path / "a.txt", NUMBERED)
    assert main([str(tmp_path)]) == 0
    assert "a/1.1\tclause\t  （一） 目标" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        (None, b"", "holds no document"),
        ("a.txt", b"", "is empty"),
        ("a.txt", b"PK\x03\x04\x00", "is a zip archive"),
        ("a.docx", b"PK\x03\x04xl/workbook.xml", "is an Excel workbook"),
        ("a.html", b"<p></p>", "holds no text"),
        ("a.txt", "一、甲".encode() + b"\xff\xff\xff", "is not UTF-8"),
        ("a.txt", b"===PAGE 1===\n\n===PAGE 2===", "holds no text"),
        ("documents.toml", b"[[", "holds no document|not valid TOML"),
    ],
)
def test_bad_data_is_one_message_on_stderr_exit_1_and_nothing_on_stdout(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    name: str | None,
    data: bytes,
    message: str,
) -> None:
    if name:
        (tmp_path / name).write_bytes(data)
    assert main([str(tmp_path), "--json"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert any(part in err for part in message.split("|"))


def test_a_file_that_cannot_be_used_is_said_and_stops_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path / "a.txt", NUMBERED)
    write(tmp_path / "b.txt", "")
    assert main([str(tmp_path), "--json"]) == 0
    out, err = capsys.readouterr()
    assert {json.loads(line)["doc_id"] for line in out.splitlines()} == {"a"}
    assert "b.txt: is empty; put the document's text in it or remove it" in err


def test_a_check_shows_outline_warnings_and_reasons_and_needs_one_good_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path / "a.txt", "会议强调，要抓好落实。\n与会人员学习了文件。\n")
    write(tmp_path / "b.txt", "")
    assert main(["check", str(tmp_path)]) == 0
    out = capsys.readouterr().out
    assert "! no numbered heading; it was cut by paragraph" in out
    assert "a/p2\tparagraph" in out
    assert "b.txt: is empty" in out
    assert main(["check", str(tmp_path / "b.txt"), "--json"]) == 1
    out, err = capsys.readouterr()
    assert "is empty" in json.loads(out)["error"]
    assert err == "check: none of the files is of use; see the reasons above\n"


@pytest.mark.parametrize("arguments", [["--by", "paragraph"], ["--josn"], ["a", "b"]])
def test_bad_usage_exits_with_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert capsys.readouterr().out == ""


def test_help_gives_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    assert "example: python -m ingest" in capsys.readouterr().out


def test_a_text_without_numbering_is_printed_by_paragraph(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path / "a.txt", "公告，今日开放。\n明日关闭。")
    assert main([str(tmp_path), "--json"]) == 0
    texts = [json.loads(line)["text"] for line in capsys.readouterr().out.splitlines()]
    assert texts == ["公告，今日开放。", "明日关闭。"]


def test_output_is_utf_8_whatever_the_locale_says(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", NUMBERED)
    done = subprocess.run(
        [sys.executable, "-m", "ingest", str(tmp_path), "--json"],
        cwd=ROOT,
        env=os.environ | {"PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=True,
    )
    assert "总体要求" in done.stdout.decode("utf-8")
    assert done.stderr == b""


def test_a_reader_that_stops_early_gets_no_traceback(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "一、甲。\n" * 2000)
    with subprocess.Popen(
        [sys.executable, "-m", "ingest", str(tmp_path), "--json"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline().startswith(b'{"clause_id": "a/1"')
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0
