import json
import os
import socket
import sys
import time
from pathlib import Path

import pytest

from ingest.documents import ROOT
from ingest.formats.child import REFUSED
from ingest.formats.html import read_html
from ingest.formats.model import SourceError
from ingest.formats.sandbox import Limits, Outcome, judge, read_apart, run

PAGE = "<p>第一条 为了发展，制定。</p><table><tr><td>1<td>2<tr><td>3<td>4</table>".encode()


def test_a_child_gives_what_the_reader_gives() -> None:
    assert read_apart("html", PAGE, name="a.html") == read_html(PAGE, name="a.html")


def test_a_refusal_is_that_of_the_reader() -> None:
    with pytest.raises(SourceError, match=r"^docs/甲\.html: elements are nested too deep"):
        read_apart("html", b"<div>" * 9000, name="docs/甲.html")
    with pytest.raises(SourceError, match=r"^docs/甲\.docx: is a PDF") as caught:
        read_apart("docx", b"%PDF-1.7", name="docs/甲.docx")
    assert caught.value.kind == "kind"


def test_a_child_may_not_make_up_a_kind_of_refusal() -> None:
    with pytest.raises(SourceError, match=r"^a\.pdf: is bad$") as caught:
        judge(Outcome(REFUSED, b"taken a.pdf: is bad", ""), kind="pdf", name="a.pdf")
    assert caught.value.kind == "unreadable"


def test_a_page_that_takes_too_long_is_ended() -> None:
    # Attributes of one element are compared with each other: quadratic in the parser.
    data = b"<p " + b" ".join(b"a%d=1" % n for n in range(60_000)) + b">1"
    start = time.perf_counter()
    with pytest.raises(SourceError, match=r"^a\.html: .*\(it takes too long\); save it anew"):
        read_apart("html", data, name="a.html", limits=Limits(seconds=1))
    assert time.perf_counter() - start < 5


def test_a_page_that_takes_too_much_memory_is_ended() -> None:
    with pytest.raises(SourceError, match=r"^a\.html: cannot be read as html \(.*\); save it anew"):
        read_apart("html", b"<p>1</p>" * 2_000_000, name="a.html", limits=Limits(memory=2**28))


def test_an_answer_that_is_too_long_is_refused() -> None:
    with pytest.raises(SourceError, match=r"^a\.html: .*; save it anew"):
        read_apart("html", b"<p>1 2 3</p>" * 9_000, name="a.html", limits=Limits(written=50_000))


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("import ctypes; ctypes.string_at(0)", "its reader crashed, SIGSEGV"),
        ("import os; os.abort()", "its reader crashed, SIGABRT"),
        ("raise RecursionError('too deep')", "RecursionError: too deep"),
        ("import sys; sys.exit(9)", "its reader ended with 9"),
        ("x = bytearray(2**40)", "it takes too much memory"),
        ("print('{}')", "its reader gave"),
        ("print('{\"text\": 1}')", "its reader gave"),
    ],
)
def test_any_end_of_the_child_is_a_message(code: str, reason: str) -> None:
    command = [sys.executable, "-c", f"import sys; sys.stdin.buffer.read(); {code}"]
    with pytest.raises(SourceError, match=rf"^a\.pdf: .*{reason}") as caught:
        judge(run(command, b"1", seconds=10), kind="pdf", name="a.pdf")
    assert "\n" not in str(caught.value)
    assert caught.value.kind == ("large" if "too much" in reason else "unreadable")


def test_what_the_child_started_ends_with_it(tmp_path: Path) -> None:
    mark = tmp_path / "pid"
    start = (
        "import subprocess; p = subprocess.Popen(['sleep', '60']); "
        f"open({str(mark)!r}, 'w').write(str(p.pid))"
    )
    assert run([sys.executable, "-c", f"{start}; p.wait()"], b"", seconds=1).code is None
    pid = int(mark.read_text())
    for _ in range(50):
        if not Path(f"/proc/{pid}").exists() or ") Z " in Path(f"/proc/{pid}/stat").read_text():
            return
        time.sleep(0.05)
    pytest.fail(f"process {pid} still runs")


PROBE = """
import json, os, resource, socket, sys
from pathlib import Path
from ingest.formats.child import confine
confine(2**31, 30, 2**20)
open_files = len(os.listdir("/proc/self/fd"))
try:
    socket.create_connection(("127.0.0.1", int(sys.argv[1])), timeout=2)
    network = True
except OSError:
    network = False
limit = resource.getrlimit(resource.RLIMIT_AS)[0]
print(json.dumps([sorted(os.environ), open_files, network, limit, str(Path.cwd())]))
"""


def test_the_child_has_no_variables_files_or_network_of_ours(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("LLM_API_KEY", "secret")
    inherited = os.open(tmp_path, os.O_RDONLY)
    os.set_inheritable(inherited, True)
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        probe = f"import sys; sys.path.insert(0, {str(ROOT)!r})\n{PROBE}"
        command = [sys.executable, "-I", "-c", probe]
        outcome = run([*command, str(port)], b"", seconds=20)
    os.close(inherited)
    variables, files, has_network, memory, folder = json.loads(outcome.answer)
    assert set(variables) <= {"HOME", "LANG", "LC_CTYPE", "PATH", "TMPDIR"}
    # Standard streams and the folder that is being listed.
    assert files == 4
    assert memory == 2**31
    assert not Path(folder).exists()
    if has_network:
        pytest.skip("this system lets no process leave the network")
