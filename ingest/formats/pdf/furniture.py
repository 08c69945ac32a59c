"""Page furniture: running heads and feet, and page numbers, found over the pages of a file."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ingest.formats.pdf.lines import Line
from ingest.formats.pdf.page_numbers import read_page_number

_ROWS, _DEPTH = 3, 0.2
# Points: how far the same head may move between pages, and a page number.
_SHIFT, _NUMBER_SHIFT = 3.0, 10.0
# Points from line to line, where a page has too few to tell.
_FEW_LINES_PITCH = 24.0
# 附件 and the like stand at the head of the first page of many annexes, and are headings there.
_ANNEX = re.compile(r"附[件录錄表图圖][0-9０-９一二三四五六七八九十]*[:：]?")


@dataclass(frozen=True, slots=True)
class PageLines:
    """The lines of a page that stand in no table, in any order, and the page's height."""

    lines: tuple[Line, ...]
    height: float


@dataclass(frozen=True, slots=True)
class _Edge:
    """A line near the upper or lower edge of its page; `y` is how far it is from that edge."""

    page: int
    index: int
    is_top: bool
    y: float
    line: Line
    gap: float
    rank: int


def find_furniture(pages: list[PageLines]) -> list[frozenset[int]]:
    """Return for each page the indices of its lines that are furniture.

    A head or foot is the same words at the same place of several pages that follow each other,
    with no text between them and the edge; a page number stands at one place and counts on with
    the pages. A heading that is repeated elsewhere, or in larger type than the text, is neither.
    """
    edges = [edge for number, page in enumerate(pages) for edge in _find_edges(number, page)]
    usual = _usual_size(pages)
    numbers = _find_numbers(edges)
    accepted = numbers | _find_repeated(edges, len(pages), usual)
    found: list[set[int]] = [set() for _ in pages]
    for edge in edges:
        hits = [(edge.page, edge.index, at) in accepted for at in range(len(edge.line.pieces))]
        if all(hits) or (any(hits) and edge.gap > 1.3):
            found[edge.page].add(edge.index)
    for edge in _find_neighbours(edges, found):
        found[edge.page].add(edge.index)
    for edge in _find_inner(edges, found, numbers, usual):
        found[edge.page].discard(edge.index)
    return [frozenset(indices) for indices in found]


def _find_edges(number: int, page: PageLines) -> Iterator[_Edge]:
    """Yield the lines of the first and last rows, with their distance from the text in pitches."""
    order = sorted(range(len(page.lines)), key=lambda index: page.lines[index].base)
    rows: list[list[int]] = []
    for index in order:
        line = page.lines[index]
        if rows and line.base - page.lines[rows[-1][0]].base < 0.5 * line.size:
            rows[-1].append(index)
        else:
            rows.append([index])
    bases = [page.lines[row[0]].base for row in rows]
    steps = np.diff(bases)
    pitch = float(np.median(steps)) if len(steps) > 4 else _FEW_LINES_PITCH
    for rank, row in enumerate(rows):
        for is_top in (True, False):
            depth = bases[rank] if is_top else page.height - bases[rank]
            place = rank if is_top else len(rows) - 1 - rank
            if place >= _ROWS or depth > _DEPTH * page.height:
                continue
            inner = rank + 1 if is_top else rank - 1
            gap = abs(bases[inner] - bases[rank]) / pitch if 0 <= inner < len(rows) else 9.0
            for index in row:
                yield _Edge(number, index, is_top, depth, page.lines[index], gap, place)


_Piece = tuple[int, int, int]


def _find_numbers(edges: list[_Edge]) -> set[_Piece]:
    """Return the pieces that count on from page to page, as page, line and piece."""
    series: dict[tuple[bool, int], list[tuple[_Edge, int]]] = defaultdict(list)
    for edge in edges:
        for at, piece in enumerate(edge.line.pieces):
            value = read_page_number(piece)
            if value is not None:
                series[edge.is_top, value - edge.page].append((edge, at))
    accepted, places = set[_Piece](), list[tuple[bool, float]]()
    for (is_top, _), hits in series.items():
        middle = float(np.median([edge.y for edge, _ in hits]))
        near = [(edge, at) for edge, at in hits if abs(edge.y - middle) <= _NUMBER_SHIFT]
        if len({edge.page for edge, _ in near}) >= 2:
            accepted |= {(edge.page, edge.index, at) for edge, at in near}
            places.append((is_top, middle))
    numbered = {page for page, _, _ in accepted}
    for hits in series.values():
        for edge, at in hits:
            # A preface of one page has a number of its own kind.
            is_alone = len(edge.line.pieces) == 1 and edge.page not in numbered
            if is_alone and any(
                edge.is_top == is_top and abs(edge.y - y) <= _SHIFT for is_top, y in places
            ):
                accepted.add((edge.page, edge.index, at))
    return accepted


def _find_repeated(edges: list[_Edge], pages: int, usual: float) -> set[_Piece]:
    """Return the pieces that stand at the same place of several pages."""
    same: dict[tuple[bool, str], list[tuple[_Edge, int]]] = defaultdict(list)
    for edge in edges:
        for at, piece in enumerate(edge.line.pieces):
            if not _ANNEX.fullmatch(piece.replace(" ", "")):
                same[edge.is_top, piece].append((edge, at))
    accepted: set[_Piece] = set()
    for hits in same.values():
        hits.sort(key=lambda hit: hit[0].y)
        ys = np.array([edge.y for edge, _ in hits])
        for group in np.split(np.arange(len(hits)), np.nonzero(np.diff(ys) > _SHIFT)[0] + 1):
            chosen = [hits[number] for number in group]
            if _is_repeated([edge for edge, _ in chosen], pages, usual):
                accepted |= {(edge.page, edge.index, at) for edge, at in chosen}
    return accepted


def _is_repeated(edges: list[_Edge], pages: int, usual: float) -> bool:
    numbers = sorted({edge.page for edge in edges})
    share = len(numbers) / (numbers[-1] - numbers[0] + 1)
    is_large = edges[0].line.size > 1.05 * usual
    if is_large and (len(numbers) < 4 or share < 0.8):
        return False
    if len(numbers) >= 3:
        return share >= 0.4
    gap = min(edge.gap for edge in edges)
    return len(numbers) == 2 and pages <= 3 and gap > 1.3


def _find_neighbours(edges: list[_Edge], found: list[set[int]]) -> list[_Edge]:
    """Return lines that stand where heads or feet do, with words of their own: chapter titles."""
    places: dict[tuple[bool, int], list[_Edge]] = defaultdict(list)
    for edge in edges:
        places[edge.is_top, round(edge.y)].append(edge)
    more = []
    for group in places.values():
        known = [edge for edge in group if edge.index in found[edge.page]]
        pages = {edge.page for edge in group}
        if len({edge.page for edge in known}) >= max(3, 0.5 * len(pages)):
            size = known[0].line.size
            more += [
                edge
                for edge in group
                if edge.gap > 1.3 and abs(edge.line.size - size) < 0.05 * size
            ]
    return more


def _find_inner(
    edges: list[_Edge], found: list[set[int]], numbers: set[_Piece], usual: float
) -> list[_Edge]:
    """Return lines that are part of the text: nothing sets them apart from it, or text is outside.

    A head stands apart by a gap or by smaller type; a page number needs neither.
    """
    numbered = {(page, index) for page, index, _ in numbers}
    rows: dict[tuple[int, bool, int], list[_Edge]] = defaultdict(list)
    for edge in edges:
        rows[edge.page, edge.is_top, edge.rank].append(edge)
    inner = []
    for page, is_top in {(edge.page, edge.is_top) for edge in edges}:
        depth = 0
        for rank in range(_ROWS):
            row = rows.get((page, is_top, rank), [])
            if not row or any(edge.index not in found[page] for edge in row):
                break
            if any(
                edge.gap > 1.25 or edge.line.size < 0.95 * usual or (page, edge.index) in numbered
                for edge in row
            ):
                depth = rank + 1
        inner += [e for rank in range(depth, _ROWS) for e in rows.get((page, is_top, rank), [])]
    return inner


def _usual_size(pages: list[PageLines]) -> float:
    sizes = [line.size for page in pages for line in page.lines]
    weights = [len(line.text) for page in pages for line in page.lines]
    return float(np.median(np.repeat(sizes, weights))) if sizes else 0.0
