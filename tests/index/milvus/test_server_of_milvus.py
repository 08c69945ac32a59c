"""A server as it is installed for an office: the last that comes as a package is Milvus 2.3."""

import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from index.milvus.address import MilvusError, read_address
from index.milvus.connection import Connection

_SERVE = """
import sys
from milvus import default_server
default_server.set_base_dir(sys.argv[1])
default_server.start()
print(default_server.listen_port, flush=True)
sys.stdin.read()
default_server.stop()
"""


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    if find_spec("milvus") is None:
        pytest.skip("no server of Milvus is installed: pip install milvus==2.3.5")
    serving = subprocess.Popen(
        [sys.executable, "-c", _SERVE, str(tmp_path / "milvus")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    with serving:
        assert serving.stdout is not None
        yield int(serving.stdout.readline())
        # It stops where its input ends.


def test_an_old_server_is_reached_and_refused_by_its_version(port: int) -> None:
    with pytest.raises(MilvusError, match=r"is Milvus v2\.3\.5\S*, which knows no sparse vectors"):
        Connection(read_address(f"http://127.0.0.1:{port}"))
