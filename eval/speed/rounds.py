"""Processes of systems: built one after the other, then alive together and asked in turn."""

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

from ingest.documents import ROOT
from ingest.errors import BadDataError

_CHILD = Path(__file__).with_name("child.py")
_END_S = 30
# Threads that wait by spinning, libgomp's default, take several times as long where others use the
# cores. This project's encoder waits otherwise by itself: with the same for all, what else runs
# slows none more than the rest. On idle cores it makes no difference.
_WAITING = {"GOMP_SPINCOUNT": "10000"}


class SpeedError(BadDataError):
    """A system that is measured failed; the message holds the last that it said."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A system to measure.

    Attributes:
        name: What it is called.
        factory: Where its class is, `path/to/file.py:Class`, from the project's root.
        keywords: What it is made with, as JSON.
        packages: Distributions that it needs beyond the project's own.
        index: Name of the entry whose index it opens; its own if "".
    """

    name: str
    factory: str
    keywords: Mapping[str, Any] = field(default_factory=dict)
    packages: tuple[str, ...] = ()
    index: str = ""


@dataclass(slots=True)
class Asked:
    """What a system took for the requests of all rounds: seconds, the encoder's share, hits."""

    seconds: list[float] = field(default_factory=list)
    encoder_seconds: list[float] = field(default_factory=list)
    hits: list[int] = field(default_factory=list)


class Child:
    """A running process of a system."""

    def __init__(self, entry: Entry, process: subprocess.Popen[str], said: IO[str]) -> None:
        """Note the process and the file that takes its stderr."""
        self.entry = entry
        self._process, self._said = process, said

    def request(
        self, do: str, arguments: Sequence[Any] = (), *, timeout_s: float
    ) -> dict[str, Any]:
        """Return the reply to a request.

        Raises:
            SpeedError: the process ended, or took longer than `timeout_s`.
        """
        line = json.dumps({"do": do, "with": list(arguments)}) + "\n"
        try:
            if self._process.stdin is not None:
                self._process.stdin.write(line)
                self._process.stdin.flush()
        except BrokenPipeError:
            # It has ended, and said why.
            return self.reply(timeout_s=timeout_s)
        return self.reply(timeout_s=timeout_s)

    def reply(self, *, timeout_s: float) -> dict[str, Any]:
        """Return the next reply.

        Raises:
            SpeedError: the process ended, or took longer than `timeout_s`.
        """
        late = threading.Event()

        def end() -> None:
            late.set()
            self._process.kill()

        timer = threading.Timer(timeout_s, end)
        timer.start()
        line = self._process.stdout.readline() if self._process.stdout else ""
        timer.cancel()
        if line:
            found: dict[str, Any] = json.loads(line)
            return found
        status = self._process.wait(_END_S)
        why = f"took over {timeout_s:.0f} s" if late.is_set() else f"ended with {status}"
        raise SpeedError(f"{self.entry.name}: {why} ({self._last_words()}); run it alone to see")

    def _last_words(self) -> str:
        self._said.seek(0)
        lines = [line.strip() for line in self._said.read().splitlines() if line.strip()]
        return lines[-1][-300:] if lines else "it said nothing"


@contextmanager
def run_child(entry: Entry, folder: Path, command: str) -> Iterator[Child]:
    """Run the process of a system; it is ended at the end.

    Args:
        entry: The system.
        folder: Where its index is, or is to be.
        command: `build` or `serve`.
    """
    arguments = [sys.executable, str(_CHILD), entry.factory, json.dumps(dict(entry.keywords))]
    with TemporaryFile("w+", encoding="utf-8", errors="replace") as said:
        process = subprocess.Popen(
            [*arguments, str(folder), command],
            cwd=ROOT,
            env={**_WAITING, **os.environ},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=said,
            text=True,
            encoding="utf-8",
        )
        with process:
            try:
                yield Child(entry, process, said)
            finally:
                _end(process)


def _end(process: subprocess.Popen[str]) -> None:
    """Let the process go, by force if it does not."""
    try:
        process.communicate(timeout=_END_S)
    except subprocess.TimeoutExpired:
        process.kill()


def build_system(entry: Entry, folder: Path, *, timeout_s: float) -> dict[str, Any]:
    """Build the index of a system in a process of its own; return the record of the build.

    Raises:
        SpeedError: it failed, or took longer than `timeout_s`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with run_child(entry, folder, "build") as child:
        record = child.reply(timeout_s=timeout_s)
    files = (path for path in folder.rglob("*") if path.is_file())
    return record | {"disk_mb": sum(path.stat().st_size for path in files) / 2**20}


@contextmanager
def run_all(
    entries: Sequence[Entry],
    folders: Mapping[str, Path],
    first: str,
    *,
    starts: int,
    timeout_s: float,
) -> Iterator[tuple[dict[str, Child], dict[str, list[float]]]]:
    """Start the systems, `starts` times in turn; yield those of the last time, and the seconds.

    Args:
        entries: The systems.
        folders: Their indexes, by name.
        first: The question that each is asked at once.
        starts: How often each is started.
        timeout_s: Longest time until the first answer.

    Raises:
        SpeedError: one failed, or took longer than `timeout_s`.
    """
    ready: dict[str, list[float]] = {entry.name: [] for entry in entries}
    for _ in range(starts - 1):
        for entry in entries:
            with ExitStack() as alone:
                seconds, _child = _start(entry, folders[entry.name], first, timeout_s, alone)
                ready[entry.name].append(seconds)
    children = {}
    with ExitStack() as together:
        for entry in entries:
            seconds, child = _start(entry, folders[entry.name], first, timeout_s, together)
            ready[entry.name].append(seconds)
            children[entry.name] = child
        yield children, ready


def _start(
    entry: Entry, folder: Path, first: str, timeout_s: float, stack: ExitStack
) -> tuple[float, Child]:
    """Return the seconds from the start of a process to its first answer, and the process."""
    begin = time.perf_counter()
    child = stack.enter_context(run_child(entry, folder, "serve"))
    child.request("ask", [first], timeout_s=timeout_s)
    return time.perf_counter() - begin, child


def ask_in_rounds(
    children: Mapping[str, Child],
    do: str,
    arguments: Sequence[Any],
    *,
    size: int,
    timeout_s: float = 600,
) -> dict[str, Asked]:
    """Put all `arguments` to every system, `size` to each in turn, so that noise hits all alike.

    Each round begins with another system, so that none is always the first.

    Raises:
        SpeedError: a system failed, or took longer than `timeout_s` for one round.
    """
    asked = {name: Asked() for name in children}
    names, rest = list(children), iter(arguments)
    turn = 0
    while batch := list(islice(rest, size)):
        for name in names[turn:] + names[:turn]:
            reply = children[name].request(do, batch, timeout_s=timeout_s)
            asked[name].seconds.extend(reply["seconds"])
            asked[name].hits.extend(reply["hits"])
            asked[name].encoder_seconds.extend(reply["encoder_seconds"] or [])
        turn = (turn + 1) % len(names)
    return asked
