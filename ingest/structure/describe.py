"""What a document says of itself in its front and back matter: title, number, issuers, dates."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.model import Document, Fact
from ingest.structure.blocks import Block
from ingest.structure.facts import facts_of
from ingest.structure.issuers import issuer_of_number, issuers_of_title
from ingest.structure.lines import split_lines
from ingest.structure.metadata import read_metadata
from ingest.structure.numbering import read_mark
from ingest.structure.titles import (
    NOTE,
    is_same_title,
    is_title,
    read_period,
    tidy_title,
    title_of_issued,
)
from ingest.text.dates import to_iso
from ingest.text.places import find_region
from ingest.validity import read_status

# A province that the list of places does not know.
_PROVINCE = re.compile("[一-鿿]{2,3}?(?:省|自治区)")
_Part = tuple[Block, list[Fact]]
_HEAD_LABELS = frozenset({"title", "metadata", "source", "text", "disclosure"})
_LONGEST_MARK = 30
_HEAD_LINES = 40
_MOST_TITLE_LINES = 4
_LONGEST_TITLE = 60


def describe(document: Document, text: str, blocks: list[Block], backs: list[Block]) -> Document:
    """Return `document` with what its front and back matter state of it.

    Args:
        document: The record to fill; a title and status that it has are kept.
        text: The whole text.
        blocks: Front matter.
        backs: Back matter.
    """
    stated = _Stated(text, blocks, backs)
    title, notice = stated.titles(document.title)
    issuers = stated.issuers(notice or title)
    issued = stated.issued()
    period = read_period(title)
    filled = replace(
        document,
        title=title,
        notice=notice,
        number=stated.number(),
        issuers=issuers,
        issued=issued,
        deadline=stated.first("deadline"),
        period=period,
        status=document.status or read_status(title, notice, stated.head()),
        facts=stated.facts,
        effective=to_iso(stated.row("effective")),
        expires=to_iso(stated.row("expires")),
        recipients=stated.first("recipients"),
    )
    return replace(filled, region=read_region(filled))


def read_region(document: Document) -> str:
    """Return the place whose government issued the document, the longest that its names give.

    It begins with the province: 广东省, 广东省广州市天河区; empty for a national document.
    """
    if document.region:
        return document.region
    for title in (document.notice, document.title):
        region = find_region(issuers=document.issuers, title=title, number=document.number)
        if region:
            return region
    matches = (_PROVINCE.match(issuer) for issuer in document.issuers)
    return next((match.group() for match in matches if match), "")


class _Stated:
    """What the blocks of a document state, and which of several statements counts."""

    def __init__(self, text: str, blocks: Sequence[Block], backs: Sequence[Block]) -> None:
        self._text = text
        self._front = [(block, facts_of(text, block)) for block in blocks]
        self._back = [(block, facts_of(text, block)) for block in backs]
        self.facts = tuple(fact for _, found in (*self._front, *self._back) for fact in found)

    def first(self, name: str) -> str:
        """Return the first fact of that name, "" if there is none."""
        return next((fact.value for fact in self.facts if fact.name == name), "")

    def row(self, fact: str) -> str:
        """Return what a row of the page states, as `ingest.structure.metadata` names it."""
        for block, _ in self._front:
            if block.label in ("metadata", "source"):
                printed = self._text[block.lines[0].start : block.lines[-1].end]
                for row in read_metadata(printed):
                    if row.fact == fact and row.value:
                        return row.value
        return ""

    def head(self) -> str:
        """Return the short lines above the body, where a mark such as 已废止 may stand."""
        return "\n".join(
            self._text[line.start : line.end]
            for block, _ in self._front
            if block.label in _HEAD_LABELS
            for line in block.lines
            if line.end - line.start <= _LONGEST_MARK
        )

    def titles(self, given: str) -> tuple[str, str]:
        """Return the title of the document, and that of the notice that issues it, if any."""
        titles = list(self._titles())
        if given:
            notice = next((t for t in titles if is_same_title(title_of_issued(t), given)), "")
            return given, notice
        for i, notice in enumerate(titles):
            issued = title_of_issued(notice)
            if not issued:
                continue
            for title in (*titles[i + 1 :], *self._headings(issued)):
                if not notice.endswith(title) and is_same_title(issued, title):
                    return title, notice
        if titles:
            return titles[0], ""
        return tidy_title(self.row("title")) or _first_title(self._text), ""

    def issuers(self, title: str) -> tuple[str, ...]:
        """Return who issued it: who signs, else who the title names, else who adopted it."""
        signed = self._signed(self._front)
        adopted = self._of("adoption", "issuer")
        candidates = (
            signed,
            [] if adopted else issuers_of_title(self._as_printed(title)),
            adopted,
            self._signed(self._back),
            self._of("issuers", "issuer"),
            re.split(r"[\s,，、;；]+", self.row("issuer")),
            [issuer_of_number(self.number())],
        )
        names = next((names for names in candidates if any(names)), [])
        return tuple(dict.fromkeys(name for name in names if name))

    def issued(self) -> str:
        """Return the day of the signature, else of the adoption, else what a row states."""
        dates = [
            *self._signature_dates(self._front),
            *self._of("adoption", "date"),
            *self._dates(self._front),
            *self._dates(self._back),
            to_iso(self.row("date")),
            to_iso(self.row("published")),
        ]
        whole = (day for day in dates if len(day) == len("2023-12-29"))
        return next(whole, next(filter(None, dates), ""))

    def number(self) -> str:
        """Return its number, which a row of the page may state as well."""
        own = self._of("number", "number") or self._of("adoption", "number")
        rest = [fact.value for _, found in self._back for fact in found if fact.name == "number"]
        return next(iter((*own, *rest)), "") or self.row("number")

    def _as_printed(self, title: str) -> str:
        """Return a title with the white space that parts joint issuers."""
        for block, found in self._front:
            if any(fact.name == "title" and fact.value == title for fact in found):
                return self._text[block.lines[0].start : block.lines[-1].end]
        return title

    def _titles(self) -> Iterator[str]:
        """Yield the titles, each with the bracketed note that a page break has parted from it."""
        last = ""
        for fact in (fact for _, found in self._front for fact in found):
            if fact.name == "title":
                is_note = bool(last and NOTE.fullmatch(fact.value))
                if last and not is_note:
                    yield last
                last = last + fact.value if is_note else fact.value
        if last:
            yield last

    def _headings(self, issued: str) -> Iterator[str]:
        """Yield what may be the title of the document named `issued`, further down the text."""
        lines = [self._text[n.start : n.end] for n in split_lines(self._text, inline=False)]
        for i, line in enumerate(lines):
            if len(line) > _LONGEST_TITLE or line.lstrip("《“")[:2] not in issued:
                continue
            for stop in range(i + 1, min(i + 1 + _MOST_TITLE_LINES, len(lines) + 1)):
                title = tidy_title("".join(lines[i:stop]))
                if not re.search("[，。；：]|^附", title):
                    yield title

    def _of(self, label: str, name: str) -> list[str]:
        return [
            fact.value
            for block, found in self._front
            if block.label == label
            for fact in found
            if fact.name == name
        ]

    def _signed(self, part: list[_Part]) -> list[str]:
        """Return the issuers of the first signature: names above a date, or in its line."""
        return next((names for names, _ in _signatures(part)), [])

    def _signature_dates(self, part: list[_Part]) -> list[str]:
        return [day for _, day in _signatures(part)]

    def _dates(self, part: list[_Part]) -> list[str]:
        return [
            fact.value
            for block, found in part
            if block.label == "date"
            for fact in found
            if fact.name == "date"
        ]


def _signatures(part: list[_Part]) -> Iterator[tuple[list[str], str]]:
    """Yield who signs and when, for each signature with a date."""
    above: list[str] = []
    for block, found in part:
        names = [fact.value for fact in found if fact.name == "issuer"]
        if block.label == "date" and (names or above):
            yield names or above, next((f.value for f in found if f.name == "date"), "")
        above = names if block.label == "issuers" else []


def _first_title(text: str) -> str:
    """Return the first line that is a title by its words, else the first words at all."""
    lines = [text[line.start : line.end] for line in split_lines(text, inline=False)[:_HEAD_LINES]]
    for line in lines:
        is_short = len(line) <= _LONGEST_TITLE and not line.startswith("附")
        if is_short and is_title(line) and read_mark(line, 0, len(line)) is None:
            return tidy_title(line)
    first = re.search(r"[^\s\ufeff\u200b]+", text)
    return first.group()[:_LONGEST_TITLE] if first else ""
