"""Feed a reader of a format with bytes that its own branches teach; no test, `make fuzz` runs it.

    python tests/fuzz/fuzz.py html -max_total_time=300 tests/fuzz/corpus/html

The first argument is the kind; the others are libFuzzer's. What crashes is written beside the
current folder as crash-*: turn it into a test before mending it.
"""

import importlib
import sys
from contextlib import suppress
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

with atheris.instrument_imports(include=["ingest", "markdown_it"]):
    from ingest.formats.kinds import NAMES, find_kind
    from ingest.formats.model import SourceError
    from ingest.formats.wire import pack, unpack

    kind = sys.argv.pop(1) if len(sys.argv) > 1 else ""
    if kind not in NAMES:
        sys.exit(f"{kind or 'no kind'}: is no format; use {', '.join(NAMES)}")
    read = getattr(importlib.import_module(f"ingest.formats.{kind}"), f"read_{kind}")


def read_once(data: bytes) -> None:
    """Raise what the reader should not: anything but a refusal, or an extract that is none."""
    with suppress(SourceError):
        find_kind(data, name="a")
    try:
        extract = read(data, name="a")
    except SourceError as error:
        if not str(error).startswith("a: ") or ";" not in str(error):
            raise
        return
    unpack(pack(extract))


if __name__ == "__main__":
    atheris.Setup(sys.argv, read_once)
    atheris.Fuzz()
