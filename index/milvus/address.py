"""Where a Milvus server is, and how that is said without its secrets."""

from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

from index.disk.store import StoreError

_SCHEMES = ("http", "https", "tcp")
_USE = "set INDEX_URI to http://HOST:19530 or to a file such as ./milvus.db"
INSTALL = "pip install -r requirements-milvus.txt"


class MilvusError(StoreError):
    """Milvus cannot be used, or does not hold this index; the message says what mends it."""


@dataclass(frozen=True, slots=True)
class Address:
    """Address of a server or of a file; `shown` is without user, password and token."""

    uri: str = field(repr=False)
    token: str = field(repr=False)
    shown: str

    @property
    def is_file(self) -> bool:
        """Say whether it is a file that milvus-lite opens in this process."""
        return "://" not in self.uri

    def without_secrets(self, text: str) -> str:
        """Return what a server said, with nothing in it that opens the server."""
        parts = [self.token, *self.token.split(":"), self.uri]
        if not self.is_file:
            parsed = urlsplit(self.uri)
            parts += [parsed.password or "", parsed.username or ""]
        for secret in sorted((part for part in parts if part), key=len, reverse=True):
            text = text.replace(secret, self.shown if secret == self.uri else "***")
        return text


def read_address(uri: str, token: str = "") -> Address:
    """Return the address that INDEX_URI names.

    Raises:
        MilvusError: it is none of a Milvus server or of a file of milvus-lite, or that is not
            installed.
    """
    shown = _mask(uri)
    address = Address(uri, token, shown)
    if address.is_file:
        _check_file(uri, shown)
        return address
    try:
        parsed = urlsplit(uri)
        known = parsed.scheme.lower() in _SCHEMES and bool(parsed.hostname) and parsed.port != 0
    except ValueError:
        known = False
    # The client takes every address of this ending for a file.
    if not known or uri.endswith(".db"):
        raise MilvusError(f"INDEX_URI: {shown} is no address of a Milvus server; {_USE}")
    return address


def _check_file(uri: str, shown: str) -> None:
    if not uri.endswith(".db"):
        raise MilvusError(f"INDEX_URI: {shown} is neither an address nor a .db file; {_USE}")
    if not Path(uri).absolute().parent.is_dir():
        raise MilvusError(f"INDEX_URI: the folder of {shown} is not there; make it or {_USE}")
    if find_spec("milvus_lite") is None:
        raise MilvusError(f"INDEX_URI: {shown} needs milvus-lite, which is not there; {INSTALL}")


def _mask(uri: str) -> str:
    scheme, mark, rest = uri.rpartition("://")
    _, at, rest = rest.rpartition("@")
    rest = rest.partition("?")[0].partition("#")[0]
    # What stands before the last mark may be part of a password.
    return f"{scheme.partition('://')[0]}{mark}{'***@' if at else ''}{rest}"
