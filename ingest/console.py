"""What all commands share: exit codes, UTF-8, and a reader that has seen enough."""

import io
import logging
import os
import sys
from collections.abc import Callable

from ingest.errors import BadDataError, BadUsageError


def log_to_stderr() -> None:
    """Say on stderr what is made on the way, and warnings; other packages' chatter is left out."""
    logging.basicConfig(level=logging.WARNING, format="%(message)s", stream=sys.stderr)
    for room in ("ingest", "index", "library", "answer", "eval"):
        logging.getLogger(room).setLevel(logging.INFO)


def exit_code_of(action: Callable[[], None]) -> int:
    """Return 0 when `action` is done, 1 for bad data, 2 for bad usage; say why on stderr."""
    try:
        action()
    except BadDataError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except BadUsageError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


def run_command(main: Callable[[], int]) -> int:
    """Return the exit code of `main`, which prints to stdout and stderr in UTF-8."""
    # A pipe on Windows, and a terminal of another locale, has another encoding.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    try:
        status = main()
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader, such as head, has seen enough; what is still buffered goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return status
