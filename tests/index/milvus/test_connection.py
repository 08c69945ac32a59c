import os
import socket
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from index.disk.snapshot import Snapshot
from index.disk.store import StoreError
from index.milvus import MilvusError, find_with_milvus, push_index
from index.milvus.address import read_address
from index.milvus.connection import Connection
from index.settings import Settings
from ingest.documents import ROOT
from tests.index.milvus.conftest import Server


def _refuse(method: str, status: str, details: str) -> tuple[str, Callable[[], None]]:
    """Return the address of a server that refuses one call, and what ends it."""
    import grpc
    from pymilvus.grpc_gen import milvus_pb2, milvus_pb2_grpc

    class Refusing(milvus_pb2_grpc.MilvusServiceServicer):  # type: ignore[misc]
        def Connect(self, request: object, context: grpc.ServicerContext) -> object:  # noqa: N802
            if method == "Connect":
                context.abort(getattr(grpc.StatusCode, status), details)
            return milvus_pb2.ConnectResponse(identifier=1)

        def GetVersion(self, request: object, context: object) -> object:  # noqa: N802
            return milvus_pb2.GetVersionResponse(version=details)

    server = grpc.server(ThreadPoolExecutor(2))
    milvus_pb2_grpc.add_MilvusServiceServicer_to_server(Refusing(), server)
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    return f"127.0.0.1:{port}", lambda: server.stop(0).wait()


def test_where_nothing_listens_the_error_says_what_mends_it() -> None:
    with socket.create_server(("127.0.0.1", 0)) as held:
        port = held.getsockname()[1]
    with pytest.raises(MilvusError) as error:
        Connection(read_address(f"http://root:s3cret@127.0.0.1:{port}"))
    said = str(error.value)
    assert said.startswith(f"http://***@127.0.0.1:{port}: connecting failed (")
    assert said.endswith("; start the server there or correct INDEX_URI")
    assert "s3cret" not in said
    assert isinstance(error.value, StoreError)


def test_a_server_that_does_not_answer_is_given_up() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        uri = f"http://127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises(MilvusError, match="connecting failed"):
            Connection(read_address(uri))


def test_a_wrong_token_is_said_and_not_shown() -> None:
    said = "auth check failure, please check t0ken"
    where, end = _refuse("Connect", "UNAUTHENTICATED", said)
    try:
        with pytest.raises(MilvusError) as error:
            Connection(read_address(f"http://{where}", "t0ken"))
    finally:
        end()
    assert str(error.value) == (
        f"http://{where}: connecting failed (auth check failure, please check ***); "
        "set INDEX_TOKEN to USER:PASSWORD or to a key"
    )


def test_a_server_without_sparse_vectors_is_refused() -> None:
    where, end = _refuse("", "", "v2.3.5")
    try:
        with pytest.raises(MilvusError, match=r"is Milvus v2\.3\.5, .*; use 2\.4 or newer$"):
            Connection(read_address(f"http://{where}"))
    finally:
        end()


def test_a_server_that_went_away_is_told_and_used_again_when_it_is_back(
    snapshot: Snapshot, server: Server
) -> None:
    settings = Settings(index_uri=server.uri)
    push_index(snapshot, settings)
    served = find_with_milvus(snapshot, settings)
    vector, weights = snapshot.dense.vectors()[3], {"检验": 1.0}
    assert served.dense.nearest(vector, 1).numbers.tolist() == [3]
    words = served.lexical.best(weights, 3).numbers.tolist()
    server.end()
    for search in (
        lambda: served.dense.nearest(vector, 1),
        lambda: served.dense.scores_of(vector, [3]),
        lambda: served.lexical.best(weights, 3),
        lambda: find_with_milvus(snapshot, settings),
    ):
        with pytest.raises(MilvusError, match=r"; start the server there or correct INDEX_URI$"):
            search()
    server.start()
    assert served.dense.nearest(vector, 1).numbers.tolist() == [3]
    assert served.dense.scores_of(vector, [3]) == pytest.approx([1.0])
    assert served.lexical.best(weights, 3).numbers.tolist() == words


def test_a_collection_that_was_dropped_meanwhile_is_told(
    snapshot: Snapshot, at_file: Settings, connection: Connection
) -> None:
    push_index(snapshot, at_file)
    served = find_with_milvus(snapshot, at_file)
    for name in connection.client.list_collections():
        connection.client.drop_collection(name)
    with pytest.raises(MilvusError, match=r"the index was built anew since; start this program"):
        served.lexical.best({"检验": 1.0}, 3)


def test_a_file_that_another_process_has_open_is_said(tmp_path: Path, server: Server) -> None:
    held = tmp_path / "served"
    link = tmp_path / "link.db"
    link.symlink_to(held)
    with pytest.raises(MilvusError, match="one process at a time may have a file open"):
        Connection(read_address(str(link)))


def test_without_pymilvus_the_command_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pymilvus", None)
    with pytest.raises(MilvusError, match=r"pip install -r requirements-milvus\.txt$"):
        Connection(read_address("http://127.0.0.1:1"))


_WATCHED = """
import logging, os, sys
# As the project's commands do.
logging.basicConfig(level=logging.WARNING)
calls = []
def watch(event, args):
    if event in ("socket.connect", "socket.getaddrinfo", "subprocess.Popen", "os.system"):
        calls.append((event, str(args)))
sys.addaudithook(watch)
before = dict(os.environ)
from index.milvus.address import read_address
from index.milvus.connection import Connection
assert "pymilvus" not in sys.modules
connection = Connection(read_address(sys.argv[1]))
connection.client.create_collection("c", dimension=4)
connection.client.insert("c", [{"id": 1, "vector": [1, 0, 0, 0]}])
assert connection.client.search("c", [[1, 0, 0, 0]], limit=1)[0]
count = {"filter": "", "output_fields": ["count(*)"], "consistency_level": "Strong"}
assert connection.client.query("c", **count)[0]["count(*)"] == 1
try:
    connection.client.search("none", [[1, 0, 0, 0]], limit=1)
except Exception:
    pass
assert dict(os.environ) == before, "the environment was changed"
print(calls)
"""


def test_the_client_reads_no_env_file_writes_nothing_elsewhere_and_asks_no_one(
    tmp_path: Path,
) -> None:
    home, work = tmp_path / "home", tmp_path / "work"
    home.mkdir()
    work.mkdir()
    (work / ".env").write_text("POLICY_QA_STORE=/elsewhere\nMILVUS_URI=http://elsewhere\n")
    environment = {
        key: value for key, value in os.environ.items() if not key.startswith("PYTHON_DOTENV")
    }
    done = subprocess.run(
        [sys.executable, "-c", _WATCHED, str(tmp_path / "m.db")],
        cwd=work,
        env=environment | {"HOME": str(home), "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(home)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stdout.strip()) == (0, "[]"), done.stderr
    # Failures are raised; the client would log each with its traceback too.
    assert done.stderr == ""
    assert list(home.rglob("*")) == []
    assert [path.name for path in work.iterdir()] == [".env"]


def test_without_the_setting_the_client_is_not_imported() -> None:
    code = "import sys, index, index.service; print([m for m in sys.modules if 'milvus' in m])"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=dict(os.environ) | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    assert done.stdout.strip() == "[]"
