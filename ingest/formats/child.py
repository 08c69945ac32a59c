"""The process that parses one untrusted file: confined first, then given the file on stdin."""

import ctypes
import importlib
import os
import resource
import sys
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

from ingest.formats.model import SourceError
from ingest.formats.wire import pack

# The exit code when the reader refuses the file; the kind and its message are the answer.
REFUSED = 3
_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000
_PR_SET_PDEATHSIG, _SIGKILL = 1, 9


def main(kind: str, name: str, memory: int, seconds: int, written: int) -> NoReturn:
    """Read stdin as `kind`, and write the extract or the reason of refusal to stdout.

    Args:
        kind: The reader is `read_{kind}` of the module `ingest.formats.{kind}`.
        name: The source, for messages.
        memory: Most bytes of address space.
        seconds: Most seconds of processor time.
        written: Most bytes in any file written, the answer too.
    """
    confine(memory, seconds, written)
    # Libraries and the programs they start may print; the answer goes past them.
    answer = os.dup(1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    data = sys.stdin.buffer.read()
    read = getattr(importlib.import_module(f"ingest.formats.{kind}"), f"read_{kind}")
    code = 0
    try:
        packed = pack(read(data, name=name))
    except SourceError as error:
        packed, code = f"{error.kind} {error}".encode("utf-8", "replace"), REFUSED
    with os.fdopen(answer, "wb") as stream:
        stream.write(packed)
    # What is left to clean up ends with the process.
    os._exit(code)


def confine(memory: int, seconds: int, written: int) -> None:
    """Limit this process and those it starts; take the network away where the system allows."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (written, written))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        system = ctypes.CDLL(None)
        system.prctl(_PR_SET_PDEATHSIG, _SIGKILL)
        _leave_network(system)


def _leave_network(system: ctypes.CDLL) -> None:
    user, group = os.getuid(), os.getgid()
    # Root needs no user namespace; in containers both may be forbidden.
    if system.unshare(_CLONE_NEWNET) == 0 or system.unshare(_CLONE_NEWUSER | _CLONE_NEWNET) != 0:
        return
    with suppress(OSError):
        Path("/proc/self/setgroups").write_text("deny", encoding="ascii")
        Path("/proc/self/uid_map").write_text(f"{user} {user} 1", encoding="ascii")
        Path("/proc/self/gid_map").write_text(f"{group} {group} 1", encoding="ascii")
