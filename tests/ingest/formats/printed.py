"""PDF files made for tests: text set in lines as a word processor does, rules, page furniture."""

import io
from dataclasses import dataclass, field

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FONT = "STSong-Light"
WIDTH, HEIGHT = 595.0, 842.0
LEFT, RIGHT, TOP, BOTTOM = 90.0, 506.0, 90.0, 760.0
SIZE, PITCH = 16.0, 28.0
NEVER_FIRST = "，。、；：）》”"


def width_of(text: str, size: float = SIZE) -> float:
    return float(pdfmetrics.stringWidth(text, FONT, size))


def wrap(text: str, width: float, *, indent: float = 2 * SIZE, size: float = SIZE) -> list[str]:
    """Cut `text` into lines of at most `width`; a stop hangs over the margin, words stay whole."""
    lines, line, room = list[str](), "", width - indent
    for part in _parts(text):
        if line and part not in NEVER_FIRST and width_of(line + part.rstrip(), size) > room + 0.01:
            lines.append(line)
            line, room = part.lstrip(), width
        else:
            line += part
    return [*lines, line]


def _parts(text: str) -> list[str]:
    parts = list[str]()
    for char in text:
        if parts and char.isascii() and parts[-1][-1:].isascii() and not parts[-1].endswith(" "):
            parts[-1] += char
        else:
            parts.append(char)
    return parts


@dataclass
class Printer:
    """Pages under way. Places are points from the upper left corner; `y` is the baseline."""

    width: float = WIDTH
    height: float = HEIGHT
    buffer: io.BytesIO = field(default_factory=io.BytesIO)
    y: float = TOP
    head: str = ""
    numbers: str = ""
    page: int = 1

    def __post_init__(self) -> None:
        pdfmetrics.registerFont(UnicodeCIDFont(FONT))
        self.canvas = Canvas(self.buffer, pagesize=(self.width, self.height), invariant=1)
        self._begin_page()

    def put(self, text: str, x: float, y: float, *, size: float = SIZE, mode: int = 0) -> None:
        """Print `text` from `x` on the baseline `y`."""
        drawn = self.canvas.beginText(x, self.height - y)
        drawn.setFont(FONT, size)
        drawn.setTextRenderMode(mode)
        drawn.textOut(text)
        self.canvas.drawText(drawn)

    def centre(self, text: str, y: float, *, size: float = SIZE) -> None:
        self.put(text, (LEFT + RIGHT - width_of(text, size)) / 2, y, size=size)

    def right(self, text: str, y: float, *, size: float = SIZE) -> None:
        self.put(text, RIGHT - width_of(text, size), y, size=size)

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.canvas.setLineWidth(0.5)
        self.canvas.line(x0, self.height - y0, x1, self.height - y1)

    def paragraph(self, text: str, *, indent: float = 2 * SIZE) -> None:
        """Print `text` in lines from margin to margin, over as many pages as it needs."""
        for number, line in enumerate(wrap(text, RIGHT - LEFT, indent=indent)):
            if self.y > BOTTOM:
                self.next_page()
            self.put(line, LEFT + (0 if number else indent), self.y)
            self.y += PITCH

    def grid(self, xs: list[float], ys: list[float]) -> None:
        """Draw every line of a table."""
        for x in xs:
            self.rule(x, ys[0], x, ys[-1])
        for y in ys:
            self.rule(xs[0], y, xs[-1], y)

    def cell(self, lines: list[str], x: float, y: float, *, size: float = 12) -> None:
        """Print `lines` in a cell with the upper left corner `x`, `y`."""
        for number, line in enumerate(lines):
            self.put(line, x + 5, y + (number + 1) * 1.5 * size, size=size)

    def next_page(self) -> None:
        self.canvas.showPage()
        self.page += 1
        self.y = TOP
        self._begin_page()

    def save(self) -> bytes:
        self.canvas.showPage()
        self.canvas.save()
        return self.buffer.getvalue()

    def _begin_page(self) -> None:
        if self.head:
            self.put(self.head, LEFT, 45, size=10)
        if self.numbers:
            self.put(self.numbers.format(self.page), 285, 805, size=10)
