"""Pages that are pictures: rendered, recognised, and put in reading order as others are."""

import numpy as np
import pypdfium2 as pdfium
from numpy.typing import NDArray

from ingest.formats.ocr import Recognise, RecognisedLine, mean_score
from ingest.formats.pdf.columns import find_gutter, split_flows
from ingest.formats.pdf.lines import Line, Run, group_rows
from ingest.formats.pdf.page import Page

# A page that a picture covers is a scan, if there is hardly any text on it.
_SCAN_SHARE, _SCAN_CHARACTERS = 0.5, 20
# Pixels along the longer side, about 170 dots an inch of A4.
_LONGER_SIDE = 2000
_MOST_SCALE = 200 / 72
# Height of a recognised box to the size of its type, and from its bottom to the baseline, in ems.
_BOX, _DESCENT = 1.2, 0.15


def is_scan(page: Page) -> bool:
    """Return whether `page` is a picture of text."""
    if page.is_recognised:
        return False
    return page.picture_share >= _SCAN_SHARE and page.characters <= _SCAN_CHARACTERS


def read_scan(page: pdfium.PdfPage, recognise: Recognise) -> tuple[Page, float]:
    """Return what `recognise` reads on `page`, and its mean score."""
    width, height = page.get_size()
    scale = min(_MOST_SCALE, _LONGER_SIDE / max(width, height, 1.0))
    found = recognise(_render(page, scale))
    runs = [_make_run(number, line, scale) for number, line in enumerate(found)]
    rows = group_rows(_even_sizes(runs))
    flows = tuple(
        tuple(_make_line(row, found) for row in flow)
        for flow in split_flows(rows, find_gutter(rows))
    )
    characters = sum(len(line.text) for line in found)
    return Page(width, height, flows, characters=characters, picture_share=1.0), mean_score(found)


def _render(page: pdfium.PdfPage, scale: float) -> NDArray[np.uint8]:
    bitmap = page.render(scale=scale, rev_byteorder=False)
    try:
        return np.array(bitmap.to_numpy()[:, :, :3])
    finally:
        bitmap.close()


def _make_run(number: int, line: RecognisedLine, scale: float) -> Run:
    size = (line.bottom - line.top) / scale / _BOX
    return Run(
        np.zeros(len(line.text), dtype=np.int64),
        line.left / scale,
        line.right / scale,
        line.bottom / scale - _DESCENT * size,
        size,
        number,
    )


def _even_sizes(runs: list[Run]) -> list[Run]:
    """Give runs of nearly the page's usual size that size: boxes are cut unevenly."""
    if not runs:
        return []
    sizes = np.repeat([run.size for run in runs], [len(run.members) for run in runs])
    usual = float(np.median(sizes))
    return [
        Run(run.members, run.left, run.right, run.base, usual, run.block)
        if abs(run.size - usual) < 0.25 * usual
        else run
        for run in runs
    ]


def _make_line(row: list[Run], found: list[RecognisedLine]) -> Line:
    texts = tuple(found[run.block].text for run in row)
    size = row[0].size
    return Line(
        " ".join(texts),
        row[0].left,
        max(run.right for run in row),
        row[0].base,
        size,
        lead=size,
        pieces=texts,
    )
