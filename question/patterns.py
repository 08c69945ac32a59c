"""Tables of patterns in TOML files: word groups in [words], patterns that use them as `<group>`."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ingest.errors import BadDataError

_GROUP = re.compile(r"<([a-z_]+)>")


class PatternsError(BadDataError):
    """A table of patterns cannot be used; the message names the entry."""


def read_table(path: Path) -> dict[str, Any]:
    """Return the sections of the TOML file at `path`.

    Raises:
        PatternsError: it cannot be read or is no TOML.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise PatternsError(f"{path}: cannot be read ({error.strerror}); put it back") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PatternsError(f"{path}: is not valid TOML ({error}); mend that line") from error


def compile_any(
    where: str, patterns: Sequence[str], words: Mapping[str, str]
) -> re.Pattern[str] | None:
    """Return the pattern of any of `patterns`, with `<group>` replaced; None for none.

    Raises:
        PatternsError: one is no pattern or uses a group that `words` lacks.
    """
    try:
        filled = [_GROUP.sub(lambda m: f"(?:{words[m[1]]})", pattern) for pattern in patterns]
        return re.compile("|".join(filled)) if filled else None
    except KeyError as error:
        raise PatternsError(f"{where} uses <{error.args[0]}>; add it to [words]") from error
    except re.error as error:
        raise PatternsError(f"{where} is no pattern ({error}); mend it") from error


def load_patterns(path: Path, section: str = "patterns") -> dict[str, re.Pattern[str]]:
    """Return the patterns of one section of the file at `path`, by name.

    Raises:
        PatternsError: the file or an entry cannot be used.
    """
    table = read_table(path)
    words: Mapping[str, str] = table.get("words", {})
    return {
        name: compile_any(f"{path}: {name}", patterns, words) or re.compile("(?!)")
        for name, patterns in table[section].items()
    }
