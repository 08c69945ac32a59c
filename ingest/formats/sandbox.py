"""Parse a file of a format that others made up in a process of its own.

A parser of hostile input may crash, hang or fill the memory. It does so in a child with limits, an
empty environment and no network, which gets the file through a pipe and gives back JSON: no pickle,
no shared state. One child a file: what one file does to its parser cannot reach the next.
"""

import os
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import IO

from ingest.formats.child import REFUSED
from ingest.formats.model import REFUSALS, Extract, SourceError
from ingest.formats.wire import unpack

_ROOT = Path(__file__).resolve().parents[2]
# An empty package stands for ours, whose start imports what no reader needs: 80 ms a file.
_START = """
import sys, types
kind, name, path, *limits = sys.argv[1:]
sys.path[:] = path.split(chr(0x1f))
sys.modules["ingest"] = types.ModuleType("ingest")
sys.modules["ingest"].__path__ = [sys.path[0] + "/ingest"]
from ingest.formats.child import main
main(kind, name, *map(int, limits))
"""
_GIB = 1024**3
_MOST_COMPLAINT = 20_000


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may take: bytes of memory, seconds (of the clock and of work), bytes written."""

    memory: int = 2 * _GIB
    seconds: int = 60
    written: int = _GIB // 4


# Scans are recognised at seconds a page, and old Word files are converted by a whole office.
LIMITS = {
    "html": Limits(),
    "markdown": Limits(),
    "docx": Limits(seconds=300),
    "doc": Limits(memory=8 * _GIB, seconds=180),
    "pdf": Limits(memory=4 * _GIB, seconds=900),
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a child ended: its exit code (None: its time was up), its answer and its complaint."""

    code: int | None
    answer: bytes
    complaint: str


def read_apart(kind: str, data: bytes, *, name: str, limits: Limits | None = None) -> Extract:
    """Return what `read_{kind}` of `ingest.formats.{kind}` gives for `data`, run in a child.

    Raises:
        SourceError: the reader refuses the file, crashes on it, or passes a limit.
    """
    limits = limits or LIMITS[kind]
    outcome = run(_command(kind, name, limits), data, seconds=limits.seconds)
    return judge(outcome, kind=kind, name=name)


def run(command: list[str], data: bytes, *, seconds: float) -> Outcome:
    """Return how `command` ended, which is given `data` and a folder that goes when it ends.

    What the command started ends with it.
    """
    with (
        TemporaryDirectory(prefix="policy-qa-", ignore_cleanup_errors=True) as folder,
        TemporaryFile() as answer,
        TemporaryFile() as complaint,
    ):
        process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=answer,
            stderr=complaint,
            cwd=folder,
            env=_environment(folder),
            start_new_session=True,
        )
        is_over = True
        try:
            process.communicate(data, timeout=seconds)
        except subprocess.TimeoutExpired:
            is_over = False
        finally:
            _end(process)
        said = _read(complaint)[-_MOST_COMPLAINT:].decode("utf-8", "replace")
        return Outcome(process.returncode if is_over else None, _read(answer), said)


def judge(outcome: Outcome, *, kind: str, name: str) -> Extract:
    """Return the extract that a child gave.

    Raises:
        SourceError: it gave none; the message says why.
    """
    if outcome.code == REFUSED:
        why, _, message = " ".join(outcome.answer.decode("utf-8", "replace").split()).partition(" ")
        raise SourceError(message, kind=why if why in REFUSALS else REFUSALS[0])
    if outcome.code != 0:
        reason = _reason(outcome)
        raise SourceError(
            f"{name}: cannot be read as {kind} ({reason}); save it anew or as another format",
            kind="large" if reason.startswith("it takes") else "unreadable",
        )
    try:
        return unpack(outcome.answer)
    except ValueError as error:
        raise SourceError(
            f"{name}: cannot be read as {kind} (its reader gave no extract); "
            "save it anew or as another format"
        ) from error


def _command(kind: str, name: str, limits: Limits) -> list[str]:
    path = chr(0x1F).join([str(_ROOT), *(str(Path(entry).resolve()) for entry in sys.path)])
    numbers = map(str, (limits.memory, limits.seconds, limits.written))
    # Isolated: no variable, user folder or current folder adds modules.
    return [sys.executable, "-I", "-S", "-X", "utf8", "-c", _START, kind, name, path, *numbers]


def _environment(folder: str) -> dict[str, str]:
    """Return the few variables that other programs need, and none of ours."""
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": folder,
        "TMPDIR": folder,
        "LANG": "C.UTF-8",
    }


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the child with all that it started."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    if process.stdin:
        with suppress(BrokenPipeError):
            process.stdin.close()


def _read(file: IO[bytes]) -> bytes:
    file.seek(0)
    return file.read()


def _reason(outcome: Outcome) -> str:
    if outcome.code is None or outcome.code in (-signal.SIGXCPU, -signal.SIGKILL):
        return "it takes too long"
    if "MemoryError" in outcome.complaint:
        return "it takes too much memory"
    if outcome.code < 0:
        return f"its reader crashed, {signal.Signals(-outcome.code).name}"
    lines = outcome.complaint.strip().splitlines()
    return lines[-1][:200] if lines else f"its reader ended with {outcome.code}"
