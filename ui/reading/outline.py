"""The outline of a document, to walk through: every entry leads to its place in the text."""

from collections.abc import Sequence
from itertools import groupby

from ui.parts.lists import write_folded
from ui.parts.markup import Html, element, source_text
from ui.parts.script import say
from ui.reading.anchors import clause_anchor
from views.outline import Entry

_HEAD_KINDS = frozenset({"front", "toc"})
_LONGEST_LABEL = 24
# Where who walks by keyboard goes on after the outline.
AFTER_OUTLINE = "steps"


def write_outline(entries: Sequence[Entry]) -> Html:
    """Return the outline; head and foot of the document are groups of their own."""
    parts = [
        _write_part(part, list(group)) for part, group in groupby(entries, key=lambda e: _part(e))
    ]
    skip = element("a", say("跳过目录"), href=f"#{AFTER_OUTLINE}", class_="skip")
    return element(
        "details",
        element("summary", say("目录")),
        element("nav", skip, *parts, class_="outline", aria_label=say("目录")),
        class_="fold",
    )


def _part(entry: Entry) -> str:
    kind = entry.clause.kind
    return "head" if kind in _HEAD_KINDS else "foot" if kind == "back" else "body"


def _write_part(part: str, entries: Sequence[Entry]) -> Html:
    listed = write_folded([_write_entry(entry) for entry in entries], tag="ol")
    if part == "body":
        return listed
    name = say("文件头" if part == "head" else "文件尾")
    count = say(f"{len(entries)} 段")
    return element("details", element("summary", f"{name}（{count}）"), listed, class_="part")


def _write_entry(entry: Entry) -> Html:
    clause = entry.clause
    link = element("a", *_label(entry), href=f"#{clause_anchor(clause.clause_id)}")
    if not entry.children:
        return element("li", link)
    below = write_folded([_write_entry(child) for child in entry.children], tag="ol")
    count = str(len(entry.children))
    name = say(f"展开或收起下面的 {count} 条")
    # Items of a box are many and alike; the box is what one looks for.
    opened = {} if clause.kind == "box" else {"open": ""}
    return element(
        "li",
        link,
        element("details", element("summary", count, aria_label=name), below, **opened),
    )


def _label(entry: Entry) -> tuple[Html, ...]:
    clause = entry.clause
    if clause.kind == "toc":
        return (element("span", say("目录页")),)
    beginning = _shorten(clause.text)
    if clause.kind in ("front", "back"):
        label = source_text("span", clause.title, class_="part-name")
        return (
            (_own(beginning),) if beginning.startswith(clause.title) else (label, _own(beginning))
        )
    number = clause.number if clause.kind != "bullet" else "—"
    named = (source_text("span", number, class_="number"),) if number else ()
    return (*named, _own(clause.title or beginning))


def _own(text: str) -> Html:
    return source_text("span", text)


def _shorten(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_LABEL else f"{line[:_LONGEST_LABEL]}…"
