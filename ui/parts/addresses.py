"""Pages and their addresses: what a page shows is in its address, so that a link shows the same."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

import streamlit as st

from ui.parts.kept import chosen
from ui.parts.script import KEY, SCRIPTS

# The path of each page in its address, and its title. The first is the start page.
PAGES = {
    "ask": "问答",
    "tasks": "责任分工",
    "support": "惠企支持",
    "compare": "对照",
    "read": "原文",
    "library": "文件库",
    "evaluation": "评测",
    "about": "关于",
}
START = "ask"
FONT = "font"
# The reader's own settings, the same on every page, each with its values, the usual one first.
SETTINGS = {FONT: ("A", "A+", "A++"), KEY: SCRIPTS}
# The day that the pages speak of, and the documents that alone are asked.
DAY, DOCUMENTS = "day", "docs"
# China keeps this domain for government alone.
_OFFICIAL = ".gov.cn"
# The longest text that the page 原文 searches for.
LONGEST_FIND = 500


@dataclass(frozen=True, slots=True)
class PageLink:
    """A link to a page of this application; `values` are the parameters of its address.

    Raises:
        ValueError: there is no such page.
    """

    page: str
    values: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse a page that there is not."""
        if self.page not in PAGES:
            raise ValueError(f"PageLink: {self.page!r} is no page; use {', '.join(PAGES)}")

    @property
    def address(self) -> str:
        """Return the address, relative to any page, with the reader's settings."""
        path = "" if self.page == START else self.page
        asked = {name: st.query_params.get_all(name) for name in (DAY, DOCUMENTS)}
        values: dict[str, str | list[str]] = {**chosen(SETTINGS), **asked, **self.values}
        query = urlencode({name: value for name, value in values.items() if value}, doseq=True)
        return f"./{path}?{query}" if query else f"./{path}"


@dataclass(frozen=True, slots=True)
class OuterLink:
    """A link to a page of the government's, which opens beside this application.

    Raises:
        ValueError: it is no address of the government's; see `is_official`.
    """

    address: str

    def __post_init__(self) -> None:
        """Refuse an address that could lead anywhere."""
        if not is_official(self.address):
            raise ValueError(f"OuterLink: {self.address!r} is no address on {_OFFICIAL}")


def is_official(address: str) -> bool:
    """Say whether a text of others is an address on the government's own domain and no more.

    Only such a one becomes a link: a file that anybody may have sent must not choose where to.
    """
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return False
    return (
        parts.scheme in ("http", "https")
        and parts.netloc in (host, f"{host}:80", f"{host}:443")
        and host.endswith(_OFFICIAL)
        and address.isascii()
        and address.isprintable()
        and " " not in address
    )


def read_link(clause_id: str, quote: str = "") -> PageLink:
    """Return the link that opens a clause on the page 原文, with the words quoted marked in it."""
    # The page searches for no longer text.
    found = quote if len(quote) <= LONGEST_FIND else ""
    return PageLink("read", {"clause": clause_id, "find": found})
