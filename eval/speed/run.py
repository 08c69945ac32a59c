"""One run: all systems, the encoders, and the search as its collection grows, as one record."""

import os
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from eval.data.benchmark_files import load_benchmark
from eval.runs.provenance import count_cores, describe_machine, name_processor, program_commit
from eval.speed.entries import (
    ANSWERS,
    OURS,
    both_encoders,
    find_version,
    installed,
    our_answers,
    our_search,
    peer_systems,
)
from eval.speed.growth import measure_growth
from eval.speed.measure import UNCOUNTED, Plan, measure_encoders, measure_systems, ratios
from eval.speed.rounds import build_system
from index import Settings
from index.disk.snapshot import read_snapshot

_PACKAGES = (
    "torch",
    "sentence-transformers",
    "transformers",
    "faiss-cpu",
    "numpy",
    "langchain-core",
    "langchain-community",
    "chromadb",
    "lancedb",
)


def measure_speed(settings: Settings, plan: Plan) -> dict[str, Any]:
    """Measure on the documents of `settings`; return the record, which is JSON.

    Systems whose packages are not installed are left out, which is said and recorded.

    Raises:
        SpeedError: a system failed.
    """
    load_before = os.getloadavg()
    with TemporaryDirectory() as name:
        folder = Path(name)
        search = our_search(settings)
        builds = {OURS: build_system(search, folder / OURS, timeout_s=plan.timeout_s)}
        snapshot = read_snapshot(folder / OURS)
        benchmark = load_benchmark(snapshot.corpus, split="dev")
        questions = list(dict.fromkeys(question.text for question in benchmark.questions))
        questions = questions[: plan.asked + UNCOUNTED]
        passages = [passage.text for passage in snapshot.passages]
        others = [our_answers(settings), *peer_systems(settings, passages, snapshot.corpus, folder)]
        chosen, skipped = installed([other for other in others if other.name in plan.systems])
        systems = measure_systems([search, *chosen], questions, folder, plan, builds=builds)
        encoders = measure_encoders(both_encoders(settings), passages, questions, folder, plan)
        # The time until ready is not what grows, and large collections take long to open.
        growth = measure_growth(settings, questions, folder, replace(plan, starts=1))
    return {
        **_headline(systems),
        "systems": systems,
        "ratios": ratios(systems),
        "skipped": skipped,
        "encoders": encoders,
        "growth": growth,
        "asked": {
            "questions": len(questions) - UNCOUNTED,
            "per_round": plan.per_round,
            "starts": plan.starts,
        },
        "model": settings.model,
        **_about_machine(),
        "load_average": {"before": load_before, "after": os.getloadavg()},
    }


def _headline(systems: Mapping[str, Any]) -> dict[str, float]:
    """Return the figures of the whole build, with the examples, of search and of answers."""
    build = systems[OURS]["build"]
    figures = {
        "build_s": round(build["load_s"] + build["build_s"] + build["examples_s"], 2),
        "unchanged_build_s": round(build["unchanged_s"], 2),
    }
    for name, word in ((OURS, "search"), (ANSWERS, "answer")):
        if name in systems:
            latency = systems[name]["latency_ms"]
            figures |= {f"{word}_median_ms": latency["p50"], f"{word}_p95_ms": latency["p95"]}
    return figures


def _about_machine() -> dict[str, Any]:
    return {
        "commit": program_commit(),
        "machine": describe_machine(),
        "processor": name_processor(),
        "cores": count_cores(),
        "omp_num_threads": os.environ.get("OMP_NUM_THREADS"),
        "packages": {name: found for name in _PACKAGES if (found := find_version(name))},
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
    }
