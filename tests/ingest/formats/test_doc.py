import os
import shutil
import stat
import subprocess
import time
from pathlib import Path

import pytest

from ingest.formats.doc import read_doc
from ingest.formats.doc_tools import ToolError, convert_to_docx, find_antiword, find_office
from ingest.formats.model import SourceError
from tests.ingest.formats.docx_files import abstract, docx, level, num, numbered, p, tbl, tc, tr

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
STREAM = "WordDocument".encode("utf-16-le").ljust(512, b"\x00")
ENCRYPTED = (b"\xec\xa5\xc1\x00" + bytes(6) + b"\x00\x01").ljust(1024, b"\x00")
RTF = rb"{\rtf1\ansi\ansicpg936 \u31532?\u19968?\u26465? abc\par}"
needs_office = pytest.mark.skipif(find_office() is None, reason="LibreOffice is not installed")
needs_antiword = pytest.mark.skipif(find_antiword() is None, reason="antiword is not installed")


@pytest.fixture(scope="module")
def made_doc(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A .doc with automatic numbers and a table, written by LibreOffice."""
    office = find_office()
    if office is None:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("doc")
    numbering = abstract(1, level(0, "chineseCountingThousand", "第%1条")) + num(1, 1)
    body = (
        p("某某条例")
        + numbered("目的。", 1)
        + numbered("范围。", 1)
        + tbl(tr(tc("部门"), tc("职责")), tr(tc("教育局"), tc("牵头")))
        + p("附则")
    )
    (folder / "a.docx").write_bytes(docx(body, numbering=numbering))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, "--headless", profile, "--convert-to", "doc", "--outdir", str(folder)]
    subprocess.run([*command, str(folder / "a.docx")], check=True, capture_output=True, timeout=120)
    return (folder / "a.doc").read_bytes()


def only_with(folder: Path, monkeypatch: pytest.MonkeyPatch, *programs: str) -> None:
    """Let these programs be all that is installed."""
    folder.mkdir()
    for program in programs:
        found = shutil.which(program)
        assert found
        (folder / program).symlink_to(found)
    monkeypatch.setenv("PATH", str(folder))


def program(path: Path, script: str) -> str:
    """Write a shell script that stands for a program."""
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def test_a_doc_is_read_with_its_numbers_and_tables(made_doc: bytes) -> None:
    extract = read_doc(made_doc, name="a.doc")
    assert extract.text.split("\n") == [
        "某某条例",
        "第一条 目的。",
        "第二条 范围。",
        "部门\t职责",
        "教育局\t牵头",
        "附则",
    ]
    assert len(extract.tables) == 1
    assert extract.warnings == ()


@needs_antiword
def test_without_libreoffice_antiword_reads_the_words_and_warns(
    made_doc: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    only_with(tmp_path / "bin", monkeypatch, "antiword")
    extract = read_doc(made_doc, name="a.doc")
    assert "某某条例" in extract.text.split("\n")
    assert "教育局" in extract.text
    assert extract.tables == ()
    assert extract.warnings[0].startswith("read by antiword: ")


@needs_antiword
def test_what_antiword_cannot_open_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    only_with(tmp_path / "bin", monkeypatch, "antiword")
    with pytest.raises(SourceError, match=r"^a\.doc: (?:antiword|holds no text).*; "):
        read_doc(OLE + STREAM + bytes(2000), name="a.doc")


def test_text_that_antiword_drops_is_no_silent_loss(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path / "antiword", "echo 第一条 目的")
    monkeypatch.setenv("PATH", str(tmp_path))
    data = OLE + STREAM + ("第二条 适用范围" * 20).encode("utf-16-le")
    with pytest.raises(SourceError, match=r"antiword reads 5 of about 140 characters; install"):
        read_doc(data, name="a.doc")
    assert read_doc(OLE + STREAM, name="a.doc").text == "第一条 目的"


def test_with_neither_program_the_message_says_which_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    only_with(tmp_path / "bin", monkeypatch)
    with pytest.raises(SourceError, match=r"needs LibreOffice or antiword; install it or save"):
        read_doc(OLE + STREAM, name="a.doc")
    with pytest.raises(SourceError, match=r"RTF needs LibreOffice; install it or save"):
        read_doc(RTF, name="a.doc")


@pytest.mark.parametrize(
    ("data", "name", "message"),
    [
        (b"", "a.doc", "is no .doc"),
        ("第一条".encode(), "a.doc", "is no .doc"),
        (b"%PDF-1.7", "a.doc", "is a PDF"),
        (b"<html><body>", "a.doc", "is a web page under the name .doc; rename it to .html"),
        (b"MIME-Version: 1.0", "a.doc", "is a web page"),
        (OLE + STREAM, "a.wps", ".wps files are not read; save it in WPS Office as .docx"),
        (OLE + STREAM + ENCRYPTED, "a.doc", "is encrypted; save it in Word without a password"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "a.doc", "is encrypted"),
        (OLE + "Workbook".encode("utf-16-le"), "a.doc", "is an Excel workbook"),
        (OLE + "PowerPoint Document".encode("utf-16-le"), "a.doc", "is a PowerPoint"),
        (OLE, "a.doc", "holds no Word document"),
        (b"PK\x03\x04", "a.doc", "is cut off or damaged"),
    ],
)
def test_what_is_no_doc_is_named_with_what_mends_it(data: bytes, name: str, message: str) -> None:
    with pytest.raises(SourceError, match=rf"^{name}: {message}.*") as caught:
        read_doc(data, name=name)
    assert "; " in str(caught.value)


def test_a_docx_under_the_name_doc_is_read_and_said() -> None:
    extract = read_doc(docx(p("正文")), name="a.doc")
    assert extract.text == "正文"
    assert extract.warnings == ("the file is a .docx under the name .doc.",)


@needs_office
def test_rtf_under_the_name_doc_is_read_and_said() -> None:
    extract = read_doc(RTF, name="a.doc")
    assert extract.text == "第一条 abc"
    assert extract.warnings == ("the file is RTF under the name .doc.",)


def test_a_program_that_takes_too_long_is_ended_with_what_it_started(tmp_path: Path) -> None:
    office = program(tmp_path / "soffice", f"sleep 60 & echo $! > {tmp_path}/child; wait")
    began = time.monotonic()
    with pytest.raises(ToolError, match=r"LibreOffice takes more than 0\.5 s"):
        convert_to_docx(OLE, office=office, is_rtf=False, timeout_s=0.5)
    assert time.monotonic() - began < 30
    child = int((tmp_path / "child").read_text(encoding="ascii"))
    for _ in range(100):
        if is_ended(child):
            break
        time.sleep(0.05)
    assert is_ended(child)


def is_ended(process: int) -> bool:
    """Say whether a process is gone, or dead and not yet waited for."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    state = Path(f"/proc/{process}/stat")
    return state.exists() and state.read_text(encoding="utf-8").rpartition(")")[2].split()[0] == "Z"


@pytest.mark.parametrize(
    ("script", "message"),
    [("exit 0", "LibreOffice cannot open it"), ("exit 7", "LibreOffice ends with exit code 7")],
)
def test_a_program_that_writes_nothing_is_said(tmp_path: Path, script: str, message: str) -> None:
    office = program(tmp_path / "soffice", script)
    with pytest.raises(ToolError, match=message):
        convert_to_docx(OLE, office=office, is_rtf=False)


def test_a_failing_program_is_a_message_about_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path / "soffice", "exit 7")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SourceError, match=r"^b/a\.doc: LibreOffice ends with exit code 7; open it"):
        read_doc(OLE + STREAM, name="b/a.doc")


def test_the_program_gets_a_folder_and_a_profile_of_its_own(tmp_path: Path) -> None:
    office = program(
        tmp_path / "soffice",
        f'echo "$@" > {tmp_path}/arguments; echo $HOME > {tmp_path}/home; '
        f"cat profile/user/registrymodifications.xcu > {tmp_path}/settings; echo x > in.docx",
    )
    assert convert_to_docx(OLE, office=office, is_rtf=False) == b"x\n"
    home = Path((tmp_path / "home").read_text(encoding="utf-8").strip())
    assert not home.exists()
    arguments = (tmp_path / "arguments").read_text(encoding="utf-8")
    assert f"-env:UserInstallation={(home / 'profile').as_uri()}" in arguments
    settings = (tmp_path / "settings").read_text(encoding="utf-8")
    assert 'oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value>' in settings
