"""The official documents that reading is measured on: found by checksum, never copied."""

import hashlib
import tomllib
from functools import cache
from pathlib import Path

from index import load_settings
from ingest.documents import ROOT
from ingest.errors import BadDataError

SIDES = ("dev", "test")
FOLDER = Path(__file__).parent


class PoliciesError(BadDataError):
    """The documents that reading is measured on are not at hand."""


@cache
def read_split() -> dict[str, dict[str, str]]:
    """Return the names of the documents of each side (`dev`, `test`) with their SHA-256."""
    return tomllib.loads((FOLDER / "split.toml").read_text(encoding="utf-8"))


@cache
def find_policies() -> dict[str, Path]:
    """Return the documents that are at hand, by SHA-256.

    They are looked for in the folder of the environment variable POLICY_QA_POLICIES, else in any
    folder `policies` of a neighbour of the project.

    Raises:
        PoliciesError: the variable names no folder.
    """
    folder = load_settings().policies
    if folder and not folder.is_dir():
        raise PoliciesError(f"{folder}: is no folder; name one that is in POLICY_QA_POLICIES")
    folders = [folder] if folder else sorted(ROOT.parent.glob("*/policies"))
    known = {checksum for names in read_split().values() for checksum in names.values()}
    found: dict[str, Path] = {}
    for path in (path for folder in folders for path in sorted(folder.iterdir()) if path.is_file()):
        checksum = hashlib.sha256(path.read_bytes()).hexdigest()
        if checksum in known:
            found.setdefault(checksum, path)
    return found


def policies_of(side: str) -> dict[str, Path]:
    """Return the documents of one side that are at hand, by name.

    Raises:
        ValueError: `side` is none of `SIDES`.
    """
    if side not in SIDES:
        raise ValueError(f"policies: unknown side {side!r}; use one of {', '.join(SIDES)}")
    found = find_policies()
    return {name: found[sha] for name, sha in read_split()[side].items() if sha in found}
