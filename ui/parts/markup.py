"""HTML built from pieces: the one place where text of others becomes part of a page.

Whatever is plain `str` is escaped, always; only what these functions made is taken as HTML. It is
drawn by `st.html`, which knows no Markdown, so text cannot become a link or an image that way.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

import streamlit as st

from ui.parts.addresses import OuterLink, PageLink, is_official
from ui.parts.script import say

Link = PageLink | OuterLink

_TAGS = frozenset(
    {"a", "article", "aside", "caption", "dd", "details", "div", "dl", "dt", "footer", "h1", "h2"}
    | {"h3", "h4", "header", "li", "mark", "nav", "ol", "p", "section", "span", "strong", "summary"}
    | {"table", "tbody", "td", "th", "thead", "tr", "ul"}
)
_ATTRIBUTES = frozenset(
    {"class", "colspan", "href", "id", "lang", "name", "open", "role", "rowspan", "scope", "start"}
    | {"tabindex", "aria-current", "aria-hidden", "aria-label", "aria-sort"}
)
_IDENTIFIER = re.compile(r"[a-z][a-z0-9-]*")


@dataclass(frozen=True, slots=True)
class Html:
    """HTML made by `element` or `join`."""

    code: str


def element(tag: str, *children: str | Html, **attributes: str | Link) -> Html:
    """Return an element; children that are text are escaped, line breaks stay as they are.

    Args:
        tag: Name of the element.
        children: Text, or HTML made here.
        attributes: A trailing or inner `_` stands for nothing or `-`: `class_`, `aria_label`.
            `href` may only lead to an `id` on the same page, `#…`, or be a link: a `PageLink`
            opens in the same tab, from which Back leads back, an `OuterLink` in one of its own.

    Raises:
        ValueError: a tag, an attribute or a link that the page has no use for.
    """
    if tag not in _TAGS:
        raise ValueError(f"element: {tag!r} is no tag of this page; use {', '.join(sorted(_TAGS))}")
    pairs = []
    for keyword, value in attributes.items():
        name = keyword.rstrip("_").replace("_", "-")
        if name not in _ATTRIBUTES:
            raise ValueError(f"element: attribute {name!r} is not allowed; use {_ATTRIBUTES}")
        if isinstance(value, PageLink | OuterLink):
            if name != "href":
                raise ValueError(f"element: {name} is a link; only href leads to a page")
            pairs.append((name, value.address))
            if isinstance(value, OuterLink):
                pairs += [("target", "_blank"), ("rel", "noopener noreferrer")]
            continue
        pairs.append((name, value))
        target = value.removeprefix("#") if name == "href" else value
        if name in ("href", "id") and not _IDENTIFIER.fullmatch(target):
            raise ValueError(f"element: {name} is {value!r}; use lower-case letters, digits and -")
        if name == "href" and not value.startswith("#"):
            raise ValueError(f"element: href is {value!r}; link to an id of the page, #…")
    printed = "".join(f' {name}="{escape(value)}"' for name, value in pairs)
    return Html(f"<{tag}{printed}>{join(children).code}</{tag}>")


def join(pieces: Iterable[str | Html]) -> Html:
    """Return pieces one after the other; text among them is escaped."""
    return Html("".join(p.code if isinstance(p, Html) else escape(p) for p in pieces))


def source_text(tag: str, *pieces: str | Html, **attributes: str | Link) -> Html:
    """Return an element of a document's own words, which stay as they stand in the source."""
    return element(tag, *pieces, lang="zh-Hans", **attributes)


def write_address(address: str) -> Html:
    """Return an address that a document names: a link, marked ↗, where it is an official one."""
    if not is_official(address):
        return source_text("span", address)
    mark = element("span", "↗", class_="outer", role="img", aria_label=say("（在新标签页打开）"))
    return element("a", source_text("span", address), " ", mark, href=OuterLink(address))


def code_span(text: str) -> str:
    """Return `text` as a Markdown code span, in which no Markdown is active; on one line."""
    line = " ".join(text.split())
    longest = max((len(run) for run in re.findall(r"`+", line)), default=0)
    fence = "`" * (longest + 1)
    return f"{fence} {line} {fence}"


def draw_html(html: Html) -> None:
    """Draw HTML on the page."""
    st.html(html.code)
