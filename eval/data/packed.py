"""Files that may lie packed: committed results are small that way, the same bytes everywhere."""

import gzip
import zlib
from pathlib import Path

PACKED = ".gz"


def where_stored(path: Path) -> Path:
    """Return `path`, or its packed form where that alone is there."""
    packed = path.with_name(path.name + PACKED)
    return packed if packed.is_file() and not path.is_file() else path


def read_stored(path: Path) -> bytes:
    """Return what a file holds, unpacked if its name says that it is packed.

    Raises:
        OSError: it cannot be read, or is packed and damaged.
    """
    data = path.read_bytes()
    if path.suffix != PACKED:
        return data
    try:
        return gzip.decompress(data)
    except (EOFError, zlib.error) as error:
        raise OSError(0, "packed data are damaged") from error


def write_packed(path: Path, text: str) -> None:
    """Write a text packed, beside `path`; the same text gives the same bytes on any day."""
    packed = path.with_name(path.name + PACKED)
    packed.write_bytes(gzip.compress(text.encode(), mtime=0))
