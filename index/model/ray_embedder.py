"""Passages embedded on several machines: texts are handed to workers of Ray, each with a model."""

import os
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

from tqdm import tqdm  # type: ignore[import-untyped]

from index.model.embedder import (
    Embedder,
    EmbedderError,
    Encoded,
    WrappedEmbedder,
    load_embedder,
)

LOCAL = "local"
_WORKERS_HERE = 2
# Some seconds of work: little is done twice where a worker dies.
_BATCH = 128
_RESTARTS = 3
_CONNECT_S = 5.0
_STORE_BYTES = 256 << 20


class _Worker:
    """Runs in a process of its own, on any machine that has the project and the model."""

    def __init__(self, model: str, cache_dir: Path | None, fingerprint: str) -> None:
        self._embedder = load_embedder(model, cache_dir)
        if self._embedder.fingerprint != fingerprint:
            raise EmbedderError(
                f"{model}: is another model on a worker of Ray than here; install the same there"
            )

    def encode(self, texts: Sequence[str]) -> list[Encoded]:
        return self._embedder.encode_passages(texts)


class RayEmbedder(WrappedEmbedder):
    """An embedder whose passages go to workers; all else is done here."""

    def __init__(self, embedder: Embedder, ray: ModuleType, workers: Sequence[Any]) -> None:
        """Note the embedder of this process and the workers, which have the same model."""
        super().__init__(embedder)
        self._ray = ray
        self._workers = workers

    def encode_passages(self, texts: Sequence[str], *, progress: bool = False) -> list[Encoded]:
        """Return the vectors of each text, read as a passage, in the order of the texts.

        Raises:
            EmbedderError: a worker has not the model, or died again and again.
        """
        batches = [list(texts[start : start + _BATCH]) for start in range(0, len(texts), _BATCH)]
        pool = self._ray.util.ActorPool(self._workers)
        encoded: list[Encoded] = []
        with tqdm(
            total=len(texts), desc="embedding", unit="passage", disable=None if progress else True
        ) as bar:
            try:
                for part in pool.map(lambda worker, batch: worker.encode.remote(batch), batches):
                    encoded += part
                    bar.update(len(part))
            except self._ray.exceptions.RayError as error:
                raise EmbedderError(
                    f"POLICY_QA_RAY: a worker failed ({_reason(error)}); look into Ray's log, or "
                    "unset it to embed here"
                ) from error
        return encoded


@contextmanager
def spread(
    embedder: Embedder, address: str, *, model: str, cache_dir: Path | None
) -> Iterator[RayEmbedder]:
    """Give an embedder that hands passages to a worker on each machine of Ray's, then end them.

    Args:
        embedder: The model in this process.
        address: HOST:PORT of Ray's head, or `local` for two workers here.
        model: The model's name or folder, the same on each machine.
        cache_dir: Where each machine keeps its unpacked model.

    Raises:
        EmbedderError: Ray is not installed or not there.
    """
    if address != LOCAL:
        _knock(address)
    ray = _import_ray(address)
    options: dict[str, Any] = {"address": address}
    if address == LOCAL:
        options |= {
            "num_cpus": _WORKERS_HERE,
            "object_store_memory": _STORE_BYTES,
            "include_dashboard": False,
            "_node_ip_address": "127.0.0.1",
        }
    try:
        ray.init(**options, log_to_driver=False, logging_level="ERROR")
    except (ConnectionError, OSError, ValueError, RuntimeError, TimeoutError) as error:
        raise _unreachable(address, error) from error
    try:
        nodes = [node["NodeID"] for node in ray.nodes() if node["Alive"]]
        if address == LOCAL:
            nodes *= _WORKERS_HERE
        worker = ray.remote(max_restarts=_RESTARTS, max_task_retries=_RESTARTS)(_Worker)
        near = ray.util.scheduling_strategies.NodeAffinitySchedulingStrategy
        workers = [
            # Where a machine is gone, its worker goes to another.
            worker.options(scheduling_strategy=near(node, soft=True)).remote(
                model, cache_dir, embedder.fingerprint
            )
            for node in nodes
        ]
        yield RayEmbedder(embedder, ray, workers)
    finally:
        ray.shutdown()


def _knock(address: str) -> None:
    """Refuse an address where nothing listens; Ray itself would try for minutes."""
    host, _, port = address.rpartition(":")
    try:
        socket.create_connection((host, int(port)), timeout=_CONNECT_S).close()
    except (OSError, ValueError, OverflowError) as error:
        raise _unreachable(address, error) from error


def _unreachable(address: str, error: Exception) -> EmbedderError:
    return EmbedderError(
        f"POLICY_QA_RAY: Ray cannot be reached at {address} ({_reason(error)}); set it to the "
        "HOST:PORT that ray start --head has told, or to local"
    )


def _import_ray(address: str) -> ModuleType:
    # Both are read when it is imported. It would tell its makers what is run;
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    if address == LOCAL:
        # and on Linux it would listen to other machines even where it has none.
        os.environ["RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER"] = "0"
        # A machine that others use may take longer to start it than Ray waits by itself.
        os.environ.setdefault("RAY_gcs_server_port_wait_time_s", "120")
    try:
        import ray
        import ray.util.scheduling_strategies
    except ImportError as error:
        raise EmbedderError(
            f"POLICY_QA_RAY: ray is not there ({error}); pip install -r requirements-ray.txt"
        ) from error
    return ray  # type: ignore[no-any-return]


def _reason(error: Exception) -> str:
    """Return the last line of an error: Ray's hold the traceback of the worker."""
    return str(error).strip().splitlines()[-1][:300] if str(error).strip() else type(error).__name__
