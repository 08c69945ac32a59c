"""A PDF file to text: the order of work, and what is said of what could not be read."""

from collections.abc import Sequence
from itertools import accumulate

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ingest.formats.model import Caution, Extract, SourceError
from ingest.formats.ocr import Recognise, find_recogniser
from ingest.formats.pdf.assembly import write_pages
from ingest.formats.pdf.page import Draft, Page, finish, read_draft, usual_gutter
from ingest.formats.pdf.scans import is_scan, read_scan

_HEAD, _TAIL = 1024, 2048


def read_pdf(data: bytes, *, name: str) -> Extract:
    """Return the text of a PDF file, a paragraph or a row of a table to a line.

    Only what is printed on the pages is read: scripts, attachments, form fields, notes and
    anything that a link leads to stay where they are. Pages that are pictures are recognised
    where the extra `ocr` is installed.

    Raises:
        SourceError: the file is no PDF, damaged, encrypted, or has no text that can be read.
    """
    return read_pdf_with(data, find_recogniser(), name=name)


def read_pdf_with(data: bytes, recognise: Recognise | None, *, name: str) -> Extract:
    """Return what `read_pdf` does, with `recognise` to read pages that are pictures."""
    if b"%PDF-" not in data[:_HEAD]:
        raise SourceError(
            f"{name}: is no PDF file; save it as what it is, or print it to PDF", kind="kind"
        )
    document = _open(data, name)
    try:
        drafts, broken = _read_drafts(document)
        gutter = usual_gutter(drafts)
        pages = [finish(draft, gutter) for draft in drafts]
        scans = [number for number, page in enumerate(pages) if is_scan(page)]
        score = _recognise_scans(document, pages, scans, recognise)
    finally:
        document.close()
    if not any(page.characters for page in pages):
        kind = "scan" if scans else "unreadable" if broken else "empty"
        message = _say_empty(name, len(scans), len(broken), recognise is not None)
        raise SourceError(message, kind=kind)
    cautions = [*_warn(pages, broken), *_warn_of_scans(scans, score)]
    if b"%%EOF" not in data[-_TAIL:]:
        cautions.append(Caution("missing", "the file ends early; pages may be missing"))
    writer = write_pages(pages)
    return Extract(
        writer.text,
        pages=_page_starts(writer.first, len(pages), writer.length),
        tables=tuple(writer.tables),
        furniture=tuple(writer.furniture),
        styled=tuple(writer.styled),
        score=score,
        scans=tuple(number + 1 for number in scans) if score is not None else (),
        cautions=tuple(cautions),
    )


def _open(data: bytes, name: str) -> pdfium.PdfDocument:
    try:
        document = pdfium.PdfDocument(data)
        count = len(document)
    except pdfium.PdfiumError as error:
        code = getattr(error, "err_code", None)
        if code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            raise SourceError(
                f"{name}: is encrypted; save a copy without a password and add that",
                kind="protected",
            ) from error
        raise SourceError(
            f"{name}: is damaged or cut off ({len(data):,} bytes); fetch it again"
        ) from error
    if not count:
        raise SourceError(f"{name}: has no pages; fetch it again")
    return document


def _read_drafts(document: pdfium.PdfDocument) -> tuple[list[Draft], list[int]]:
    """Return the pages, and the numbers from 1 of those that PDFium cannot load."""
    drafts, broken = [], []
    for number in range(len(document)):
        try:
            page = document[number]
            drafts.append(read_draft(page))
        except pdfium.PdfiumError:
            broken.append(number + 1)
            drafts.append(Draft.empty())
            continue
        page.close()
    return drafts, broken


def _recognise_scans(
    document: pdfium.PdfDocument,
    pages: list[Page],
    scans: list[int],
    recognise: Recognise | None,
) -> float | None:
    """Put what is recognised in the place of the scanned `pages`; return the mean score."""
    if recognise is None or not scans:
        return None
    total = count = 0.0
    for number in scans:
        page = document[number]
        pages[number], score = read_scan(page, recognise)
        page.close()
        total += score * pages[number].characters
        count += pages[number].characters
    return total / count if count else None


def _say_empty(name: str, scans: int, broken: int, has_recogniser: bool) -> str:
    if scans and has_recogniser:
        return f"{name}: is a scan in which no text was recognised; scan it again, or type it"
    if scans:
        return (
            f"{name}: is a scan without a text layer ({scans} pages); "
            "install the extra `ocr` (pip install -r requirements-ocr.txt)"
        )
    if broken:
        return f"{name}: none of its {broken} pages can be loaded; fetch it again"
    return f"{name}: has no text on its pages; add a file with the document's text"


def _warn(pages: Sequence[Page], broken: list[int]) -> list[Caution]:
    hidden = sum(page.hidden for page in pages)
    unreadable = sum(page.unreadable for page in pages)
    recognised = [number + 1 for number, page in enumerate(pages) if page.is_recognised]
    unkept = [number + 1 for number, page in enumerate(pages) if not page.is_kept]
    columns = [number + 1 for number, page in enumerate(pages) if page.has_columns]
    said = [
        (broken, "missing", f"{_list_pages(broken)} cannot be loaded and {_are(broken)} missing"),
        (
            recognised,
            "recognised",
            f"{_list_pages(recognised)}: scanned, with a text that a machine recognised",
        ),
        (hidden, "hidden", f"{hidden:,} characters that cannot be seen on the page were left out"),
        (
            unreadable,
            "unknown",
            f"{unreadable:,} characters have no meaning in the file and are shown as �",
        ),
        (
            columns,
            "table",
            f"{_list_pages(columns)}: looks like a table without lines; kept as text",
        ),
        (unkept, "layout", f"{_list_pages(unkept)}: layout unclear, lines as the file has them"),
    ]
    return [Caution(kind, sentence) for holds, kind, sentence in said if holds]


def _warn_of_scans(scans: list[int], score: float | None) -> list[Caution]:
    numbers = [number + 1 for number in scans]
    if not numbers:
        return []
    if score is None:
        them = "it" if len(numbers) == 1 else "them"
        said = f"scanned and not read; install the extra `ocr` to read {them}"
        return [Caution("missing", f"{_list_pages(numbers)}: {said}")]
    said = f"scanned, the text was recognised (mean score {score:.2f}) and may be wrong"
    return [Caution("recognised", f"{_list_pages(numbers)}: {said}")]


def _are(numbers: list[int]) -> str:
    return "is" if len(numbers) == 1 else "are"


def _list_pages(numbers: list[int]) -> str:
    """Return the numbers as people write them: pages 1, 4-6."""
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and number == ranges[-1][1] + 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    shown = ", ".join(f"{low}-{high}" if high > low else f"{low}" for low, high in ranges)
    return f"{'page' if len(numbers) == 1 else 'pages'} {shown}"


def _page_starts(first: dict[int, int], count: int, length: int) -> tuple[int, ...]:
    """Return where each page begins; one without text begins where the next one does."""
    starts, following = [0] * count, length
    for number in reversed(range(count)):
        following = starts[number] = first.get(number, following)
    return tuple(accumulate(starts, max))
