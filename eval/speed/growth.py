"""How search, memory and opening grow with the collection."""

import logging
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from shutil import rmtree
from typing import Any

from eval.speed.entries import K, grown_search
from eval.speed.measure import Plan, measure_systems
from eval.speed.rounds import Entry, SpeedError, run_child
from index import Settings

logger = logging.getLogger(__name__)

# A collection too large for the machine is to fail by itself, before others have no memory left.
_SHARE_OF_MEMORY = 0.8
# Questions that are searched for by comparing everything too.
_COMPARED = 100


def measure_growth(
    settings: Settings, questions: Sequence[str], folder: Path, plan: Plan
) -> list[dict[str, Any]]:
    """Return a record for each size of `plan`: of the build, opening, searches and memory.

    A size that the machine has no room for has `failed` instead, with what it said.

    Args:
        settings: The documents that collections are composed of, and the model.
        questions: As for `measure_systems`.
        folder: For the indexes, one at a time.
        plan: The sizes, and how much is asked.
    """
    records = []
    for clauses in sorted(plan.sizes):
        place = folder / f"grown-{clauses}"
        entry = grown_search(settings, clauses, memory_mb=_memory_mb())
        try:
            measured = measure_systems([entry], questions, place, replace(plan, starts=1))
        except SpeedError as error:
            logger.warning("%s", error)
            records.append({"clauses": clauses, "failed": str(error)})
        else:
            recall = _recall(entry, place / entry.name, questions[:_COMPARED], plan.timeout_s)
            record = {"clauses": clauses, **measured[entry.name], f"recall_at_{K}": recall}
            records.append(record)
        rmtree(place, ignore_errors=True)
    return records


def _recall(entry: Entry, folder: Path, questions: Sequence[str], timeout_s: float) -> float:
    """Return the share of the hits of a search that compares everything which are found.

    In a process of its own: to compare everything takes memory that a search does not.
    """
    with run_child(entry, folder, "serve") as child:
        reply = child.request("compare", questions, timeout_s=timeout_s)
        child.request("end", timeout_s=timeout_s)
    share: float = sum(reply["hits"]) / (K * len(questions))
    return round(share, 4)


def _memory_mb() -> int | None:
    """Return what one process may hold, None where the system does not say what is free."""
    try:
        lines = Path("/proc/meminfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return None
    free = [int(line.split()[1]) for line in lines if line.startswith("MemAvailable")]
    return int(free[0] / 1024 * _SHARE_OF_MEMORY) if free else None
