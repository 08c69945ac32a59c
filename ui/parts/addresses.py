"""Pages and their addresses: what a page shows is in its address, so that a link shows the same."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

import streamlit as st

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
# The day that the pages speak of, and the documents that alone are asked.
DAY, DOCUMENTS = "day", "docs"
_DEFAULTS = {FONT: "A", KEY: SCRIPTS[0]}
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
        values = {**_kept(), **self.values}
        query = urlencode({name: value for name, value in values.items() if value}, doseq=True)
        return f"./{path}?{query}" if query else f"./{path}"


def _kept() -> dict[str, str | list[str]]:
    """Return what every address keeps; settings at their defaults are left out of it."""
    # On the first change of pages Streamlit drops from the address what its widgets still hold.
    settings = {name: str(st.session_state.get(name) or "") for name in _DEFAULTS}
    kept = {name: value for name, value in settings.items() if value != _DEFAULTS[name]}
    return {**kept, **{name: st.query_params.get_all(name) for name in (DAY, DOCUMENTS)}}


def read_link(clause_id: str, quote: str = "") -> PageLink:
    """Return the link that opens a clause on the page 原文, with the words quoted marked in it."""
    # The page searches for no longer text.
    found = quote if len(quote) <= LONGEST_FIND else ""
    return PageLink("read", {"clause": clause_id, "find": found})
