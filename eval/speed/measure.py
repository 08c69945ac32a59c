"""Build systems, ask them in turn, and record what they took."""

import logging
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.judging.summary import latency_record
from eval.speed.entries import ANSWERS, OURS, PEERS
from eval.speed.rounds import Asked, Child, Entry, ask_in_rounds, build_system, run_all

logger = logging.getLogger(__name__)

_WARMING = 5
# Questions before the counted ones: the one that shows that a system is ready, and some to warm it.
UNCOUNTED = _WARMING + 1
_ENCODED_MOST = 512


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is measured.

    Attributes:
        asked: Questions put to each system; a few before them are not counted.
        starts: How often each system is started, to see how long until its first answer, and how
            often an encoder is given the passages.
        systems: Names of those measured beside the search itself.
        sizes: Clauses of the collections that the search is measured on as they grow.
        per_round: Questions that a system is asked before it is another one's turn.
        timeout_s: The longest that a build or a start may take.
    """

    asked: int = 200
    starts: int = 3
    systems: tuple[str, ...] = (ANSWERS, *PEERS)
    sizes: tuple[int, ...] = (150, 10_000)
    per_round: int = 10
    timeout_s: float = 4 * 3600


def measure_systems(
    entries: Sequence[Entry],
    questions: Sequence[str],
    folder: Path,
    plan: Plan,
    *,
    builds: Mapping[str, dict[str, Any]] | None = None,
) -> dict[str, Any]:
    """Build what is not built, start all systems and ask them in turn; return a record of each.

    Args:
        entries: The systems.
        questions: The first is the one that each is asked when it starts; a few more warm it.
        folder: For the indexes, each in a folder of its entry's name.
        plan: How often they are started and asked.
        builds: Records of builds that were made before.

    Raises:
        SpeedError: a system failed.
    """
    builds = dict(builds or {})
    folders = {entry.name: folder / (entry.index or entry.name) for entry in entries}
    for entry in entries:
        if not entry.index and entry.name not in builds:
            logger.info("%s: building", entry.name)
            builds[entry.name] = build_system(entry, folders[entry.name], timeout_s=plan.timeout_s)
    first, warming, counted = questions[0], questions[1:UNCOUNTED], questions[UNCOUNTED:]
    logger.info("asking %d questions of %s", len(counted), ", ".join(folders))
    with run_all(entries, folders, first, starts=plan.starts, timeout_s=plan.timeout_s) as (
        children,
        ready,
    ):
        ask_in_rounds(children, "ask", warming, size=_WARMING)
        asked = ask_in_rounds(children, "ask", counted, size=plan.per_round)
        ends = _end(children)
    return {
        entry.name: system_record(asked[entry.name], ready[entry.name], ends[entry.name])
        | ({"build": _rounded(builds[entry.name])} if entry.name in builds else {})
        for entry in entries
    }


def measure_encoders(
    entries: Sequence[Entry],
    passages: Sequence[str],
    questions: Sequence[str],
    folder: Path,
    plan: Plan,
) -> dict[str, Any]:
    """Measure encoders alone: passages a second, all of them at once, and a query's time."""
    texts, folders = list(passages[:_ENCODED_MOST]), {entry.name: folder for entry in entries}
    first, warming, counted = questions[0], questions[1:UNCOUNTED], questions[UNCOUNTED:]
    logger.info("encoding %d passages by %s", len(texts), ", ".join(folders))
    with run_all(entries, folders, first, starts=1, timeout_s=plan.timeout_s) as (children, ready):
        ask_in_rounds(children, "ask", warming, size=_WARMING)
        asked = ask_in_rounds(children, "ask", counted, size=plan.per_round)
        encoded = ask_in_rounds(children, "encode", [texts] * plan.starts, size=1)
        ends = _end(children)
    return {
        name: system_record(asked[name], ready[name], ends[name])
        | {
            "passages": len(texts),
            "passages_s": [round(s, 3) for s in encoded[name].seconds],
            "passages_per_s": round(len(texts) / statistics.median(encoded[name].seconds), 2),
        }
        for name in folders
    }


def ratios(systems: Mapping[str, Any]) -> dict[str, dict[str, float]]:
    """Return how many times as much each system takes as this project's search.

    Of the time until ready, build, queries (p50, p95, p99) and peak memory: above 1, this project
    takes less.
    """
    own = _figures(systems[OURS])
    return {
        name: {
            figure: round(value / own[figure], 3)
            for figure, value in _figures(system).items()
            if own.get(figure)
        }
        for name, system in systems.items()
        if name != OURS
    }


def _figures(system: Mapping[str, Any]) -> dict[str, float]:
    latency = {f"{name}_ms": system["latency_ms"][name] for name in ("p50", "p95", "p99")}
    build = {"build_s": system["build"]["build_s"]} if "build" in system else {}
    return {"ready_s": system["ready_s"], **build, **latency, "peak_mb": system["peak_mb"]}


def system_record(asked: Asked, ready: Sequence[float], end: Mapping[str, Any]) -> dict[str, Any]:
    """Return the record of a system that was asked.

    Args:
        asked: What it took for each question.
        ready: Seconds of each start until its first answer.
        end: Its last reply.
    """
    encoder: dict[str, Any] = {}
    if asked.encoder_seconds:
        pairs = zip(asked.seconds, asked.encoder_seconds, strict=True)
        encoder = {
            "encoder_ms": latency_record(asked.encoder_seconds),
            "beyond_encoder_ms": latency_record([whole - part for whole, part in pairs]),
        }
    return {
        "ready_s": round(statistics.median(ready), 3),
        "ready_all_s": [round(seconds, 3) for seconds in ready],
        "open_s": round(end["open_s"], 3),
        "latency_ms": latency_record(asked.seconds),
        **encoder,
        "peak_mb": round(end["peak_mb"], 1),
        "threads": end["threads"],
        "hits": statistics.mean(asked.hits),
        "each_ms": [round(seconds * 1000, 2) for seconds in asked.seconds],
    }


def _end(children: Mapping[str, Child]) -> dict[str, Any]:
    return {name: child.request("end", timeout_s=60) for name, child in children.items()}


def _rounded(build: Mapping[str, Any]) -> dict[str, Any]:
    rounded = {n: round(v, 3) if isinstance(v, float) else v for n, v in build.items()}
    return rounded | {"texts_per_s": round(build["texts"] / build["build_s"], 2)}
