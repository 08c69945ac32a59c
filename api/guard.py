"""What every request passes first: key, rate, body; and last: its line in the log, its count."""

import asyncio
import hashlib
import hmac
import logging
import re
import secrets
import time
from collections.abc import Awaitable, Callable
from typing import Any

from limits import parse_many
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import MovingWindowRateLimiter
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import ApiError, busy, error_response
from api.metrics import Meters
from api.settings import ServiceSettings
from ingest.errors import BadUsageError

logger = logging.getLogger(__name__)

# Whoever watches the process needs no key, and a client may read what it can ask.
OPEN_PATHS = frozenset({"/healthz", "/readyz", "/openapi.json"})
_REQUEST_ID = re.compile(r"[\w.-]{1,64}", re.ASCII)
# Answers to what was not read to its end; the connection is of no more use.
_CLOSE = {"Connection": "close"}
_GONE = 499
# What is counted as refused, besides being counted by its status.
_REFUSALS = frozenset({401, 408, 413, 429, 503, 504})


class Guard:
    """ASGI middleware around the whole service."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        settings: ServiceSettings,
        meters: Meters,
        is_crowded: Callable[[], bool] = lambda: False,
    ) -> None:
        """Guard `app`.

        Args:
            app: What answers.
            settings: What is allowed.
            meters: Count requests.
            is_crowded: Whether clients should rather come to another process.
        """
        self._is_crowded = is_crowded
        self._app = app
        self._settings = settings
        self._meters = meters
        self._keys = [_digest(key.get_secret_value()) for key in settings.keys]
        self._rates = parse_many(settings.rate) if settings.rate else []
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer why not."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = time.perf_counter()
        sent = Headers(scope=scope)
        given = sent.get("x-request-id", "")
        request_id = given if _REQUEST_ID.fullmatch(given) else secrets.token_hex(8)
        # Nobody was left to send a status to, until one is sent.
        status = _GONE

        async def send_noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                headers["X-Request-ID"] = request_id
                if self._is_crowded():
                    headers.update(_CLOSE)
            await send(message)

        try:
            await self._pass(scope, receive, send_noted, sent)
        except (ApiError, BadUsageError) as error:
            await self._refuse(error)(scope, receive, send_noted)
        except Exception:
            logger.exception("request %s failed", request_id)
            if status != _GONE:
                raise
            told = ApiError(500, "internal", f"service: failed; tell {request_id} to who runs it")
            await error_response(told)(scope, receive, send_noted)
        finally:
            self._note(scope, status, request_id, time.perf_counter() - begun)

    async def _pass(self, scope: Scope, receive: Receive, send: Send, headers: Headers) -> None:
        if scope["path"] not in OPEN_PATHS:
            client = self._check_key(headers) or (scope["client"] or ("",))[0]
            await self._check_rate(client)
        body = await self._read_body(receive, headers)
        if body is not None:
            await self._app(scope, _replay(body, receive), send)

    def _refuse(self, error: ApiError | BadUsageError) -> Response:
        if isinstance(error, BadUsageError):
            return error_response(ApiError(422, "bad_question", str(error)))
        if error.status in _REFUSALS:
            self._meters.refused.labels(error.code).inc()
        return error_response(error)

    def _check_key(self, headers: Headers) -> str:
        """Return which key was sent; "" where none is needed."""
        if not self._keys:
            return ""
        scheme, _, sent = headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            sent = headers.get("x-api-key", "")
        digest = _digest(sent.strip())
        # All are compared, each in the same time.
        if not sum(hmac.compare_digest(digest, key) for key in self._keys):
            raise ApiError(
                401,
                "unauthorized",
                "key: is missing or wrong; send Authorization: Bearer KEY",
                headers={"WWW-Authenticate": "Bearer", **_CLOSE},
            )
        return digest.hex()

    async def _check_rate(self, client: str) -> None:
        for rate in self._rates:
            if not await self._limiter.hit(rate, client):
                window = await self._limiter.get_window_stats(rate, client)
                raise busy(
                    429,
                    "rate_limited",
                    f"rate: more than {rate}; ask again later",
                    retry_after_s=window.reset_time - time.time(),
                )

    async def _read_body(self, receive: Receive, headers: Headers) -> bytes | None:
        """Return the body; None where the client went away."""
        limit, body = self._settings.body_limit, bytearray()
        announced = headers.get("content-length", "")
        too_large = ApiError(
            413,
            "body_too_large",
            f"body: is larger than {limit:,} bytes; send less",
            headers=_CLOSE,
        )
        if announced.isdecimal() and int(announced) > limit:
            raise too_large
        try:
            async with asyncio.timeout(self._settings.body_timeout):
                while True:
                    message = await receive()
                    if message["type"] == "http.disconnect":
                        return None
                    body += message.get("body", b"")
                    if len(body) > limit:
                        raise too_large
                    if not message.get("more_body", False):
                        return bytes(body)
        except TimeoutError as error:
            seconds = self._settings.body_timeout
            raise ApiError(
                408,
                "body_too_slow",
                f"body: did not come in {seconds:g} s; send it at once",
                headers=_CLOSE,
            ) from error

    def _note(self, scope: Scope, status: int, request_id: str, seconds: float) -> None:
        # Never the path as it was sent, which may hold what somebody asked for.
        route = getattr(scope.get("route"), "path", "other")
        self._meters.requests.labels(route, status).inc()
        self._meters.seconds.labels(route).observe(seconds)
        fields: dict[str, Any] = {
            "request_id": request_id,
            "method": scope["method"] if scope["method"].isalpha() else "other",
            "route": route,
            "status": status,
            "ms": round(seconds * 1000, 1),
        }
        if self._settings.log_questions:
            fields["asked"] = scope.get("asked", "")
        logger.info("request", extra={"fields": fields})


def _replay(body: bytes, receive: Receive) -> Callable[[], Awaitable[Message]]:
    is_given = False

    async def replay() -> Message:
        nonlocal is_given
        if is_given:
            return await receive()
        is_given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replay


def _digest(key: str) -> bytes:
    return hashlib.sha256(key.encode()).digest()
