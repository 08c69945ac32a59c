"""Reading PDF: characters and rules of each page, put back into lines, paragraphs and tables."""

from ingest.formats.pdf.reader import read_pdf

__all__ = ["read_pdf"]
