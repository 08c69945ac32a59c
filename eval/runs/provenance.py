"""What a result comes from: program, data, model, index and machine."""

import os
import platform
import subprocess
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from eval.data.dataset import Dataset
from index import Searcher
from ingest.documents import ROOT

_PACKAGES = ("torch", "sentence-transformers", "faiss-cpu", "ir-measures", "scipy")


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a result comes from; `commit` ends in `+` where files differ from it."""

    commit: str
    data: str
    model: str
    model_fingerprint: str
    index: str
    machine: str
    packages: dict[str, str]
    made: str


def provenance_record(dataset: Dataset, searcher: Searcher) -> dict[str, Any]:
    """Return the provenance of a result as a JSON object."""
    snapshot = searcher.snapshot
    return asdict(
        Provenance(
            commit=program_commit(),
            data=dataset.checksum,
            model=snapshot.model,
            model_fingerprint=snapshot.fingerprint,
            index=snapshot.checksum,
            machine=describe_machine(),
            packages={name: version(name) for name in _PACKAGES},
            made=datetime.now(UTC).isoformat(timespec="seconds"),
        )
    )


def program_commit() -> str:
    """Return the commit of the program; `unknown` where it does not lie in a repository."""
    commit = _git("rev-parse", "HEAD")
    return commit + ("+" if commit and _git("status", "--porcelain") else "") or "unknown"


def _git(*arguments: str) -> str:
    try:
        found = subprocess.run(
            ["git", *arguments], cwd=ROOT, capture_output=True, text=True, timeout=30, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return found.stdout.strip()


def describe_machine() -> str:
    """Return processor, cores that may be used, memory, and Python; nothing that names a host."""
    gibibytes = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{name_processor()}, {count_cores()} cores, {gibibytes:.0f} GiB, {platform.system()}, "
        f"Python {platform.python_version()}"
    )


def count_cores() -> int:
    """Return the cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def name_processor() -> str:
    """Return the model of the processor, or its architecture where the system does not say."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.machine()
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()
