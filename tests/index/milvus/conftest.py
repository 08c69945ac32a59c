"""Milvus as a file in this process, and as a server that is ended and started again."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from index.disk.snapshot import Snapshot
from index.milvus.address import read_address
from index.milvus.connection import Connection
from index.settings import Settings
from tests.fakes import DRAFT, PLAN, make_searcher

_UP_S = 30.0


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what needs Milvus where it is not installed."""
    if find_spec("pymilvus") is None or find_spec("milvus_lite") is None:
        mark = pytest.mark.skip(reason="pip install -r requirements-milvus.txt")
        for item in items:
            if item.path.is_relative_to(Path(__file__).parent):
                item.add_marker(mark)


class Server:
    """A server of milvus-lite at an address of its own, in a process of its own."""

    def __init__(self, folder: Path) -> None:
        """Choose a free port; nothing is started yet."""
        with socket.create_server(("127.0.0.1", 0)) as chosen:
            self.port = chosen.getsockname()[1]
        self.uri = f"http://127.0.0.1:{self.port}"
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until it listens."""
        where = ("--data-dir", str(self._folder), "--host", "127.0.0.1", "--port", str(self.port))
        self._process = subprocess.Popen(
            [sys.executable, "-m", "milvus_lite", "server", *where],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        end = time.monotonic() + _UP_S
        while time.monotonic() < end:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
            except OSError:
                time.sleep(0.1)
            else:
                return
        raise TimeoutError(f"no server at {self.uri} after {_UP_S} s")

    def end(self) -> None:
        """End it at once."""
        if self._process:
            self._process.kill()
            self._process.wait()
            self._process = None


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A server of one test, started."""
    own = Server(tmp_path / "served")
    own.start()
    yield own
    own.end()


@pytest.fixture
def file_uri(tmp_path: Path) -> Iterator[str]:
    """A file that milvus-lite keeps an index in, closed after the test."""
    uri = str(tmp_path / "milvus.db")
    yield uri
    from milvus_lite.server_manager import server_manager_instance

    server_manager_instance.release_server(uri)


@pytest.fixture
def at_file(file_uri: str) -> Settings:
    """Settings that name the file."""
    return Settings(index_uri=file_uri)


@pytest.fixture
def connection(file_uri: str) -> Connection:
    """A connection to the file."""
    return Connection(read_address(file_uri))


@pytest.fixture(scope="session")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """An index of three documents, one of a name that is awkward in a filter."""
    awkward = PLAN.replace("临江省", "临江省江口市").replace("纺织", "家具")
    texts = {"plan": PLAN, "draft": DRAFT, 'a "b" \\c %_': awkward}
    return make_searcher(tmp_path_factory.mktemp("index"), window=120, **texts).snapshot
