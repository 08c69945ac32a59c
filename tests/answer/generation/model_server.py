"""A server of this machine that speaks like a language model, or fails like one."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from answer.generation.chat_model import ModelSettings

KEY = "sk-0f1e2d3c4b5a"
Behave = Callable[["Connection"], None]


@dataclass(slots=True)
class ModelServer:
    """`behaviours` answer one request each; the last one answers all that follow."""

    behaviours: list[Behave]
    address: str = ""
    requests: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    ended: threading.Event = field(default_factory=threading.Event)

    def settings(self, **values: Any) -> ModelSettings:
        fields: dict[str, Any] = {"base_url": self.address, "model": "tiny", "api_key": KEY}
        return ModelSettings(**(fields | {"timeout": 1.0} | values))


class Connection(BaseHTTPRequestHandler):
    """One request; the methods are what a behaviour may do."""

    script: ModelServer

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        self.script.headers.append(dict(self.headers))
        self.script.requests.append(json.loads(self.rfile.read(length)))
        behaviours = self.script.behaviours
        try:
            behaviours[min(len(self.script.requests), len(behaviours)) - 1](self)
        except (BrokenPipeError, ConnectionResetError):
            self.script.ended.set()

    def log_message(self, *_: Any) -> None:
        """Say nothing."""

    def send(self, body: str, *, status: int = 200, kind: str = "application/json") -> None:
        data = body.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def begin_stream(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()

    def send_event(self, data: str) -> None:
        self.wfile.write(f"data: {data}\n\n".encode())
        self.wfile.flush()

    def send_piece(self, text: str, *, ending: str | None = None) -> None:
        delta = {"role": "assistant", "content": text}
        choice = {"index": 0, "delta": delta, "finish_reason": ending}
        event = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "tiny"}
        self.send_event(json.dumps(event | {"choices": [choice]}))


def saying(text: str, *, ending: str | None = "stop", pause_s: float = 0.0) -> Behave:
    """Stream `text` in pieces of five characters, then how it ended (None: break off)."""

    def behave(connection: Connection) -> None:
        connection.begin_stream()
        for start in range(0, len(text), 5):
            connection.send_piece(text[start : start + 5])
            time.sleep(pause_s)
        if ending is not None:
            connection.send_piece("", ending=ending)
            connection.send_event("[DONE]")

    return behave


def failing(status: int, body: str = "{}") -> Behave:
    return lambda connection: connection.send(body, status=status)


@contextmanager
def serve_model(*behaviours: Behave) -> Iterator[ModelServer]:
    """Serve on a free port of this machine; stop it at the end."""
    script = ModelServer(list(behaviours))
    handler = type("Handler", (Connection,), {"script": script})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    script.address = f"http://127.0.0.1:{server.server_address[1]}/v1"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield script
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
