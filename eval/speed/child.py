"""A process of its own for one system: builds its index, or opens it and answers requests.

Run as a file, not as a module of `eval`: what that package imports would count as the system's own
start and memory.

Requests are lines of JSON on stdin, `{"do": "ask", "with": [argument, …]}`, and so are replies.
"""

import importlib.util
import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

_ROOT = Path(__file__).resolve().parents[2]


class System(Protocol):
    """A system: a class in a file, made with keyword arguments.

    Encoders alone have no index; they have `encode(passages)`, which returns the number of vectors.
    """

    @property
    def encoder_s(self) -> float | None:
        """Seconds that queries spent in the encoder so far, None where that cannot be told."""

    def load(self) -> None:
        """Import its libraries and load its model, before a build is timed."""

    def build(self, folder: Path) -> dict[str, Any]:
        """Build the index; return the number of `texts` and what else the record is to hold."""

    def open(self, folder: Path) -> None:
        """Open the index for questions, with all that it needs."""

    def ask(self, question: str) -> int:
        """Return the number of hits."""


def main(arguments: list[str]) -> int:
    """Run `FACTORY ARGUMENTS FOLDER build|serve`, FACTORY being `path/to/file.py:Class`."""
    factory, keywords, folder, command = arguments
    # The folder of this file, put there by Python, would hide packages of the same names.
    sys.path[0] = str(_ROOT)
    # Whatever a library prints goes to stderr: the pipe holds replies alone.
    replies = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)

    def reply(record: dict[str, Any]) -> None:
        replies.write(json.dumps(record) + "\n")
        replies.flush()

    system = _load(factory)(**json.loads(keywords))
    if command == "build":
        reply(_build(system, Path(folder)))
    else:
        _serve(system, Path(folder), reply)
    return 0


def _load(factory: str) -> Callable[..., System]:
    path, _, name = factory.rpartition(":")
    spec = importlib.util.spec_from_file_location(Path(path).stem, _ROOT / path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path}: is no Python file; name one under {_ROOT}")
    module = importlib.util.module_from_spec(spec)
    # Dataclasses look their own module up.
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    found: Callable[..., System] = getattr(module, name)
    return found


def _build(system: System, folder: Path) -> dict[str, Any]:
    begin = time.perf_counter()
    system.load()
    loaded = time.perf_counter()
    said = system.build(folder)
    built = time.perf_counter()
    times = {"load_s": loaded - begin, "build_s": built - loaded}
    return times | {"peak_mb": peak_memory_mb()} | said


def _serve(system: System, folder: Path, reply: Callable[[dict[str, Any]], None]) -> None:
    begin = time.perf_counter()
    system.open(folder)
    open_s = time.perf_counter() - begin
    for line in sys.stdin:
        request = json.loads(line)
        if request["do"] == "end":
            reply({"open_s": open_s, "peak_mb": peak_memory_mb(), "threads": _threads()})
            return
        reply(_timed(system, getattr(system, request["do"]), request["with"]))


def _timed(system: System, action: Callable[[Any], int], asked: list[Any]) -> dict[str, Any]:
    """Return seconds and hits of each request, and the encoder's share where it is known."""
    seconds, hits, encoder = [], [], []
    for argument in asked:
        before, begin = system.encoder_s, time.perf_counter()
        hits.append(action(argument))
        seconds.append(time.perf_counter() - begin)
        after = system.encoder_s
        if before is not None and after is not None:
            encoder.append(after - before)
    return {"seconds": seconds, "hits": hits, "encoder_seconds": encoder or None}


def peak_memory_mb() -> float:
    """Return the most memory that this process ever held, in MiB."""
    try:
        status = Path("/proc/self/status").read_text(encoding="utf-8")
        # Not getrusage: Linux counts there what the parent held when it started this process.
        return int(status.split("VmHWM:")[1].split()[0]) / 1024
    except (OSError, IndexError):
        import resource

        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak / (2**20 if sys.platform == "darwin" else 2**10)


def _threads() -> int | None:
    torch = sys.modules.get("torch")
    return None if torch is None else int(torch.get_num_threads())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
