"""Read a .docx: the text that Word prints, with its automatic numbers, tables and headings."""

from dataclasses import replace
from xml.etree.ElementTree import Element

from ingest.formats.docx.blocks import BlockReader
from ingest.formats.docx.notes import Notes
from ingest.formats.docx.numbering import Numbering
from ingest.formats.docx.package import Package, open_package
from ingest.formats.docx.pages import join_pages
from ingest.formats.docx.runs import RunReader
from ingest.formats.docx.scan import read_scan
from ingest.formats.docx.styles import Styles
from ingest.formats.docx.text import write_blocks
from ingest.formats.docx.xml import find
from ingest.formats.model import Caution, Extract, SourceError


def read_docx(data: bytes, *, name: str) -> Extract:
    """Read a .docx or .docm; `name` is what messages call it.

    Tracked changes are taken as accepted. Running heads, comments and hidden text are left out;
    notes follow the paragraph that refers to them. Nothing outside of the file is looked up.

    Raises:
        SourceError: no .docx, damaged, encrypted, larger than can be meant, or without text.
    """
    package = open_package(data, name=name)
    root = package.xml(package.main)
    body = find(root, "w:body")
    if body is None:
        raise SourceError(f"{name}: part {package.main} has no body; save it in Word as .docx")
    styles = Styles(_part(package, "styles"))
    runs = RunReader(styles, Notes(package, body), body=body)
    reader = BlockReader(styles, Numbering(_part(package, "numbering"), styles), runs)
    blocks, page_numbers = join_pages(reader.read_body(body))
    extract = write_blocks(blocks)
    # Page numbers alone are no text of a scan.
    has_words = any(char.isalpha() for char in extract.text)
    if has_words or (extract.text and not runs.pictures):
        return replace(extract, cautions=_cautions(reader, runs, page_numbers))
    if reader.embedded:
        raise SourceError(
            f"{name}: holds its text as a web page in a box (altChunk); "
            "open it in Word and save it again"
        )
    if not runs.pictures:
        raise SourceError(
            f"{name}: holds no text; put the document's text in it or remove it", kind="empty"
        )
    return read_scan(package, [picture.reference for picture in runs.pictures])


def _part(package: Package, kind: str) -> Element | None:
    relations = package.relations(package.main).values()
    part = next((relation.part for relation in relations if relation.kind == kind), None)
    return None if part is None else package.xml(part)


def _cautions(reader: BlockReader, runs: RunReader, page_numbers: int) -> tuple[Caution, ...]:
    formulas = sum(picture.is_formula for picture in runs.pictures)
    counted = (
        ("hidden", "hidden characters left out", runs.hidden),
        ("missing", "formulas that are pictures and are not in the text", formulas),
        (
            "missing",
            "pictures not read (formulas or scanned pages may be among them)",
            len(runs.pictures) - formulas,
        ),
        ("missing", "diagrams not read", runs.diagrams),
        ("missing", "embedded documents not read", reader.embedded),
        ("cleaned", "page numbers that stood in the text, left out", page_numbers),
    )
    return tuple(Caution(kind, f"{what}: {count:,}.") for kind, what, count in counted if count)
