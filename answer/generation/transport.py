"""What the server of a language model sends: bounded in time and size, and always a stream."""

import json
import re
import time
from collections.abc import Iterable, Iterator

import httpx2

_MOST_BYTES = 4_000_000
_CONNECT_S = 5.0
_DONE = re.compile(rb"data:\s*\[DONE\]\s*")
_ENDING = (
    b'data: {"object": "chat.completion.chunk", "choices": '
    b'[{"index": 0, "delta": {}, "finish_reason": "done"}]}\n\n'
)


def open_client(*, silence_s: float, total_s: float) -> httpx2.Client:
    """Return a client that follows no redirect and reads no proxy or password of the environment.

    Args:
        silence_s: Longest time that the server may say nothing.
        total_s: Longest time that the body of a reply may take.
    """
    return httpx2.Client(
        timeout=limit_silence(silence_s),
        # A compressed body could be small here and endless unpacked.
        headers={"Accept-Encoding": "identity"},
        follow_redirects=False,
        trust_env=False,
        limits=httpx2.Limits(max_keepalive_connections=0),
        event_hooks={"response": [lambda response: _guard(response, total_s)]},
    )


def limit_silence(seconds: float) -> httpx2.Timeout:
    """Return the time limits of a single read, write or connection."""
    return httpx2.Timeout(seconds, connect=min(_CONNECT_S, seconds))


class _Body(httpx2.SyncByteStream):
    """The body of `response`: an error if it takes too long or does not end.

    A limit on each read is not enough: a byte now and then keeps a connection open for ever.
    """

    def __init__(
        self, response: httpx2.Response, body: httpx2.SyncByteStream, total_s: float
    ) -> None:
        kind = response.headers.get("Content-Type", "")
        self._request, self._body, self._total_s = response.request, body, total_s
        self._is_whole = response.is_success and kind.startswith("application/json")

    def __iter__(self) -> Iterator[bytes]:
        if self._is_whole:
            yield _as_event(b"".join(self._parts()))
        else:
            yield from _with_endings(self._parts())

    def _parts(self) -> Iterator[bytes]:
        end, size = time.monotonic() + self._total_s, 0
        for part in self._body:
            size += len(part)
            if size > _MOST_BYTES or time.monotonic() > end:
                raise httpx2.ReadTimeout("body: too long", request=self._request)
            yield part

    def close(self) -> None:
        """Close the connection."""
        self._body.close()


def _guard(response: httpx2.Response, total_s: float) -> None:
    if isinstance(response.stream, httpx2.SyncByteStream):
        response.stream = _Body(response, response.stream, total_s)


def _with_endings(parts: Iterable[bytes]) -> Iterator[bytes]:
    """Yield a stream by lines, with a reason to end before [DONE]: some servers state none."""
    rest = b""
    for part in parts:
        *lines, rest = (rest + part).split(b"\n")
        for line in lines:
            if _DONE.fullmatch(line):
                yield _ENDING
            yield line + b"\n"
    if _DONE.fullmatch(rest):
        yield _ENDING
    yield rest


def _as_event(body: bytes) -> bytes:
    """Return a whole reply as a stream of one event: some servers stream nothing, asked or not.

    Anything else is returned as it is, for the client to refuse.
    """
    try:
        reply = json.loads(body)
        choices = [{**choice, "delta": choice["message"]} for choice in reply["choices"]]
    except (ValueError, TypeError, LookupError):
        return body
    for choice in choices:
        del choice["message"]
    event = json.dumps({**reply, "object": "chat.completion.chunk", "choices": choices})
    return f"data: {event}\n\ndata: [DONE]\n\n".encode()
