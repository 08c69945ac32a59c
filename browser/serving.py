"""A real server of a Streamlit script, for a real browser."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
_STARTUP = 60.0


@contextmanager
def serve(script: Path, log: Path, **environment: str) -> Iterator[str]:
    """Serve `script` on a free port of this machine and give the address; stop it at the end."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)]
    with (
        log.open("w") as output,
        subprocess.Popen(
            [*command, "--server.address", "127.0.0.1"],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
            stdout=output,
            stderr=subprocess.STDOUT,
        ) as server,
    ):
        try:
            _wait_until_up(server, address, log)
            yield address
        finally:
            server.terminate()
            try:
                server.wait(timeout=10)
            except subprocess.TimeoutExpired:
                server.kill()


@contextmanager
def serve_pages() -> Iterator[str]:
    """Serve the application with a feedback file of its own, thrown away at the end."""
    with TemporaryDirectory() as folder:
        feedback = str(Path(folder) / "feedback.sqlite3")
        with serve(ROOT / "app.py", Path(folder) / "log", POLICY_QA_FEEDBACK=feedback) as address:
            yield address


def _wait_until_up(server: subprocess.Popen[bytes], address: str, log: Path) -> None:
    # A proxy of the environment must not be asked for this machine.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    deadline = time.monotonic() + _STARTUP
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with opener.open(f"{address}/_stcore/health", timeout=2) as reply:
                if reply.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
    raise RuntimeError(f"{address}: is not up; the server said: {log.read_text()}")
