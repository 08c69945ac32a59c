"""A connection to Milvus: every call is bounded in time and its failure says what mends it."""

import logging
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

from index.milvus.address import INSTALL, Address, MilvusError

CONNECT_S = 5.0
ANSWER_S = 10.0
WRITE_S = 120.0
# Sparse vectors came with it.
_OLDEST = (2, 4)
# Channels otherwise share what they know of a server that was away, for up to two minutes.
_OPTIONS = {"grpc.use_local_subchannel_pool": 1, "grpc.max_reconnect_backoff_ms": 1000}
# The client's codes.
_NO_SERVER, _NO_COLLECTION, _NOT_LOADED = 2, 100, 101
_LINE = 300
_DOTENV = "PYTHON_DOTENV_DISABLED"


class NotLoadedError(MilvusError):
    """The server has a collection on disk and does not search it."""


class Connection:
    """One server for all threads; it is reconnected to where it went away and came back."""

    def __init__(self, address: Address) -> None:
        """Connect.

        Raises:
            MilvusError: pymilvus is not installed, or there is no such server, or an old one.
        """
        self.shown = address.shown
        self._address = address
        self.pymilvus = _import_pymilvus()
        with self.asked("connecting"):
            self.client: Any = self.pymilvus.MilvusClient(
                address.uri, token=address.token, timeout=CONNECT_S, grpc_options=_OPTIONS
            )
            version = str(self.client.get_server_version(timeout=ANSWER_S))
        # milvus-lite's own numbers are others.
        found = re.match(r"v?(\d+)\.(\d+)", version)
        if found and (int(found[1]), int(found[2])) < _OLDEST:
            raise MilvusError(
                f"{self.shown}: is Milvus {version}, which knows no sparse vectors; "
                f"use {_OLDEST[0]}.{_OLDEST[1]} or newer"
            )

    @contextmanager
    def asked(self, doing: str) -> Iterator[None]:
        """Turn what the client raises into an error that says what was being done.

        Raises:
            MilvusError: the server cannot be reached, or refuses.
        """
        import grpc

        try:
            yield
        except MilvusError:
            raise
        # The client raises ValueError for a channel that was closed after a failure.
        except (self.pymilvus.MilvusException, grpc.RpcError, ValueError) as error:
            code = getattr(error, "code", None)
            reason = self._address.without_secrets(_reason(error))
            kind = NotLoadedError if code == _NOT_LOADED else MilvusError
            raise kind(
                f"{self.shown}: {doing} failed ({reason}); {self._mends(code, reason)}"
            ) from None

    def _mends(self, code: object, reason: str) -> str:
        said = reason.lower()
        if self._address.is_file and "open local milvus failed" in said:
            return (
                "one process at a time may have a file open; end the other, or run milvus-lite "
                "server --data-dir and set INDEX_URI to its address"
            )
        if "auth" in said or "permission" in said:
            return "set INDEX_TOKEN to USER:PASSWORD or to a key"
        if code == _NO_COLLECTION:
            return "the index was built anew since; start this program again"
        if code == _NO_SERVER or not isinstance(code, int):
            return "start the server there or correct INDEX_URI"
        return "look into the server's log"


def _reason(error: Exception) -> str:
    """Return what went wrong in one line: of a connection, what the network said."""
    cause = error.__cause__ or error
    details = getattr(cause, "details", None)
    message = details() if callable(details) else getattr(error, "message", "")
    line = " ".join(str(message or error).split())
    return line if len(line) <= _LINE else f"{line[:_LINE]}…"


def _import_pymilvus() -> ModuleType:
    """Import the client, which would read a file .env into the environment, and log by itself."""
    before = os.environ.get(_DOTENV)
    os.environ[_DOTENV] = "1"
    try:
        import pymilvus
    except ImportError as error:
        raise MilvusError(f"INDEX_URI: pymilvus is not there ({error}); {INSTALL}") from error
    finally:
        if before is None:
            del os.environ[_DOTENV]
        else:
            os.environ[_DOTENV] = before
    # Each failure is logged with its traceback, and then raised; so is what a file cannot do, where
    # the client goes on without it.
    for name in ("pymilvus", "pymilvus.milvus_client", "milvus_lite", "grpc._server"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    return pymilvus  # type: ignore[no-any-return]
