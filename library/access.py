"""Who may add documents on the page: those on this machine, unless somebody has said otherwise."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from ipaddress import ip_address, ip_network
from urllib.parse import urlsplit

from index import Settings

_LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
# What a proxy adds: whoever asks through one is not on this machine.
_FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-Ip", "Via")


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks, as the connection tells it.

    Attributes:
        address: Of the other end, a proxy's where there is one; "" for this machine.
        headers: What the request says, all values of each.
        server: The address that the server listens on; "" for all of the machine's.
    """

    address: str
    headers: Mapping[str, Sequence[str]]
    server: str


@dataclass(frozen=True, slots=True)
class Access:
    """Whether a visitor may add documents.

    `why_not` is "" where so, else `off`, `far`, `header` or `password`. `who` is the name that a
    proxy gave; "" where there is none.
    """

    why_not: str = ""
    who: str = ""


def access_of(settings: Settings, visitor: Visitor, *, knows_password: bool = False) -> Access:
    """Say whether a visitor may add documents.

    Args:
        settings: What is allowed.
        visitor: Who asks.
        knows_password: The visitor has given the password in this session.
    """
    if settings.adding == "off":
        return Access("off")
    if settings.adding_header:
        who = _named(settings, visitor)
        if who:
            return Access(who=who)
    if settings.adding_password is not None:
        return Access() if knows_password else Access("password")
    if settings.adding_header:
        return Access("header")
    return Access() if _is_here(visitor) else Access("far")


def _named(settings: Settings, visitor: Visitor) -> str:
    """Return the name that a trusted proxy gave, "" for none: a client can send the header too."""
    values = _values(visitor, settings.adding_header)
    if len(values) != 1 or not _is_trusted(visitor.address, settings.adding_proxies):
        return ""
    return "".join(c for c in values[0] if c.isprintable()).strip()[:80]


def _is_trusted(address: str, proxies: str) -> bool:
    if _is_loopback(address):
        return True
    try:
        asking = ip_address(address)
    except ValueError:
        return False
    networks = [ip_network(p.strip(), strict=False) for p in proxies.split(",") if p.strip()]
    return any(asking in network for network in networks)


def _is_here(visitor: Visitor) -> bool:
    """Say whether server and visitor are on this machine, with nothing between them."""
    if visitor.server not in _LOCAL or not _is_loopback(visitor.address):
        return False
    if any(_values(visitor, name) for name in _FORWARDED):
        return False
    hosts = [urlsplit(f"//{host}").hostname for host in _values(visitor, "Host")]
    origins = [urlsplit(origin).hostname for origin in _values(visitor, "Origin")]
    # A page of another place that was led here has its own name there.
    return all(host in _LOCAL for host in (*hosts, *origins))


def _is_loopback(address: str) -> bool:
    try:
        return not address or ip_address(address).is_loopback
    except ValueError:
        return False


def _values(visitor: Visitor, name: str) -> Sequence[str]:
    found = (values for key, values in visitor.headers.items() if key.lower() == name.lower())
    return next(found, ())
