"""A real server of the service on this machine, and stand-ins for who answers in it."""

import asyncio
import json
import socket
import threading
import time
from collections.abc import Callable, Collection, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

import httpx2
import uvicorn
from starlette.types import ASGIApp

from answer import Answer
from answer.answerer import AnswersQuestions
from question.dialogue.conversation import Conversation

T = TypeVar("T")
_WAIT_S = 20.0


@dataclass
class Held:
    """Answers only once `go` is set; looks up now and then, as a real one does at its stages.

    `working` is how many questions are worked on, `most` how many were at once.
    """

    real: AnswersQuestions
    looks_up: bool = True
    go: threading.Event = field(default_factory=threading.Event)
    working: int = 0
    most: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def answer(
        self,
        question: str,
        *,
        as_of: date,
        conversation: Conversation | None = None,
        on_line: Callable[[str], None] | None = None,
        on_stage: Callable[[str], None] | None = None,
        doc_ids: Collection[str] = (),
    ) -> Answer:
        with self._lock:
            self.working += 1
            self.most = max(self.most, self.working)
        try:
            while not self.go.wait(0.01):
                if on_stage and self.looks_up:
                    on_stage("search")
            return self.real.answer(
                question, as_of=as_of, conversation=conversation, doc_ids=doc_ids
            )
        finally:
            with self._lock:
                self.working -= 1


@dataclass
class Broken:
    """Fails in a way that nobody expects, with the question in its words."""

    def answer(
        self,
        question: str,
        *,
        as_of: date,
        conversation: Conversation | None = None,
        on_line: Callable[[str], None] | None = None,
        on_stage: Callable[[str], None] | None = None,
        doc_ids: Collection[str] = (),
    ) -> Answer:
        raise RuntimeError(f"secret inside: {question}")


@contextmanager
def serve(app: ASGIApp) -> Iterator[httpx2.Client]:
    """Serve on a free port; give a client once it listens, stop it at the end."""
    config = uvicorn.Config(app, port=0, log_config=None, timeout_graceful_shutdown=5)
    server = uvicorn.Server(config)
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            until(lambda: server.started)
            with httpx2.Client(base_url=address, trust_env=False, timeout=_WAIT_S) as client:
                yield client
        finally:
            server.should_exit = True
            thread.join()


def until(holds: Callable[[], bool]) -> None:
    """Wait until something holds."""
    deadline = time.monotonic() + _WAIT_S
    while not holds():
        if time.monotonic() > deadline:
            raise TimeoutError("it never held")
        time.sleep(0.01)


def is_ready(client: httpx2.Client) -> bool:
    return client.get("/readyz").status_code == 200


def ask(
    client: httpx2.Client, question: str = "检验检测由谁牵头？", **more: Any
) -> httpx2.Response:
    return client.post("/v1/answer", json={"question": question, **more})


def code_of(reply: httpx2.Response) -> str:
    """Return the code of an error, whose shape is checked."""
    record = reply.json()
    assert set(record) == {"error"}
    assert set(record["error"]) == {"code", "message"}
    assert reply.headers["content-type"] == "application/json"
    code: str = record["error"]["code"]
    return code


def events_of(text: str) -> list[tuple[str, dict[str, Any]]]:
    """Return name and record of each server-sent event."""
    events = []
    for block in text.strip().split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.splitlines())
        events.append((fields["event"], json.loads(fields["data"])))
    return events


def count_of(client: httpx2.Client, name: str) -> float:
    """Return a figure of /metrics, 0 where it is not there yet."""
    for line in client.get("/metrics").text.splitlines():
        printed, _, value = line.rpartition(" ")
        if printed == name:
            return float(value)
    return 0.0


def send_raw(client: httpx2.Client, *parts: bytes, pause_s: float = 0.0) -> bytes:
    """Return what the service says to bytes sent in parts, until it closes the connection."""
    address = client.base_url
    said = b""
    with socket.create_connection((address.host, address.port or 80), timeout=_WAIT_S) as sent:
        for part in parts:
            try:
                sent.sendall(part)
            except OSError:
                break
            time.sleep(pause_s)
        while True:
            try:
                got = sent.recv(65536)
            except ConnectionResetError:
                break
            if not got:
                break
            said += got
    return said


def run_async(coroutine: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine in a thread: in this one a browser of other tests may keep a loop going."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, coroutine).result()
