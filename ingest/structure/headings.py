"""Titles of nodes: a heading line, or the run-in sentence with which a clause begins."""

import re
from dataclasses import dataclass

from ingest.structure.levels import Node
from ingest.structure.lines import Line
from ingest.structure.numbering import STATUTE_STYLES
from ingest.text.joined import CLOSERS, ends_sentence

# The title stands beside the number of these, or in the line below it.
_TITLE_STYLES = (STATUTE_STYLES - {"item", "paragraph"}) | {"box", "annex"}
_LONGEST_TITLE = 40
_LONGEST_TITLE_LINE = 60
_ARTICLE_TITLE = re.compile(r"[【（(]([^】）)]{1,30})[】）)]")
_RUN_IN = re.compile(r"([^。：:；;！？]{1,40})(?:[。：]|:(?!\d))\s*(?=\S)")
# White space between Chinese characters parts a heading from its text in texts without lines.
_GAP = re.compile(r"([^。：:；;，,]{2,30}?[\u4e00-\u9fff”）])[\s\u3000]+(?=[\u4e00-\u9fff“《])")


@dataclass(frozen=True, slots=True)
class Heading:
    """A node's title; its first `lines` hold nothing else."""

    title: str
    lines: int


def read_heading(text: str, node: Node, joined: str) -> Heading:
    """Return the title of `node`; `joined` is its text, mark included.

    A title is a first line that ends in no sentence mark, or a first sentence of at most 40
    characters with text after it. Articles have a title only in brackets after the number.
    """
    if node.style in ("styled", "attached"):
        return Heading(_one_line(text[node.lines[0].start : node.lines[0].end]), 1)
    if node.mark is None:
        return Heading("", 0)
    first = text[node.mark.end : node.lines[0].end]
    body = joined[node.mark.end - node.mark.start :]
    if node.style == "article":
        match = _ARTICLE_TITLE.match(first)
        return Heading(match.group(1) if match else "", 0)
    if node.style in _TITLE_STYLES:
        return _read_title_line(text, node, first)
    if _is_heading_line(text, node, first):
        gap = _GAP.match(first)
        if gap and len(first) > gap.end() + 20:
            return Heading(_one_line(gap.group(1)), 0)
        return Heading(_one_line(first), 1)
    gap = _GAP.match(first) if node.lines[0].inline else None
    match = gap or _RUN_IN.match(body)
    title = match.group(1) if match else ""
    # A colon or space inside 《…》 ends no title.
    return Heading(_one_line(title) if title.count("《") == title.count("》") else "", 0)


def _read_title_line(text: str, node: Node, first: str) -> Heading:
    """Read the title beside the number of a chapter, box or annex, or in the line below it."""
    if len(first) > _LONGEST_TITLE_LINE:
        return Heading("", 0)
    if first or len(node.lines) == 1:
        return Heading(_one_line(first), 1)
    below = text[node.lines[1].start : node.lines[1].end]
    if len(below) > _LONGEST_TITLE or (ends_sentence(below) and below[-1] not in CLOSERS):
        return Heading("", 1)
    return Heading(_one_line(below), 2)


def _is_heading_line(text: str, node: Node, first: str) -> bool:
    if not first or len(first) > _LONGEST_TITLE or "。" in first or _RUN_IN.match(first):
        return False
    if len(node.lines) == 1:
        return not ends_sentence(first) or first[-1] in ":："
    if ends_sentence(first):
        return False
    # A wrapped line of running text is as long as its neighbours and followed by no blank line.
    next_line = node.lines[1]
    if _blank_between(text, node.lines[0], next_line):
        return not _cut_by_page(first)
    return len(first) < 25 and "，" not in first and next_line.end - next_line.start > len(first)


def _cut_by_page(first: str) -> bool:
    return first[-1] in "，、,（(“" or first.count("，") > 1


def _blank_between(text: str, line: Line, follower: Line) -> bool:
    return len(re.findall(r"\r\n|[\n\r\x0c\x85\u2028\u2029]", text[line.end : follower.start])) > 1


def _one_line(title: str) -> str:
    return re.sub(r"\s*\n\s*", "", title).strip(" \u3000\t。：:；;")
