"""A test of load: a service of its own, asked the benchmark's development questions by many."""

import asyncio
import json
import math
import os
import socket
import ssl
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import httpx2

from api.settings import load_service_settings
from eval.data.benchmark_files import BENCHMARK
from ingest.documents import ROOT
from ingest.errors import BadDataError

# Seconds until index and model of each process are there, and until a process has ended.
_STARTUP_S, _END_S = 300, 30
# So many clients for each request that the queues take.
_TOO_MANY = 4
# Seconds of the phases after the first.
_SHORT_S = 15
_NO_CERTIFICATES = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
_REFUSED = frozenset({429, 503})


@dataclass(frozen=True, slots=True)
class Phase:
    """What clients saw, each asking its next question when the last was answered.

    Attributes:
        clients: At once. One that is refused waits as long as it is told to.
        seconds: From the first question to the last answer.
        requests: Questions sent.
        answered: Those that got an answer.
        refused: Those that were told to come later (429, 503).
        without_retry_after: Refused without being told when.
        errors: Everything else, by status or exception.
        p50_s: Seconds to an answer, the median; None without one, as the other two.
        p95_s: The 95th percentile.
        p99_s: The 99th percentile.
        refused_p95_s: Seconds to a refusal.
        per_second: Answers a second.
    """

    clients: int
    seconds: float
    requests: int
    answered: int
    refused: int
    without_retry_after: int
    errors: dict[str, int]
    p50_s: float | None
    p95_s: float | None
    p99_s: float | None
    refused_p95_s: float | None
    per_second: float


@dataclass(frozen=True, slots=True)
class Load:
    """Three phases: as many clients as are meant, too many, one; and the memory of the service.

    `memory_mb` is resident memory of its processes, those that share pages counted in each.
    """

    workers: int
    at_once: int
    queue: int
    steady: Phase
    too_many: Phase
    alone: Phase
    memory_mb: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Reply:
    """`status` is that of HTTP, or the name of an exception."""

    status: int | str
    seconds: float
    retry_after: str = ""


def measure(*, clients: int, seconds: int, workers: int) -> Load:
    """Start a service, ask it, and stop it.

    Args:
        clients: Of the first phase.
        seconds: That it lasts.
        workers: Processes of the service.

    Raises:
        BadDataError: the service does not come up; the message ends with its log.
    """
    service = load_service_settings()
    at_once = service.at_once or max(1, (os.cpu_count() or 1) // workers)
    questions = read_questions()
    with serving(workers) as (address, process):
        steady = asyncio.run(_ask(address, questions, clients=clients, seconds=seconds))
        most = _TOO_MANY * workers * (at_once + service.queue)
        too_many = asyncio.run(_ask(address, questions, clients=most, seconds=_SHORT_S))
        alone = asyncio.run(_ask(address, questions, clients=1, seconds=_SHORT_S))
        memory = tuple(_memory_mb(pid) for pid in _processes(process.pid))
    return Load(workers, at_once, service.queue, steady, too_many, alone, memory)


def read_questions() -> list[str]:
    """Return the questions of the benchmark's development split, in the order of its file."""
    lines = (BENCHMARK / "queries.jsonl").read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    return [record["text"] for record in records if record["metadata"]["split"] == "dev"]


@contextmanager
def serving(workers: int) -> Iterator[tuple[str, "subprocess.Popen[bytes]"]]:
    """Serve on a free port of this machine; give the address once all is loaded, stop at the end.

    Raises:
        BadDataError: it does not come up.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "api", "--port", str(port), "--workers", str(workers)]
    with (
        tempfile.TemporaryFile() as log,
        subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log) as process,
    ):
        try:
            if not asyncio.run(_wait_until_ready(address, process, workers)):
                log.seek(0)
                said = log.read().decode(errors="replace")[-2000:]
                raise BadDataError(f"{address}: did not come up; the service said: {said}")
            yield address, process
        finally:
            process.terminate()
            try:
                process.wait(_END_S)
            except subprocess.TimeoutExpired:
                process.kill()


async def _wait_until_ready(address: str, process: "subprocess.Popen[bytes]", workers: int) -> bool:
    deadline = time.monotonic() + _STARTUP_S
    # Which process answers is chance; /metrics counts those that are ready.
    wanted = f"policy_qa_ready {float(workers)}"
    async with _client() as client:
        while time.monotonic() < deadline and process.poll() is None:
            try:
                if wanted in (await client.get(f"{address}/metrics")).text.splitlines():
                    return True
            except httpx2.TransportError:
                pass
            await asyncio.sleep(0.5)
    return False


async def _ask(address: str, questions: Sequence[str], *, clients: int, seconds: float) -> Phase:
    begun = time.monotonic()
    end = begun + seconds
    replies: list[_Reply] = []

    async def ask_on(number: int) -> None:
        place = number * len(questions) // clients
        async with _client() as client:
            while time.monotonic() < end:
                question = questions[place % len(questions)]
                reply = await _ask_one(client, f"{address}/v1/answer", question)
                replies.append(reply)
                place += 1
                if reply.status in _REFUSED:
                    await asyncio.sleep(float(reply.retry_after or 1))

    await asyncio.gather(*(ask_on(number) for number in range(clients)))
    return _sum_up(replies, clients, time.monotonic() - begun)


async def _ask_one(client: httpx2.AsyncClient, address: str, question: str) -> _Reply:
    begun = time.perf_counter()
    try:
        reply = await client.post(address, json={"question": question})
    except httpx2.HTTPError as error:
        return _Reply(type(error).__name__, time.perf_counter() - begun)
    seconds = time.perf_counter() - begun
    return _Reply(reply.status_code, seconds, reply.headers.get("retry-after", ""))


def _sum_up(replies: Sequence[_Reply], clients: int, seconds: float) -> Phase:
    answers = sorted(reply.seconds for reply in replies if reply.status == 200)
    refused = [reply for reply in replies if reply.status in _REFUSED]
    errors = Counter(str(reply.status) for reply in replies if reply.status not in {200, *_REFUSED})
    return Phase(
        clients=clients,
        seconds=round(seconds, 1),
        requests=len(replies),
        answered=len(answers),
        refused=len(refused),
        without_retry_after=sum(not reply.retry_after for reply in refused),
        errors=dict(errors),
        p50_s=_percentile(answers, 0.5),
        p95_s=_percentile(answers, 0.95),
        p99_s=_percentile(answers, 0.99),
        refused_p95_s=_percentile(sorted(reply.seconds for reply in refused), 0.95),
        per_second=round(len(answers) / seconds, 1),
    )


def _percentile(ordered: Sequence[float], share: float) -> float | None:
    """Return the nearest-rank percentile in seconds."""
    if not ordered:
        return None
    return round(ordered[math.ceil(share * len(ordered)) - 1], 3)


def _client() -> httpx2.AsyncClient:
    # No proxy of the environment may be asked for this machine. To load certificates for each of
    # many clients would keep them all waiting.
    return httpx2.AsyncClient(trust_env=False, timeout=120, verify=_NO_CERTIFICATES)


def _processes(parent: int) -> list[int]:
    """Return a process and those that it started."""
    children = f"/proc/{parent}/task/{parent}/children"
    with open(children) as file:  # noqa: PTH123 (a file of the kernel)
        return [parent, *map(int, file.read().split())]


def _memory_mb(pid: int) -> int:
    with open(f"/proc/{pid}/statm") as file:  # noqa: PTH123 (a file of the kernel)
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") // 2**20
