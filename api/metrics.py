"""What Prometheus reads: how many requests, how long they took, what waits and what was refused."""

import os
from pathlib import Path
from typing import Literal

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
    multiprocess,
)

_SHARED = "PROMETHEUS_MULTIPROC_DIR"
_SUMMED: Literal["livesum"] = "livesum"
_WAITING, _READY = "policy_qa_queue_length", "policy_qa_ready"
_SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0)


class Meters:
    """The counts of one process; none holds a question, a name or an address."""

    def __init__(self) -> None:
        """Begin at nothing."""
        self._registry = CollectorRegistry()
        self.requests = Counter(
            "policy_qa_requests", "Requests.", ["route", "status"], registry=self._registry
        )
        self.seconds = Histogram(
            "policy_qa_request_seconds",
            "Seconds until a request was answered, with what it waited.",
            ["route"],
            buckets=_SECONDS,
            registry=self._registry,
        )
        self.refused = Counter(
            "policy_qa_refused", "Requests refused.", ["code"], registry=self._registry
        )
        self.waiting = self._gauge(_WAITING, "Requests that wait for a place.")
        self.working = self._gauge("policy_qa_in_flight", "Requests that are worked on.")
        self.ready = self._gauge(_READY, "Processes with index and model loaded.")

    @property
    def are_shared(self) -> bool:
        """Say whether this process is one of several of the service."""
        return _SHARED in os.environ

    def text(self) -> bytes:
        """Return the counts of all processes of the service."""
        if not self.are_shared:
            return generate_latest(self._registry)
        registry = CollectorRegistry()
        multiprocess.MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        return generate_latest(registry)

    def mean_waiting(self) -> float:
        """Return how many requests wait in a process, on average over those that are ready."""
        files = [str(file) for file in Path(os.environ[_SHARED]).glob(f"gauge_{_SUMMED}_*.db")]
        counts = {
            metric.name: sum(sample.value for sample in metric.samples)
            for metric in multiprocess.MultiProcessCollector.merge(files)  # type: ignore[no-untyped-call]
        }
        return float(counts[_WAITING] / max(counts[_READY], 1))

    def close(self) -> None:
        """Leave nothing of this process in what is waiting, working and ready."""
        if self.are_shared:
            multiprocess.mark_process_dead(os.getpid())  # type: ignore[no-untyped-call]

    def _gauge(self, name: str, what: str) -> Gauge:
        return Gauge(name, what, registry=self._registry, multiprocess_mode=_SUMMED)
