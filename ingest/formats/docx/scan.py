"""A .docx that holds scanned pages and no text: its pictures recognised, where that is possible."""

from importlib import import_module

from ingest.formats.docx.package import Package
from ingest.formats.model import Caution, Extract, SourceError


def read_scan(package: Package, references: list[str]) -> Extract:
    """Recognise the pictures of a document in order; `references` are ids in its main part.

    Raises:
        SourceError: recognition is not installed, or it finds no text.
    """
    name = package.name
    relations = package.relations(package.main)
    parts = [relations[key].part for key in dict.fromkeys(references) if key in relations]
    parts = [part for part in parts if part in package]
    try:
        recognise = import_module("ingest.formats.ocr").recognise
        recognised = [recognise(package.read(part)) for part in parts]
    except ImportError as error:
        raise SourceError(
            f"{name}: holds {len(parts)} pictures and no text, so it is a scan; "
            "install the optional extra ocr",
            kind="scan",
        ) from error
    lines: list[str] = []
    total = characters = 0.0
    for found, score in recognised:
        lines += [line for line in found if line.strip()]
        weight = sum(len(line) for line in found)
        total += score * weight
        characters += weight
    if not lines:
        raise SourceError(
            f"{name}: no text is found in its pictures; scan it again at 300 dpi", kind="scan"
        )
    warning = f"the text was recognised in {len(parts)} pictures; check names and numbers."
    caution = Caution("recognised", warning)
    return Extract("\n".join(lines), is_wrapped=True, score=total / characters, cautions=(caution,))
